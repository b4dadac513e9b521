"""Sayso reads news and keeps a ledger: every statement, and on whose say-so.

>>> import sayso
>>> reading = sayso.read("The mayor said the bridge was safe.")
>>> [(s.source.text, s.cue.text, s.content[0].text) for s in reading.statements]
[('The mayor', 'said', 'the bridge was safe')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records import Article, Reading

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.opened import Ledger
    from sayso.reading.attribution import Attributor
    from sayso.reading.many import ReaderName

__all__ = ["Article", "Reading", "__version__", "open", "read"]

__version__ = "0.1.0"


def read(
    text_or_article: str | Article,
    *,
    published: str | None = None,
    reader: ReaderName | Attributor = "learned",
) -> Reading:
    """Take from an article every statement, and through whom it came.

    A pure function of the article and the reader's version: same in, same out.

    Args:
        text_or_article: a text, kept exactly as it is, or an article from `sayso.sources`.
        published: ISO 8601 date of publication; of an article, it replaces the one found.
        reader: "learned" (the shipped model), "rules" (no weights), or any `Attributor`.

    Raises:
        InputError: the text is empty, or `published` is no date.
        ModelError: the shipped model is missing or damaged.
    """
    # Imported here so that `sayso --version` need not wait for numpy.
    from sayso.reading.many import reader_named
    from sayso.sources import as_article

    article = as_article(text_or_article, published=published)
    attributor = reader_named(reader) if isinstance(reader, str) else reader
    from sayso.linking.disputes import with_disputes
    from sayso.reading.pipeline import take

    return with_disputes(take(article, attributor))


def open(place: str | Path = "sayso.db", *, create: bool = True, read_only: bool = False) -> Ledger:  # noqa: A001
    """Open a ledger: what was read, kept, to be added to and asked. Use it with `with`, or close it.

    Args:
        place: a path, or the address of a PostgreSQL database, `postgresql://…`.
        create: whether to make a ledger where none is.
        read_only: write nothing, for questions and for files that may only be read.

    Raises:
        LedgerError: it cannot be opened; the message tells why, and what to do.
        MissingLibraryError: the library for PostgreSQL is not installed.
    """
    # Imported here so that reading needs no database's library.
    from sayso.opened import Ledger

    return Ledger.open(place, create=create, read_only=read_only)
