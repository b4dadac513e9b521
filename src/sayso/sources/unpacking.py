"""Decompression that cannot be made to explode, and that tells a whole file from one cut short.

Compressed data comes in small pieces and goes out in pieces of at most 1 MiB, so a few bytes that
unpack to gigabytes cost no more memory than honest ones; who takes the pieces counts them.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from sayso.errors import BrokenInputError, TooLargeError

GZIP = b"\x1f\x8b\x08"
"""How every gzip file begins: its signature, and the one method there is."""

HEAD = 4096
"""Bytes from a beginning that are enough to tell what something is."""

_PIECE = 1 << 20
_CODINGS = ("gzip", "x-gzip", "deflate")


def is_gzip(head: bytes) -> bool:
    """Whether bytes begin as gzip does."""
    return head.startswith(GZIP)


def unpacked(pieces: Iterable[bytes], coding: str, *, source: str) -> Iterator[bytes]:
    """Decompress `pieces` by HTTP's name for the coding ("gzip", "deflate", "identity" or ""), bit by bit.

    Several gzip members in a row are one stream, as gunzip reads them.

    Raises:
        BrokenInputError: the data is damaged, or ends too early, or the coding is another one.
    """
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        yield from pieces
        return
    if coding not in _CODINGS:
        raise BrokenInputError(source, f"it is compressed with {coding!r:.40}, which Sayso did not ask for")
    try:
        yield from _inflated(iter(pieces), gzipped=coding != "deflate")
    except (zlib.error, EOFError) as error:
        what = "ends too early" if isinstance(error, EOFError) else f"is damaged ({error})"
        raise BrokenInputError(source, f"the compressed data {what}; get the file again") from error


def bounded(pieces: Iterable[bytes], most: int, *, source: str) -> bytes:
    """The pieces as one.

    Raises:
        TooLargeError: they are more than `most` bytes.
    """
    taken = bytearray()
    for piece in pieces:
        taken += piece
        if len(taken) > most:
            raise TooLargeError(source, f"this is more than {most:,} bytes; raise the limit if you want it")
    return bytes(taken)


def unzipped(stream: BinaryIO, *, source: str) -> BinaryIO:
    """A stream of what a gzip file holds, for reading forwards; damage raises BrokenInputError where it is met."""
    return io.BufferedReader(_Unzipped(stream, source), _PIECE)


def unpacked_head(head: bytes) -> bytes:
    """The beginning of what a gzip file holds, from its own beginning; other bytes as they are."""
    if not is_gzip(head):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, HEAD)
    except zlib.error:
        return b""


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """A stream's bytes in pieces of 64 KiB."""
    while piece := stream.read(1 << 16):
        yield piece


def _inflated(pieces: Iterator[bytes], *, gzipped: bool) -> Iterator[bytes]:
    window = 31
    inflater: zlib._Decompress | None = None
    for data in pieces if gzipped else _from_two_bytes(pieces):
        more = False
        while data or more:
            if inflater is None:
                window = 31 if gzipped else 15 if _is_wrapped(data) else -15
                inflater = zlib.decompressobj(window)
            elif inflater.eof:
                data = data.lstrip(b"\0") if gzipped else b""
                if not data:
                    break  # padding after gzip, or whatever follows deflate
                inflater = zlib.decompressobj(window)
            piece = inflater.decompress(data, _PIECE)
            data = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
            more = len(piece) == _PIECE and not inflater.eof
            if piece:
                yield piece
    if inflater is not None and not inflater.eof:
        raise EOFError


def _from_two_bytes(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, the first of at least two bytes, by which one tells how deflated data is wrapped."""
    first = b""
    while len(first) < 2 and (piece := next(pieces, b"")):
        first += piece
    yield first
    yield from pieces


def _is_wrapped(data: bytes) -> bool:
    """Whether deflated data begins with zlib's two bytes (RFC 1950); some servers leave them out."""
    return len(data) < 2 or (data[0] & 15 == 8 and int.from_bytes(data[:2]) % 31 == 0)


class _Unzipped(io.RawIOBase):
    def __init__(self, stream: BinaryIO, source: str) -> None:
        self._pieces = unpacked(pieces_of(stream), "gzip", source=source)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = next(self._pieces, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count
