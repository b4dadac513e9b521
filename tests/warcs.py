"""Web archives for tests, written byte for byte: by ISO 28500, one gzip member a record."""

import gzip

PAGE = "<html><body><p>The ferry keeps its boats, said {}.</p></body></html>"


def record(
    body: bytes, url: str, kind: str = "response", content_type: str = "application/http; msgtype=response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"WARC-Date: 2026-03-04T18:30:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def response(body: bytes | str, url: str, *headers: str, status: str = "200 OK", kind: str = "text/html") -> bytes:
    raw = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return record("\r\n".join(lines).encode() + b"\r\n\r\n" + raw, url)


def page(number: int) -> bytes:
    return response(PAGE.format(f"master {number}") + "<!-- é -->" * 40, f"https://orsk.example/{number}")


def archive(*records: bytes, gzipped: bool) -> tuple[bytes, list[int]]:
    """The archive's bytes, and the offset of each record."""
    parts = [gzip.compress(part, mtime=0) if gzipped else part for part in records]
    return b"".join(parts), [sum(map(len, parts[:number])) for number in range(len(parts))]
