"""Where the characters of a text that was tidied up were before: for tools that read a changed text."""

from __future__ import annotations

_ADDED = ". \n"


def origins(original: str, changed: str) -> list[int]:
    """For every character of `changed`, the offset in `original` of the character that it stands for.

    For changes in small: a letter or quotation mark put for another one, stops and spaces put in or taken out.
    A character that was put in is told to be where the one before it was. Offsets never fall.
    """
    here = 0
    found = []
    for character in changed:
        start = here
        while here < len(original) and not _stands_for(original[here], character):
            here += 1
        # A stop or space that is not the next character was put in, unless only spaces were taken out before it.
        skipped = original[start:here]
        if here == len(original) or (character in _ADDED and skipped.strip(" .")):
            here = start
            found.append(max(start - 1, 0))
        else:
            found.append(here)
            here += 1
    return found


def _stands_for(before: str, after: str) -> bool:
    if before == after:
        return True
    if after == '"':
        return before in "“”„‟〝〞«»"
    if after == " ":
        return before.isspace() and before != "\n"
    return not before.isascii() and before.isalpha() and after.isalpha()
