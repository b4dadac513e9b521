"""Stops that end no sentence."""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Sen Rep Gov Gen Col Capt Lt Sgt Prof Rev Hon St Jr Sr Inc Corp Co Ltd vs Jan Feb Aug Sept Oct Nov "
    "Dec Messrs Supt Cllr Mt".split()
)
"""Titles, company forms and months as agency style books abbreviate them, without their stop."""

SENTENCE_STOPS = frozenset(".!?…")


def ends_sentence(before: str, stop: str, after: str) -> bool:
    """Whether the mark `stop` between two words ends a sentence.

    It does where the next word is capitalised, unless it closes an abbreviation or an initial.
    """
    if stop not in SENTENCE_STOPS or not after[:1].isupper():
        return False
    return stop != "." or (before not in ABBREVIATIONS and not (len(before) == 1 and before.isupper()))
