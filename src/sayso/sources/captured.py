"""A page as a web archive's record captured it: the server's answer, taken apart."""

from __future__ import annotations

import io
import re
from datetime import datetime

from fastwarc import WarcRecord, WarcRecordType
from fastwarc.stream_io import BrotliReader, ChunkedReader

from sayso.errors import BrokenInputError
from sayso.sources.found import Found, Http
from sayso.sources.media import HTML_TYPES, TEXT_TYPES, media_type
from sayso.sources.unpacking import bounded, is_gzip, unpacked
from sayso.sources.web import page_address

_STATUS = re.compile(r"HTTP/\d(?:\.\d)?\s+(\d{3})")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"[0-9a-fA-F]{1,8}[ \t]*(?:;[^\r\n]{0,200})?\r\n")


def captured(record: WarcRecord, block: bytes, name: str, most: int) -> Found | None:
    """The page in a record's `block`, or None if it is none: a redirect, an error, a picture, a robots.txt.

    Raises:
        BrokenInputError: its content is compressed, and damaged or cut short.
        TooLargeError: it is more than `most` bytes, decompressed.
    """
    headers = record.headers
    url = page_address((headers.get("WARC-Target-URI") or "").strip("<>"))
    kind, http, body = headers.get("Content-Type"), None, block
    if record.record_type == WarcRecordType.response:
        if media_type(kind) != "application/http":
            return None
        http, body = _answer(block, url or "")
        kind = http.header("Content-Type")
        if http.status != 200:
            return None
    wanted = media_type(kind) in HTML_TYPES | TEXT_TYPES
    if not wanted or (url or "").endswith("/robots.txt"):
        return None
    if http is not None:
        body = _decoded(body, http, name, most)
        cut = headers.get("WARC-Truncated")
        if cut:
            http = Http(http.status, (*http.headers, ("WARC-Truncated", cut)), http.asked)
    return Found(name, body, kind, url, _moment(headers.get("WARC-Date")), http)


def _answer(block: bytes, url: str) -> tuple[Http, bytes]:
    end = _HEAD_END.search(block)
    head = block[: end.start()] if end else block
    first, *lines = re.split(r"\r?\n(?![ \t])", head.decode("latin-1"))
    status = _STATUS.match(first)
    pairs = (line.partition(":") for line in lines)
    headers = tuple(
        (name.strip(), " ".join(value.split())) for name, colon, value in pairs if colon and not _is_cookie(name)
    )
    return Http(int(status[1]) if status else 0, headers, url), block[end.end() :] if end else b""


def _is_cookie(name: str) -> bool:
    return name.strip().lower().startswith("set-cookie")


def _decoded(body: bytes, http: Http, name: str, most: int) -> bytes:
    """The body without chunks and compression, which some crawlers keep and some undo without saying so."""
    try:
        if (http.header("Transfer-Encoding") or "").lower() == "chunked" and _CHUNK.match(body):
            body = ChunkedReader(io.BytesIO(body)).read(most + 1)
        coding = (http.header("Content-Encoding") or "").lower()
        if coding == "br":
            return bounded([BrotliReader(io.BytesIO(body)).read(most + 1)], most, source=name)
    except OSError as error:
        raise BrokenInputError(name, f"what was captured is damaged ({error}); nothing can be done") from error
    if is_gzip(body):
        return bounded(unpacked([body], "gzip", source=name), most, source=name)
    if coding == "deflate" and not body.lstrip().startswith(b"<"):
        return bounded(unpacked([body], "deflate", source=name), most, source=name)
    return body


def _moment(written: str | None) -> str | None:
    try:
        return datetime.fromisoformat(written or "").isoformat()
    except ValueError:
        return None
