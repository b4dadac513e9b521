"""spaCy's small English pipeline alone: words, tags, parse and names, no quotations. A peer for speed."""

from __future__ import annotations

from evaluation.peers.runners import english
from evaluation.peers.runners.protocol import Quote, Read, options, serve, versions


def load() -> tuple[Read, dict[str, str]]:
    """The pipeline as it is."""
    pipeline, model = english.load("sm")

    def read(text: str) -> list[Quote]:
        pipeline(text)
        return []

    return read, {**versions("spacy"), "model": model}


if __name__ == "__main__":
    serve(load, options(__doc__).parse_args())
