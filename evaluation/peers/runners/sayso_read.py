"""Sayso itself, in this checkout: statements that no other statement reports, as people annotate them.

Everything that `sayso.read` does is done, moments, places and figures too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from evaluation.peers.runners.protocol import Over, Quote, Read, options, quote, serve, versions

if TYPE_CHECKING:
    from sayso.reading.many import ReaderName


def load(reader: ReaderName) -> tuple[Read, dict[str, str]]:
    """Sayso with one of its readers."""
    import sayso

    def read(text: str) -> list[Quote]:
        return [
            quote(
                None if s.source.start is None or s.source.end is None else (s.source.start, s.source.end),
                None if s.cue is None else (s.cue.start, s.cue.end),
                [(c.start, c.end) for c in s.content],
            )
            for s in sayso.read(text, reader=reader).statements
            if s.within is None
        ]

    libraries = versions("onnxruntime", "tokenizers") if reader == "learned" else versions()
    return read, {**libraries, "sayso": sayso.__version__, "model": f"the {reader} reader"}


@contextmanager
def in_threads(workers: int) -> Iterator[Over]:
    """Sayso's own way to read many articles in one process."""
    from sayso.reading.many import in_order

    yield lambda work, items: in_order(work, items, workers)


if __name__ == "__main__":
    parser = options(__doc__)
    parser.add_argument("--reader", choices=("learned", "rules"), default="learned")
    args = parser.parse_args()
    serve(lambda: load(args.reader), args, in_threads)
