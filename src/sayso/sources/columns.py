"""What a row of a table, or a line of JSON, says: the article and what is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sayso.errors import BadDateError, NoColumnError
from sayso.sources.found import About, Columns, Found
from sayso.sources.published import iso_date
from sayso.sources.web import page_address

_USUAL: Mapping[str, Sequence[str]] = {
    "text": "text body content maintext article article_text full_text plain_text articlebody".split(),
    "html": "html raw_html page_html content_html".split(),
    "url": "url link address source_url canonical_url".split(),
    "title": "title headline".split(),
    "outlet": "outlet publisher publication source_domain domain site source".split(),
    "published": (
        "published published_at publish_date date_publish date_published publication_date"
        " datepublished pub_date pubdate date"
    ).split(),
    "byline": "byline author authors".split(),
}
"""What news collections call their columns: those of news-please, newspaper and schema.org, and our own words."""


def named_columns(columns: Columns, present: Iterable[str], *, source: str) -> dict[str, str]:
    """From what we look for ("text", "url" …) to the column that holds it, for a table with these columns.

    A column that the person named must be there; the others are looked for by their usual names.

    Raises:
        NoColumnError: a column that was named is not there, or there is none with the article.
    """
    names = list(present)
    lower = {name.strip().lower(): name for name in reversed(names)}
    chosen: dict[str, str] = {}
    for part in (field.name for field in fields(Columns)):
        asked = getattr(columns, part)
        if asked is not None:
            if asked.split(".")[0] not in names and asked not in names:
                raise NoColumnError(source, f"there is no column {asked!r:.80}; there are: {_listed(names)}")
            chosen[part] = asked
        elif not (part in ("text", "html") and (columns.text or columns.html)):
            usual = next((lower[name] for name in _USUAL[part] if name in lower), None)
            if usual is not None:
                chosen[part] = usual
    if "text" not in chosen and "html" not in chosen:
        why = f"there is no column known to hold the article; name it with --text-column, of: {_listed(names)}"
        raise NoColumnError(source, why)
    return chosen


def row_found(row: Mapping[str, Any], chosen: Mapping[str, str], *, name: str) -> Found:
    """The article in a row, with what the row says of it.

    Raises:
        NoColumnError: the row's article is missing or no text.
        BadDateError: its date is in no form that is sure to be read right.
    """
    said = {part: _text(_at(row, column)) for part, column in chosen.items()}
    part = "text" if said.get("text") else "html"
    article = said.get(part)
    if article is None:
        column = chosen.get("text") or chosen["html"]
        raise NoColumnError(name, f"there is no text in {column!r:.80} here; take the row out, or name another column")
    written = said.get("published")
    published = iso_date(written) if written else None
    if written and published is None:
        why = f"{written!r:.80} is no date that can be read for sure; write it as 2025-12-02, or name another column"
        raise BadDateError(name, why)
    return Found(
        name=name,
        raw=article.encode("utf-8", "replace"),
        content_type=f"text/{'plain' if part == 'text' else 'html'}; charset=utf-8",
        url=page_address(said.get("url")),
        given=About(said.get("title"), said.get("outlet"), published, said.get("byline")),
    )


def _at(row: Mapping[str, Any], column: str) -> Any:
    """The value under a name, or under a path of names."""
    if column in row:
        return row[column]
    value: Any = row
    for step in column.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _text(value: Any) -> str | None:
    """A value as text: a list's texts with commas, a time in ISO 8601, nothing for what is neither."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, list | tuple):
        return ", ".join(item for item in value if isinstance(item, str)) or None
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace") or None
    return str(value.isoformat()) if hasattr(value, "isoformat") else None


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(repr(name)[:40] for name in names[:12])
    return f"{shown} …" if len(names) > 12 else shown or "none at all"
