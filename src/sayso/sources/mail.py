"""Newsletters: messages in a mailbox (mbox), or one in a file (.eml), read with the standard library."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from sayso.errors import BrokenInputError, InputError, NoArticleError, TooLargeError
from sayso.sources.found import About, Found, Item, Opened, Settings
from sayso.sources.published import iso_date
from sayso.sources.web import page_address
from sayso.sources.whole_lines import whole_lines

_LONGEST_HEADER = 2000
"""Characters; a line of a header has at most 998 (RFC 5322)."""


def in_mbox(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The newsletter in each message of a mailbox, in order.

    A message begins at a line that begins with "From " after an empty line. Its web version is
    taken before its plain text, which mail programs break into short lines.
    """
    number, blank, size = 0, True, 0
    message: list[bytes] = []
    most = settings.limits.unpacked
    for _line, line in whole_lines(opened, most):
        if isinstance(line, TooLargeError):
            size += most + 1
            continue
        if isinstance(line, InputError):
            yield line
            continue
        if blank and line.startswith(b"From "):
            if number:
                yield _item(message, size, most, f"{opened.name}#{number}")
            number, size = number + 1, 0
            message = []
        elif number:
            size += len(line)
            if size <= most:
                message.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(b"From ") else line)
        blank = not line.strip()
    if number:
        yield _item(message, size, most, f"{opened.name}#{number}")
    else:
        yield BrokenInputError(opened.name, "there is no message in this mailbox; each begins with a line 'From …'")


def in_mail(opened: Opened, settings: Settings) -> Iterator[Item]:
    """The newsletter in a file that is one message."""
    most = settings.limits.unpacked
    raw = opened.stream.read(most + 1)
    yield _item([raw], len(raw), most, opened.name)


def _item(lines: list[bytes], size: int, most: int, name: str) -> Item:
    if size > most:
        return TooLargeError(name, f"this message has more than {most:,} bytes; raise the limit if you want it")
    try:
        return _newsletter(b"".join(lines), name)
    except InputError as error:
        return error
    except (ValueError, LookupError, IndexError, KeyError, AttributeError, TypeError, RecursionError) as error:
        # The standard library trips over some broken headers in each of these ways.
        return BrokenInputError(name, f"this message cannot be read ({error!s:.200}); save it again")


def _newsletter(raw: bytes, name: str) -> Found:
    # The library's older policy: its newer one takes time squared for some headers that nobody writes.
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    part = _body(message)
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise NoArticleError(name, "there is no text in this message, only what is attached; save that as a file")
    sender, address = parseaddr(_header(message, "From"))
    charset = part.get_content_charset()
    return Found(
        name=name,
        raw=content,
        content_type=part.get_content_type() + (f"; charset={charset}" if charset else ""),
        url=page_address(_header(message, "Archived-At").strip(" <>")),
        hints=About(
            title=_header(message, "Subject") or None,
            outlet=sender or address.rpartition("@")[2] or None,
            published=iso_date(_header(message, "Date")),
        ),
    )


def _body(message: Message) -> Message | None:
    """The first part that is shown as a web page, or else the first that is shown as text."""
    shown = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    for kind in ("text/html", "text/plain"):
        for part in shown:
            if part.get_content_type() == kind:
                return part
    return None


def _header(message: Message, name: str) -> str:
    """A header's text, decoded and on one line, as far as anyone would read it."""
    written = str(message.get(name, ""))[:_LONGEST_HEADER]
    with suppress(LookupError, ValueError):  # a charset that nobody knows: as it stands
        written = str(make_header(decode_header(written)))
    return " ".join(written.split())
