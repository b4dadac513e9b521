"""Newsletters: messages in a mailbox (mbox), or one in a file (.eml), read with the standard library."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr

from sayso.errors import BrokenInputError, InputError, NoArticleError, TooLargeError
from sayso.sources.found import About, Found, Item, Opened, Settings
from sayso.sources.published import iso_date
from sayso.sources.web import page_address
from sayso.sources.whole_lines import whole_lines


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
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(preferencelist=("html", "plain"))
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise NoArticleError(name, "there is no text in this message, only what is attached; save that as a file")
    sender, address = parseaddr(str(message.get("From", "")))
    charset = part.get_content_charset()
    return Found(
        name=name,
        raw=content,
        content_type=part.get_content_type() + (f"; charset={charset}" if charset else ""),
        url=page_address(str(message.get("Archived-At", "")).strip(" <>")),
        hints=About(
            title=" ".join(str(message.get("Subject", "")).split()) or None,
            outlet=sender or address.rpartition("@")[2] or None,
            published=iso_date(str(message.get("Date", ""))),
        ),
    )
