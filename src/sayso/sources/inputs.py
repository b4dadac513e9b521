"""Inputs as they are named on a command line: files, folders, and "-" for standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sayso.errors import UnreadableInputError
from sayso.records import Article
from sayso.sources.articles import to_article
from sayso.sources.found import About, Found
from sayso.sources.published import checked_date

TEXT_SUFFIXES = frozenset({".txt", ".md", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
STANDARD_INPUT = "-"


def _is_article(name: str) -> bool:
    return Path(name).suffix.lower() in TEXT_SUFFIXES | HTML_SUFFIXES


def expand(arguments: Sequence[str], wanted: Callable[[str], bool] = _is_article) -> Iterator[str]:
    """The inputs that `arguments` name, in their order: a folder gives the articles under it, sorted by path.

    From a folder come files whose names are `wanted` (if not told, those that end as text or HTML do),
    at any depth, without hidden ones or links to other folders. A file named itself, and "-", come as
    they are. Folders are opened as the iterator reaches them; to go on after an error, expand the
    arguments one by one.

    Raises:
        UnreadableInputError: a folder has nothing to read in it, or may not be opened.
    """
    for argument in arguments:
        if argument != STANDARD_INPUT and os.path.isdir(argument):  # noqa: PTH112 - Path.is_dir raises for names that are too long
            yield from _under(argument, wanted)
        else:
            yield argument


def load(
    path: str | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Article:
    """The article in a file, or on standard input for "-"; the other arguments go before what it says itself.

    Whether it is HTML is told from the file's ending, or else from how it begins.

    Raises:
        UnreadableInputError: there is no such file, or it may not be read.
        NotTextError: it is no text.
        NoArticleError: there is no article in it.
        BadDateError: `published` is no ISO 8601 date.
    """
    name = str(path)
    source = "standard input" if name == STANDARD_INPUT else name
    if published is not None:
        checked_date(published, source=source)
    suffix = Path(name).suffix.lower()
    kind = "text/html" if suffix in HTML_SUFFIXES else "text/plain" if suffix in TEXT_SUFFIXES else None
    return to_article(Found(source, _bytes(name), kind, url, given=About(title, outlet, published)))


def _under(folder: str, wanted: Callable[[str], bool]) -> Iterator[str]:
    def refuse(error: OSError) -> None:
        raise UnreadableInputError(str(error.filename), why_unreadable(error)) from error

    found: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found.extend(Path(parent, name) for name in files if not name.startswith(".") and wanted(name))
    if not found:
        endings = " ".join(sorted(TEXT_SUFFIXES | HTML_SUFFIXES))
        more = "" if wanted is _is_article else ", feeds, tables, archives and mailboxes"
        raise UnreadableInputError(folder, f"there is nothing to read in this folder; Sayso looks for {endings}{more}")
    yield from map(str, sorted(found))


def _bytes(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableInputError(name, why_unreadable(error)) from error


def why_unreadable(error: OSError | ValueError) -> str:
    """What an error of the system means for a person, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the name"
    if isinstance(error, PermissionError):
        return "you may not read it; ask its owner, or change it with: chmod +r"
    if isinstance(error, IsADirectoryError):
        return "this is a folder; give it to the command line, or name the files in it"
    return f"it cannot be read ({error}); check the name and the disk"
