"""The pages on which people add: text, files, an address; and how far that has come."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.sources.found import About, Found
from sayso.web.rendering import render
from sayso.web.reviewing_pages import SEE_OTHER
from sayso.web.security import form_of

if TYPE_CHECKING:
    from sayso.web.jobs import Jobs

_TOLD = ("title", "outlet", "published", "url")


def add_form(request: Request) -> Response:
    """What to add; a bookmarklet fills the address in."""
    return render(request, "add.html", why="", given={name: request.query_params.get(name, "") for name in _TOLD})


async def add(request: Request) -> Response:
    """Begin to add what was given."""
    form = await form_of(request)
    given = {name: str(form.get(name, "")).strip() for name in (*_TOLD, "address", "text")}
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and file.filename]
    items = [Found(str(f.filename), await f.read(), f.content_type, given=_about(form)) for f in files]
    await form.close()
    jobs = _jobs(request)
    if items:
        job = jobs.add(", ".join(item.name for item in items[:3]) + (" …" if len(items) > 3 else ""), items)
    elif given["text"]:
        job = jobs.add(given["title"] or "pasted text", [_pasted(given["text"], given["url"] or None, _about(form))])
    elif given["address"].lower().startswith(("http://", "https://")):
        job = jobs.fetch(given["address"])
    else:
        why = "give a text, files, or an address that begins with http:// or https://"
        return render(request, "add.html", 400, why=why, given=given)
    return RedirectResponse(f"/add/{job.number}", SEE_OTHER)


def _pasted(text: str, url: str | None, about: About) -> Found:
    raw = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    name = f"pasted/{hashlib.sha256(raw).hexdigest()[:12]}.txt"
    return Found(name, raw, "text/plain; charset=utf-8", url, given=about)


def job(request: Request) -> Response:
    """How far a job has come; the page asks again until it is done."""
    try:
        found = _jobs(request)[int(request.path_params["job"])]
    except KeyError as error:
        raise HTTPException(404, "this is no longer remembered; what was added is in the list of articles") from error
    return render(request, "job.html", job=found)


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


def _about(form: FormData) -> About:
    told = {name: str(form.get(name, "")).strip() or None for name in ("title", "outlet", "published")}
    return About(**told)
