"""What a model under training reads in a window, decoded as at run time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluation.attribution import Attribution, Span
from sayso.reading.decode import Heads, Scored, Tagged, Where, read_links
from sayso.reading.windows import Window


def attributions(
    emissions: NDArray[np.float32], vectors: NDArray[np.float32], heads: Heads, window: Window, begin: int = 0
) -> list[Attribution]:
    """The attributions in the words of `window` from `begin` on for which there are numbers."""

    def at(run: Tagged) -> Span:
        return int(window.starts[begin + run.first]), int(window.ends[begin + run.last])

    end = begin + len(emissions)
    where = Where(window.sentence[begin:end], window.quoted[begin:end])
    return [
        Attribution(
            () if link.source is None else (at(link.source),), (at(link.cue),), tuple(at(c) for c in link.contents)
        )
        for link in read_links([Scored(emissions, vectors, where)], heads)[0]
    ]
