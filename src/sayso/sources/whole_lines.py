"""The lines of a file, one after the other, however long the file is."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.errors import BrokenInputError, TooLargeError
from sayso.sources.found import Opened

_MOST_PASSED_OVER = 16
"""How many times the limit is read through in search of an overlong line's end before the file is given up."""


def whole_lines(opened: Opened, most: int) -> Iterator[tuple[int, bytes | BrokenInputError | TooLargeError]]:
    """Each line with its number, from 1; in place of one longer than `most` bytes, or of damage, the error."""
    number = 0
    try:
        while line := opened.stream.readline(most + 1):
            number += 1
            if len(line) <= most:
                yield number, line
                continue
            yield number, TooLargeError(f"{opened.name}#{number}", f"this line is longer than {most:,} bytes")
            for _try in range(_MOST_PASSED_OVER):
                if not line or line.endswith(b"\n"):
                    break
                line = opened.stream.readline(most + 1)
            else:
                yield number, TooLargeError(opened.name, f"line {number} has no end in sight; the rest was not read")
                return
    except BrokenInputError as error:
        yield number, BrokenInputError(error.source, f"after line {number}, {error.why}")
