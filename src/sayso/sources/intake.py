"""Getting things in: from what a person names to what was found, one by one.

    arguments -> files, folders, globs, addresses -> kinds -> Found | InputError

Memory holds one article, one line or one feed at a time, however much is named. What fails is an
error in its place, and the rest goes on.
"""

from __future__ import annotations

import glob
import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import BinaryIO, Protocol

from sayso.errors import BrokenInputError, InputError, NotTextError, TooLargeError, UnreadableInputError
from sayso.sources.found import Found, Item, Limits, Link, Opened, Settings
from sayso.sources.inputs import HTML_SUFFIXES, STANDARD_INPUT, TEXT_SUFFIXES, expand, why_unreadable
from sayso.sources.kinds import REFUSED, SUFFIXES, ending, kind_of, reader_of
from sayso.sources.unpacking import HEAD, bounded, is_gzip, pieces_of, unpacked_head, unzipped
from sayso.sources.web import is_web_address

_PEEKED = 4 * HEAD
"""Bytes that are looked at to tell a kind: as many as unpack to what `kind_of` needs, for honest text."""
_DEEPEST = 5
"""Lists of lists that are followed into one another; sitemaps.org allows two."""


class Gets(Protocol):
    """Whatever fetches an address: `fetch.Fetcher`, or a stand-in for it."""

    def get(self, address: str) -> Found:
        """What is at an address.

        Raises:
            InputError: it cannot be had.
        """


def gather(arguments: Iterable[str], settings: Settings, fetcher: Callable[[], Gets]) -> Iterator[Found | InputError]:
    """What the arguments lead to, in their order: each article's bytes, or why it could not be had.

    An argument is a file, a folder, a pattern with * ? or [ ] (** for any depth), "-" for standard
    input, or an http or https address. Feeds, sitemaps, lists of addresses and capture indexes are
    followed to their pages; `settings.known` tells which pages need no fetching.

    Args:
        arguments: as they stand on a command line.
        settings: limits, names of columns and the like.
        fetcher: gives the fetcher, and is asked for it when the first address is met.
    """
    follower = _Follower(settings, fetcher)
    for argument in arguments:
        if is_web_address(argument):
            yield from follower.follow(Link(argument))
        else:
            for path in paths_named(argument):
                if isinstance(path, str):
                    yield from follower.all_of(from_file(path, settings))
                else:
                    yield path


def from_file(path: str, settings: Settings) -> Iterator[Item]:
    """What a file holds: itself as an article, or what stands in the feed, table, archive or list it is."""
    with ExitStack() as stack:
        try:
            head, stream = _opened(path, settings.limits, stack)
        except InputError as error:
            yield error
            return
        except (OSError, ValueError) as error:
            yield UnreadableInputError(path, why_unreadable(error))
            return
        source = "standard input" if path == STANDARD_INPUT else path
        yield from _guarded(_in_stream(source, stream, head, None, settings), source)


def from_stream(name: str, stream: BinaryIO, settings: Settings) -> Iterator[Item]:
    """What an open file holds that can seek, as `from_file` for a path; `name` is its path or address."""
    head = stream.read(_PEEKED)
    stream.seek(0)
    return _guarded(_in_stream(name, stream, head, None, settings), name)


def from_answer(answer: Found, settings: Settings) -> Iterator[Item]:
    """What a server's answer holds, as `from_file` for a file."""
    yield from _guarded(
        _in_stream(answer.name, io.BytesIO(answer.raw), answer.raw[:_PEEKED], answer, settings), answer.name
    )


def article_at(link: Link, settings: Settings, fetcher: Gets) -> Iterator[Found | InputError]:
    """What is at the address that a feed or a list gave, and nothing beyond: its article, or why it is not to be had.

    Nothing at all if `settings.known` knows the address.
    """
    return _Follower(settings, lambda: fetcher).follow(link, depth=1)


