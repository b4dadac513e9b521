"""Web archives: the pages in WARC files, gzipped or not, whole or damaged.

fastwarc finds the records. It ends without a word where a file is cut short, and for good where a
record is damaged; so each record's length is checked here, what follows the last record is checked
too, and after damage the search goes on at the next place that looks like a record's beginning.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc import ArchiveIterator, WarcRecord, WarcRecordType

from sayso.errors import BrokenInputError, InputError, NoArticleError, TooLargeError
from sayso.sources.captured import captured
from sayso.sources.found import Found, Item, Opened, Settings
from sayso.sources.unpacking import GZIP, is_gzip, pieces_of, unpacked, unpacked_head

_START = re.compile(rb"WARC/[01]\.\d+\r?\n")
_GZIP_START = re.compile(re.escape(GZIP))
_PIECE = 1 << 20
_OVERLAP = 32
_LONGEST_HEADER = 64 << 10
_WANTED = (WarcRecordType.response, WarcRecordType.resource, WarcRecordType.conversion)
_KNOWN = (
    *_WANTED,
    WarcRecordType.warcinfo,
    WarcRecordType.request,
    WarcRecordType.metadata,
    WarcRecordType.revisit,
    WarcRecordType.continuation,
)


def in_warc(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The pages in a web archive: answers with status 200, and texts, that are HTML or plain text.

    Other records (requests, pictures, redirects, repeats of another record) hold no article and are
    passed over. Needs a stream that can seek. A page's name is the archive's with its record's offset.
    """
    archive = _Archive(opened)
    given = 0
    while archive.begin is not None:
        for item in archive.run(archive.begin, settings.limits.unpacked):
            given += 1
            yield item
    if not given:
        yield NoArticleError(opened.name, "there is no page in this archive; look at what was crawled")


class _Archive:
    """An archive, and where in it reading is to begin next; None at its end."""

    def __init__(self, opened: Opened) -> None:
        self._name = opened.name
        self._stream = opened.stream
        self._gzipped = _is_gzipped(opened.stream.read(_PIECE))
        self._last = (-1, 0)
        self._searching = False
        self.begin: int | None = 0

    def run(self, begin: int, most: int) -> Iterator[Found | InputError]:
        """What the records from `begin` on hold, up to damage or the end.

        One stretch of damage is told once, however many beginnings are tried in it.
        """
        self._stream.seek(begin)
        at, past, fault = begin, begin + 1, None
        try:
            for record in ArchiveIterator(self._stream, record_types=WarcRecordType.any_type, parse_http=False):
                at = record.stream_pos
                item, whole = self._record(record, at, most)
                if not whole:
                    past, fault = self._past(record, at), item
                    break
                self._searching = False
                past = at + (1 if self._gzipped else record.content_length)
                if item is not None:
                    yield item
            else:
                past, fault = -1, None if self._searching else self._cut_short(at)
        except OSError as error:
            why = f"it is damaged after byte {at:,} ({error}); records may be lost there"
            fault = BrokenInputError(self._name, why)
        if fault is not None and not self._searching:
            yield fault
            self._searching = True
        self.begin = self._next_start(max(past, begin + 1)) if past >= 0 else None

    def _past(self, record: WarcRecord, at: int) -> int:
        """Where to look for the next record after one that was not read whole."""
        end = at + (_length(record) or 1)
        return end if not self._gzipped and end < self._stream.seek(0, os.SEEK_END) else at + 1

    def _record(self, record: WarcRecord, at: int, most: int) -> tuple[Found | InputError | None, bool]:
        """What a record holds, and whether the archive is whole here."""
        self._last = (at, self._last[1] + 1 if self._last[0] == at else 0)
        name = f"{self._name}#{at}" + (f".{self._last[1]}" if self._last[1] else "")
        length = _length(record)
        if record.record_type in _WANTED and length is not None and length > most:
            # To pass over it would be to decompress it, which is what a bomb is for.
            return TooLargeError(
                name, f"this record has more than {most:,} bytes; raise the limit if you want it"
            ), False
        block = record.reader.read() if record.record_type in _WANTED else b""
        taken = len(block) + record.consume()
        if length is None or taken != length or not _is_plausible(record):
            why = f"the record at byte {at:,} has {taken:,} bytes and should have {length or 'more'}"
            return BrokenInputError(self._name, f"{why}; the archive is damaged or cut short there"), False
        if record.record_type not in _WANTED:
            return None, True
        try:
            return captured(record, block, name, most), True
        except InputError as error:
            return error, True

    def _next_start(self, position: int) -> int | None:
        """Where after `position` a record may begin."""
        pattern = _GZIP_START if self._gzipped else _START
        self._stream.seek(position)
        kept, offset = b"", position
        while piece := self._stream.read(_PIECE):
            window = kept + piece
            found = pattern.search(window)
            if found is not None:
                return offset - len(kept) + found.start()
            offset += len(piece)
            kept = window[-_OVERLAP:]
        return None

    def _cut_short(self, at: int) -> BrokenInputError | None:
        """The fault in what follows the beginning of the last record, which fastwarc does not tell of."""
        self._stream.seek(at)
        why = "the archive is cut short after the record at byte"
        if self._gzipped:
            try:
                for _piece in unpacked(pieces_of(self._stream), "gzip", source=self._name):
                    pass
            except BrokenInputError:
                return BrokenInputError(self._name, f"{why} {at:,}; get the file again")
            return None
        head = self._stream.read(_LONGEST_HEADER)
        end = re.search(rb"\r?\n\r?\n", head)
        length = re.search(rb"(?i)^content-length:[ \t]*(\d{1,18})", head, re.MULTILINE)
        if end is None or length is None:
            return None
        self._stream.seek(at + end.end() + int(length[1]))
        return BrokenInputError(self._name, f"{why} {at:,}; get the file again") if _has_more(self._stream) else None


def _is_gzipped(head: bytes) -> bool:
    """Whether an archive is gzipped, even if its very beginning is damaged."""
    if _START.match(unpacked_head(head[:_LONGEST_HEADER])):
        return is_gzip(head)
    return GZIP in head and not _START.search(head)


def _is_plausible(record: WarcRecord) -> bool:
    """Whether a record of a type that is not known is one, and no record whose header is damaged."""
    if record.record_type in _KNOWN:
        return True
    mandatory = ("WARC-Type", "WARC-Record-ID", "WARC-Date")  # ISO 28500, section 5.1
    written = [record.headers.get(name) or "" for name in mandatory]
    return all(written) and written[0].isalpha()


def _length(record: WarcRecord) -> int | None:
    written = record.headers.get("Content-Length")
    return int(written) if written is not None and re.fullmatch(r"\d{1,18}", written.strip()) else None


def _has_more(stream: BinaryIO) -> bool:
    return any(piece.strip() for piece in pieces_of(stream))
