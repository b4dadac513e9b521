"""What Sayso's things are called on the web of data: names that need no domain and that anybody can check.

An article is named by the hash of its text, as RFC 6920 has it (`ni:///sha-256;…`), so whoever holds the text can
tell that it is the one. What a reading found in it is a part of it, after `#`. A reader, which has no text, is
named by a UUID made from its name, version and model (RFC 9562, version 5).
"""

from __future__ import annotations

import uuid
from base64 import urlsafe_b64encode

from sayso.records import Article, Figure, ReaderVersion, Statement

_READERS = uuid.UUID("7d3c1c3e-52a4-4d3f-9a43-5f2f6f0c8a11")
"""The name space of readers: any UUID does, as long as it never changes."""


def article_iri(article: Article) -> str:
    """The IRI of an article's frozen text."""
    return hash_iri(article.id.removeprefix("sha256:"))


def hash_iri(sha256: str) -> str:
    """The IRI of whatever has that SHA-256, in hex."""
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")


def statement_iri(article: Article, statement: Statement | str) -> str:
    """The IRI of a statement, or of the one with that id, in an article."""
    return f"{article_iri(article)}#{statement if isinstance(statement, str) else statement.id}"


def figure_iri(article: Article, figure: Figure | tuple[int, int]) -> str:
    """The IRI of a figure, or of the one that stands at `[start, end)`, in an article."""
    start, end = figure if isinstance(figure, tuple) else (figure.start, figure.end)
    return f"{article_iri(article)}#figure-{start}-{end}"


def reader_iri(reader: ReaderVersion) -> str:
    """The IRI of one reader's version."""
    return f"urn:uuid:{_reader_uuid(reader)}"


def reading_iri(article: Article, reader: ReaderVersion) -> str:
    """The IRI of what one reader's version took from an article."""
    return f"{article_iri(article)}#reading-{_reader_uuid(reader)}"


def verdict_iri(verdict_id: str) -> str:
    """The IRI of a verdict, whose id is a UUID."""
    return f"urn:uuid:{uuid.UUID(verdict_id)}"


def _reader_uuid(reader: ReaderVersion) -> uuid.UUID:
    return uuid.uuid5(_READERS, f"{reader.name} {reader.version} {reader.model_sha256 or ''}")