class _Follower:
    """Follows links, each list of links once, and lists of lists to a depth that no honest site goes to."""

    def __init__(self, settings: Settings, fetcher: Callable[[], Gets]) -> None:
        self._settings = settings
        self._fetcher = fetcher
        self._lists: set[str] = set()

    def all_of(self, items: Iterable[Item], depth: int = 0) -> Iterator[Found | InputError]:
        """The items, with what is at their links in place of these."""
        for item in items:
            if isinstance(item, Link):
                yield from self.follow(item, depth + 1)
            else:
                yield item

    def follow(self, link: Link, depth: int = 0) -> Iterator[Found | InputError]:
        """What is at a link. One that a person gave (depth 0) may be anything, others are what their list says."""
        if depth and (self._settings.known(link.url) if link.leads == "article" else link.url in self._lists):
            return
        try:
            if link.leads != "article" or not depth:
                self._note_list(link.url, depth)
            answer = self._fetcher().get(link.fetch_from or link.url)
        except InputError as error:
            yield error
            return
        if link.leads == "article" and depth:
            copied = link.fetch_from is not None
            yield replace(
                answer,
                name=link.url,
                url=link.url if copied else answer.url,
                fetched=link.fetched if copied else answer.fetched,
                hints=link.hints,
            )
            return
        for item in self.all_of(from_answer(answer, self._settings), depth):
            if link.leads != "article" and isinstance(item, Found) and item.name == answer.name:
                yield BrokenInputError(
                    answer.name, f"there is a page here and no {link.leads}; look for a newer address"
                )
            else:
                yield item

    def _note_list(self, url: str, depth: int) -> None:
        self._lists.add(url)
        if depth > _DEEPEST:
            raise TooLargeError(url, f"lists of lists lead more than {_DEEPEST} deep to here; give this address itself")
        if len(self._lists) > self._settings.limits.lists:
            why = f"this leads to more than {self._settings.limits.lists:,} lists; raise the limit if they are wanted"
            raise TooLargeError(url, why)


def paths_named(argument: str) -> Iterator[str | InputError]:
    """The files that an argument names: itself, those in the folder it is, or those that match it as a pattern."""
    try:
        if argument == STANDARD_INPUT or os.path.lexists(argument) or not glob.has_magic(argument):
            yield from expand([argument], _is_wanted)
            return
        matches = sorted(glob.iglob(argument, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield UnreadableInputError(argument, "no file matches this pattern; check it, or quote it from the shell")
        for match in matches:
            yield from expand([match], _is_wanted)
    except InputError as error:
        yield error
    except (OSError, ValueError, re.error) as error:
        yield UnreadableInputError(argument, f"this names no file ({error}); check it")


def _is_wanted(name: str) -> bool:
    return ending(name) in SUFFIXES


def _opened(path: str, limits: Limits, stack: ExitStack) -> tuple[bytes, BinaryIO]:
    """The beginning of a file, and the file from its beginning on."""
    if path == STANDARD_INPUT:
        raw = bounded(pieces_of(sys.stdin.buffer), limits.unpacked, source="standard input")
        return raw[:_PEEKED], io.BytesIO(raw)
    file = io.BufferedReader(stack.enter_context(io.FileIO(path)), 1 << 16)
    return file.peek(_PEEKED)[:_PEEKED], file


def _type_of(name: str) -> str | None:
    suffix = ending(name)
    return "text/html" if suffix in HTML_SUFFIXES else "text/plain" if suffix in TEXT_SUFFIXES else None


def _in_stream(name: str, stream: BinaryIO, head: bytes, answer: Found | None, settings: Settings) -> Iterator[Item]:
    start = unpacked_head(head)
    kind = kind_of(name, start[:HEAD], answer.content_type if answer else None)
    plain = unzipped(stream, source=name) if is_gzip(head) and kind != "warc" else stream
    if kind in REFUSED:
        raise NotTextError(name, REFUSED[kind])
    if kind == "article":
        raw = bounded(pieces_of(plain), settings.limits.unpacked, source=name)
        yield replace(answer, raw=raw) if answer else Found(name, raw, _type_of(name))
    else:
        yield from reader_of(kind)(Opened(name, plain, answer.url if answer else None), settings)


def _guarded(items: Iterator[Item], name: str) -> Iterator[Item]:
    """The items; what a disk or damage ends them with as their last."""
    try:
        yield from items
    except InputError as error:
        yield error
    except OSError as error:
        yield UnreadableInputError(name, why_unreadable(error))
