"""Lists of addresses: one a line, and the capture indexes (CDX) of web archives."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from sayso.errors import BrokenInputError, InputError
from sayso.sources.found import Item, Link, Opened, Settings
from sayso.sources.published import iso_date
from sayso.sources.web import page_address
from sayso.sources.whole_lines import whole_lines

_REPLAY = "https://web.archive.org/web/{timestamp}id_/{url}"
"""The Internet Archive's copy as it was captured, without the archive's own frame ("id_")."""
_API_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The columns that the archive's CDX server gives if it is not asked for others."""
_LETTERS = {"N": "urlkey", "b": "timestamp", "a": "original", "m": "mimetype", "s": "statuscode", "k": "digest"}
"""What the letters in a CDX file's first line stand for (the Internet Archive's CDX file format)."""
_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "-", "", "unk")
_TIMESTAMP = re.compile(r"\d{14}")


def in_url_list(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The addresses in a list, one a line; empty lines and those that begin with # are passed over."""
    for number, line in whole_lines(opened, settings.limits.unpacked):
        if isinstance(line, InputError):
            yield line
            continue
        written = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if not written or written.startswith("#"):
            continue
        address = page_address(written)
        if address is None:
            yield BrokenInputError(f"{opened.name}#{number}", f"{written!r:.200} is no web address; mend the line")
        else:
            yield Link(address)


def in_cdx(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The captures of pages that a CDX list names: CDX files, the CDX server's text or JSON answers, and CDXJ.

    Each is fetched from the Internet Archive as it was captured, under its own address. Captures that
    are redirects, errors, pictures and the like are passed over: they hold no article.
    """
    fields: tuple[str, ...] = _API_FIELDS
    for number, line in whole_lines(opened, settings.limits.unpacked):
        if isinstance(line, InputError):
            yield line
            continue
        text = line.decode("utf-8", "replace").strip().lstrip("\ufeff")
        if not text or text in ("[", "]", "[]"):
            continue
        named = _header(text)
        if named:
            fields = named
            continue
        capture = _capture(text, fields)
        if capture is None:
            yield BrokenInputError(f"{opened.name}#{number}", "this line names no capture; get the list again")
        elif capture.get("statuscode", "200") in ("200", "-", "") and capture.get("mimetype", "-") in _PAGES:
            yield _link(capture)


def _header(text: str) -> tuple[str, ...]:
    """The columns that a first line names, or none if it is no such line."""
    if text.startswith("CDX "):
        return tuple(_LETTERS.get(letter, letter) for letter in text.split()[1:])
    if text.startswith("[") and '"timestamp"' in text:
        return tuple(map(str, _json_row(text) or ()))
    return ()


def _capture(text: str, fields: tuple[str, ...]) -> Mapping[str, str] | None:
    """What a line says of its capture, with a `timestamp` and an `original` address; None if it lacks these."""
    said: dict[str, str]
    brace = text.find("{")
    if text.startswith("["):
        said = dict(zip(fields, map(str, _json_row(text) or ()), strict=False))
    elif brace > 0:
        said = _cdxj(text, brace)
    else:
        said = dict(zip(fields, text.split(" "), strict=False))
    good = _TIMESTAMP.fullmatch(said.get("timestamp", "")) and page_address(said.get("original"))
    return said if good else None


def _cdxj(text: str, brace: int) -> dict[str, str]:
    try:
        facts: Any = json.loads(text[brace:])
    except (ValueError, RecursionError):
        return {}
    head = text[:brace].split()
    if not isinstance(facts, dict) or len(head) != 2:
        return {}
    plain = {"mimetype": str(facts.get("mime", "-")), "statuscode": str(facts.get("status", "-"))}
    return plain | {"timestamp": head[1], "original": str(facts.get("url", ""))}


def _json_row(text: str) -> list[Any] | None:
    try:
        row = json.loads(f"[{text.strip('[], ')}]")
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, list) else None


def _link(capture: Mapping[str, str]) -> Link:
    url, timestamp = capture["original"], capture["timestamp"]
    return Link(url, fetch_from=_REPLAY.format(timestamp=timestamp, url=url), fetched=iso_date(timestamp))
