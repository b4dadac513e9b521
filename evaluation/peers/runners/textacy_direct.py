"""textacy's direct quotations: `textacy.extract.direct_quotations` on spaCy's small English pipeline.

textacy refuses an article in which it counts an odd number of quotation marks; that is passed on as its answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from evaluation.peers.runners import english
from evaluation.peers.runners.protocol import Quote, Read, Span, options, quote, serve, versions


def load() -> tuple[Read, dict[str, str]]:
    """The extractor as its documentation uses it."""
    from textacy.extract import direct_quotations

    pipeline, model = english.load("sm")

    def read(text: str) -> list[Quote]:
        return [
            quote(_around(found.speaker), _around(found.cue), [(found.content.start_char, found.content.end_char)])
            for found in direct_quotations(pipeline(text))
        ]

    return read, {**versions("textacy", "spacy"), "model": model}


def _around(tokens: Sequence[Any]) -> Span | None:
    """From the first to the last of some tokens; textacy gives the words, which need not be neighbours."""
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None


if __name__ == "__main__":
    serve(load, options(__doc__).parse_args())
