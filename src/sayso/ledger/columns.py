"""What the ledger's columns hold, the same on every database.

Neither SQLite nor PostgreSQL can keep every Python string: a NUL ends text in one and is refused by
the other, and half of a surrogate pair has no bytes in UTF-8. An article may have both, and its text
is frozen. So such a character is written as U+10FFFD (the last private one, which no text uses) and
its number in four hexadecimal digits, and read back as itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_ESCAPE = "\U0010fffd"
_UNKEPT = re.compile(f"[\0\ud800-\udfff{_ESCAPE}]")
_ESCAPED = re.compile(f"{_ESCAPE}([0-9a-f]{{4}})")

Key = BigInteger().with_variant(Integer, "sqlite")
"""A row's own number; only INTEGER numbers rows by itself in SQLite, and it has 64 bits there."""
Plain = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code points on every database: dates and ids are compared as they are written."""


def kept(words: str) -> str:
    """`words` as a database can keep them."""
    return _UNKEPT.sub(lambda m: f"{_ESCAPE}{ord(m.group()) & 0xFFFF:04x}", words) if _UNKEPT.search(words) else words


def unkept(words: str) -> str:
    """The words that `kept` made `words` from."""
    return _ESCAPED.sub(_character, words) if _ESCAPE in words else words


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return _ESCAPE if number == ord(_ESCAPE) & 0xFFFF else chr(number)


_LONGEST = 200


def short(words: str) -> str:
    """What an index keeps of a name, an address: itself, or its beginning and a hash. PostgreSQL takes 2,700 bytes."""
    if len(words) <= _LONGEST:
        return words
    return words[: _LONGEST - 65] + "~" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class Words(TypeDecorator[str]):
    """Any string at all."""

    impl = Plain
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's
        """The words as the database keeps them."""
        return None if value is None else kept(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The words as they were."""
        return None if value is None else unkept(value)


class Json(TypeDecorator[Any]):
    """Plain lists and dicts, as JSON in a text column; None is NULL."""

    impl = Plain
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:  # noqa: ARG002
        """The JSON."""
        return None if value is None else kept(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """The lists and dicts."""
        return None if value is None else json.loads(unkept(value))
