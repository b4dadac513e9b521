"""Whether two spellings differ by one slip of the pen."""

from __future__ import annotations


def one_slip(one: str, other: str) -> bool:
    """Whether one letter left out, put in, exchanged, or swapped with the next makes two words the same.

    A distance of one as by Damerau (1964). A final "s" does not count: it makes a family of a name.
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    if long == short + "s":
        return False
    at = 0
    while at < len(short) and short[at] == long[at]:
        at += 1
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and len(short) > at + 1
    return short[at + 1 :] == long[at + 1 :] or (swapped and short[at + 2 :] == long[at + 2 :])
