"""Pages from templates: every word is escaped, and any page can be had as one file that needs nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sayso import __version__
from sayso.web.security import TOKEN

if TYPE_CHECKING:
    from sayso.ledger.store import Store

_STATIC = files("sayso.web").joinpath("static")


@cache
def environment() -> Environment:
    """The templates. A name that a page does not give is an error, not an empty place."""
    made = Environment(
        loader=PackageLoader("sayso.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip
    made.filters |= {
        "day": lambda moment: (moment or "")[:10], "short": short, "number": _number, "range": _range, "cut": _cut,
    }  # fmt: skip
    made.globals |= {"query": _query, "is_web": _is_web, "plural": _plural, "version": __version__}
    return made


def store_of(request: Request) -> Store:
    """The ledger that the pages are over."""
    store: Store = request.app.state.store
    return store


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page; with `?as=file` in the address, one to keep: its style is in it, and it does nothing."""
    alone = request.query_params.get("as") == "file"
    given = {
        "request": request, "path": request.url.path, "alone": alone, "token": request.state.token,
        "token_name": TOKEN, "place": store_of(request).place, "who": name_of(request),
        "params": dict(request.query_params), "style": Markup(_style()) if alone else "",
    }  # fmt: skip
    page = environment().get_template(template).render({**given, **context})
    answer = HTMLResponse(page.encode("utf-8", "backslashreplace"), status)
    if alone:
        answer.headers["content-disposition"] = 'attachment; filename="sayso.html"'
    return answer


def name_of(request: Request) -> str:
    """Whose verdicts are given: the name that the browser was told, or the one the server was started with."""
    return request.cookies.get("sayso_name") or str(request.app.state.who)


@cache
def _style() -> str:
    return _STATIC.joinpath("style.css").read_text("utf-8")


def short(article: str) -> str:
    """What stands for an article's id in an address: the first digits of its hash."""
    return article.removeprefix("sha256:")[:16]


def _number(number: float | None) -> str:
    if number is None:
        return ""
    return f"{int(number):,}" if float(number).is_integer() else f"{number:,}"


def _range(value: Any) -> str:
    """What a figure means: one number, or from one to another; an open end is left open."""
    if value.low == value.high:
        return _number(value.low)
    return f"{_number(value.low) or '…'} to {_number(value.high) or '…'}"


def _cut(words: str | None, most: int = 240) -> str:
    plain = " ".join((words or "").split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _query(params: Mapping[str, Any], **changed: Any) -> str:
    """A query string: the page's own with some changes; what is None is left out."""
    kept = {name: value for name, value in {**params, **changed}.items() if value not in (None, "")}
    return "?" + urlencode(kept) if kept else "?"


def _is_web(url: str | None) -> bool:
    """Whether an address may be a link: a page's words may hold any scheme."""
    return bool(url) and str(url).lower().startswith(("http://", "https://"))
