"""Everything that Sayso raises on purpose.

    SaysoError
    ├── InputError              something handed to Sayso cannot be used
    │   ├── UnreadableInputError    no such file, no permission, a folder with nothing in it
    │   ├── NotTextError            bytes that are no text (a picture, an archive)
    │   ├── NoArticleError          a page without an article in it, or an empty file
    │   ├── BadDateError            a publication date that is no date
    │   ├── BadAddressError         an address that is no web address, or not one Sayso may fetch from
    │   ├── FetchError              a server that did not answer, or answered with an error
    │   │   └── RobotsError             the site's robots.txt asks programs to stay away
    │   ├── TooLargeError           more bytes, links or redirects than Sayso takes
    │   ├── BrokenInputError        an archive, feed or table that is damaged or cut short
    │   ├── NoColumnError           a table without the column that holds the text
    │   ├── MissingExtraError       the library that this format needs is not installed
    │   └── PeopleFileError         a file of known people without their ids and names
    ├── FormatError             a stored reading that is not `sayso.reading/1`
    ├── BrokenSpanError         a record that does not point at its own words
    ├── LedgerError             a ledger cannot be opened, read or written
    │   ├── NoLedgerError           there is none at that path or address
    │   ├── NotALedgerError         the file or the database is something else, or damaged
    │   ├── NewerLedgerError        a newer Sayso wrote it
    │   ├── LedgerFullError         the disk is full, or a limit on the file's size is reached
    │   ├── ReadOnlyLedgerError     it may be read and not written
    │   └── LockedLedgerError       another program holds it for too long
    ├── QuestionError           a question that cannot be asked so
    │   └── NothingNamedError       no statement or article has that id
    ├── OutputError             tables cannot be written, or what is there is of another kind
    ├── MissingLibraryError     what was asked for needs a library that a plain install leaves out
    └── ModelError              the model's files are missing, damaged or of another version

Every message says what was wrong, with which input, and what to do about it.
"""

from __future__ import annotations

from typing import Self

INSTALL_AGAIN = "install Sayso again, as you did before, with pip's --force-reinstall"
"""What to do about a file of Sayso's own that is missing or damaged."""


class SaysoError(Exception):
    """Base class: catch this to catch everything that Sayso raises on purpose."""


class InputError(SaysoError):
    """Something handed to Sayso cannot be used; `source` names it."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: {why}")
        self.source = source
        self.why = why

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Both parts, so that the error survives the way from one process to another."""
        return type(self), (self.source, self.why)


class UnreadableInputError(InputError):
    """No such file, no permission to read it, or a folder with nothing in it to read."""


class NotTextError(InputError):
    """The bytes are no text: a picture, an archive, a program."""


class NoArticleError(InputError):
    """There is no article in the input: an empty file, or a page of links alone."""


class BadDateError(InputError):
    """A publication date that is no ISO 8601 date."""


class BadAddressError(InputError):
    """An address that is no http or https address, or that leads into a private network."""


class FetchError(InputError):
    """A server did not answer, answered too slowly, or answered with an error; `status` is its HTTP status, if any."""

    def __init__(self, source: str, why: str, status: int | None = None) -> None:
        super().__init__(source, why)
        self.status = status

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """All three parts."""
        return type(self), (self.source, self.why, self.status)


class RobotsError(FetchError):
    """The site's robots.txt asks programs such as Sayso not to fetch the page."""


class TooLargeError(InputError):
    """The input has more bytes, or leads further, than Sayso goes along with."""


class BrokenInputError(InputError):
    """An archive, a feed or a table is damaged or cut short; what could be read of it has been given."""


class NoColumnError(InputError):
    """A table or a line of JSON lacks the column that holds the article's text."""


class MissingExtraError(InputError):
    """The format needs a library that a plain install leaves out; the message gives the command that brings it."""


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


class LedgerError(SaysoError):
    """A ledger cannot be opened, read or written; `place` is its path or its address, without the password."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place}: {why}")
        self.place = place
        self.why = why

    def __reduce__(self) -> tuple[type[Self], tuple[object, ...]]:
        """Both parts, so that the error survives the way from one process to another."""
        return type(self), (self.place, self.why)


class NoLedgerError(LedgerError):
    """There is no ledger at that path, or no server at that address."""


class NotALedgerError(LedgerError):
    """The file or the database is no ledger, or is damaged."""


class NewerLedgerError(LedgerError):
    """A newer version of Sayso wrote the ledger."""


class LedgerFullError(LedgerError):
    """There is no room to write: a full disk, or a limit on the file's size."""


class ReadOnlyLedgerError(LedgerError):
    """The ledger may be read, and not written."""


class LockedLedgerError(LedgerError):
    """Another program holds the ledger for longer than was waited."""


class QuestionError(SaysoError):
    """A question cannot be asked so: no words in it, a date that is no date."""


class NothingNamedError(QuestionError):
    """No statement and no article has that id, or several begin with it."""


class OutputError(SaysoError):
    """Tables of a run cannot be written or read, or the folder holds something else."""


class MissingLibraryError(SaysoError):
    """What was asked for needs a library that a plain install leaves out; the message gives the command."""
