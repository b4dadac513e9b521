"""Everything that Sayso raises on purpose.

    SaysoError
    ├── InputError              something handed to Sayso cannot be used
    │   ├── UnreadableInputError    no such file, no permission, a folder with nothing in it
    │   ├── NotTextError            bytes that are no text (a picture, an archive)
    │   ├── NoArticleError          a page without an article in it, or an empty file
    │   ├── BadDateError            a publication date that is no date
    │   └── PeopleFileError         a file of known people without their ids and names
    ├── FormatError             a stored reading that is not `sayso.reading/1`
    ├── BrokenSpanError         a record that does not point at its own words
    └── ModelError              the model's files are missing, damaged or of another version

Every message says what was wrong, with which input, and what to do about it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base class: catch this to catch everything that Sayso raises on purpose."""


class InputError(SaysoError):
    """Something handed to Sayso cannot be used; `source` names it."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: {why}")
        self.source = source
        self.why = why


class UnreadableInputError(InputError):
    """No such file, no permission to read it, or a folder with nothing in it to read."""


class NotTextError(InputError):
    """The bytes are no text: a picture, an archive, a program."""


class NoArticleError(InputError):
    """There is no article in the input: an empty file, or a page of links alone."""


class BadDateError(InputError):
    """A publication date that is no ISO 8601 date."""


class PeopleFileError(InputError):
    """A file of known people that cannot be read, or that has no column of ids or names."""


class FormatError(SaysoError):
    """A stored reading is not `sayso.reading/1`, or lacks a field."""


class BrokenSpanError(SaysoError):
    """A record's span does not hold the words that the record quotes."""

    def __init__(self, text: str, start: int | None, end: int | None) -> None:
        super().__init__(f"the article does not say {text!r} at {start}-{end}; was its text changed after it was read?")


class ModelError(SaysoError):
    """The model's files are missing, damaged, or made for another version of Sayso."""
