"""What a run reads: inputs that a process can open by itself, with names that stay the same from run to run."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from sayso.errors import InputError, MissingLibraryError, UnreadableInputError
from sayso.sources.inputs import HTML_SUFFIXES, STANDARD_INPUT, TEXT_SUFFIXES, why_unreadable
from sayso.sources.intake import paths_named
from sayso.sources.kinds import SUFFIXES, ending
from sayso.sources.web import is_web_address

_SINGLE = TEXT_SUFFIXES | HTML_SUFFIXES | {".eml"}
"""Endings of files that hold one article each: such are read in groups."""


@dataclass(frozen=True, slots=True)
class Input:
    """An archive, a table, or a group of files that hold an article each.

    Args:
        name: a hash of where its files are, how large they are and when they were written.
        files: their paths, or their addresses in object storage.
        size: bytes of all of them.
    """

    name: str
    files: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What arguments name: the inputs, and by argument what could not be listed."""

    inputs: tuple[Input, ...]
    wrong: Mapping[str, tuple[InputError, ...]]


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it is listed; `mark` changes when it is written again."""

    address: str
    size: int
    mark: str


def is_far(address: str) -> bool:
    """Whether an address is one of object storage, or of whatever else fsspec reaches, and no path here."""
    return "://" in address and not is_web_address(address)


def filesystem(address: str, options: Mapping[str, Any]) -> tuple[Any, str]:
    """What fsspec reaches an address by, and the path there; `options` are for addresses that are far.

    Raises:
        MissingLibraryError: fsspec, or the library for such addresses, is not installed.
    """
    try:
        import fsspec

        found: tuple[Any, str] = fsspec.core.url_to_fs(address, **(dict(options) if is_far(address) else {}))
    except ImportError as error:
        why = f"{address} needs a library that is missing ({error}); install it: pip install 'sayso[scale]'"
        raise MissingLibraryError(why) from error
    return found


def opened(address: str, options: Mapping[str, Any]) -> BinaryIO:
    """A file, near or far, open at its beginning; it can seek.

    Raises:
        OSError: it cannot be opened.
    """
    if not is_far(address):
        return io.BufferedReader(io.FileIO(address), 1 << 16)
    fs, path = filesystem(address, options)
    # fsspec's own files read lines of any length only.
    return io.BufferedReader(fs.open(path, "rb", block_size=8 << 20, cache_type="readahead"))


def listed(arguments: Iterable[str], options: Mapping[str, Any], chunk: int) -> Listing:
    """What arguments name: files, folders and patterns, here or far (`s3://bucket/2026/*.warc.gz`).

    Nothing is opened. Files of one article each go together, `chunk` at a time, in the order of their names.

    Args:
        arguments: as they stand on a command line.
        options: for fsspec, where an address is far.
        chunk: how many items a chunk has; it counts for the names, as chunks of other sizes are other chunks.

    Raises:
        MissingLibraryError: the library for an address is not installed.
    """
    files: dict[str, _File] = {}
    wrong: dict[str, tuple[InputError, ...]] = {}
    for argument in arguments:
        found = list(_far_files(argument, options) if is_far(argument) else _near_files(argument))
        files.update((file.address, file) for file in found if isinstance(file, _File))
        errors = tuple(error for error in found if isinstance(error, InputError))
        if errors:
            wrong[argument] = errors
    ordered = [files[address] for address in sorted(files)]
    inputs = [_input([file], chunk) for file in ordered if ending(file.address) not in _SINGLE]
    single = iter([file for file in ordered if ending(file.address) in _SINGLE])
    while group := list(islice(single, chunk)):
        inputs.append(_input(group, chunk))
    return Listing(tuple(inputs), wrong)


def _near_files(argument: str) -> Iterator[_File | InputError]:
    if argument == STANDARD_INPUT or is_web_address(argument):
        why = "sayso scale reads files; put what is there into one first (a web archive, say), or use: sayso add"
        yield InputError(argument, why)
        return
    for path in paths_named(argument):
        if isinstance(path, InputError):
            yield path
            continue
        try:
            told = Path(path).stat()
            yield _File(path, told.st_size, str(told.st_mtime_ns))
        except (OSError, ValueError) as error:
            yield UnreadableInputError(path, why_unreadable(error))


def _far_files(argument: str, options: Mapping[str, Any]) -> Iterator[_File | InputError]:
    fs, path = filesystem(argument, options)
    try:
        found = fs.glob(path, detail=True) if any(c in path for c in "*?[") else fs.find(path, detail=True)
    except OSError as error:
        yield UnreadableInputError(argument, f"it cannot be listed ({error}); check the address and your rights")
        return
    files = {n: told for n, told in found.items() if told["type"] == "file"}
    if path not in files:
        files = {n: told for n, told in files.items() if ending(n) in SUFFIXES}
    if not files:
        yield UnreadableInputError(argument, "there is nothing to read there; check the address")
    for name, told in files.items():
        mark = told.get("ETag") or told.get("LastModified") or told.get("mtime") or ""
        yield _File(fs.unstrip_protocol(name), told["size"] or 0, str(mark))


def _input(files: list[_File], chunk: int) -> Input:
    told = "\n".join(f"{file.address}\t{file.size}\t{file.mark}" for file in files)
    name = hashlib.sha256(f"{chunk}\n{told}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Input(name, tuple(file.address for file in files), sum(file.size for file in files))
