"""From the encoder's numbers to attributions: the best legal tag sequence, then who belongs to whom.

Tags are BIO over source, cue and content (a linear-chain CRF: Lafferty, McCallum & Pereira 2001).
A cue is tied to the source, or to no source, and a content to the cue, that score best; several
cues may share one source, as in "she said … and warned …".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.records import NameSort

Floats = NDArray[np.float32]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("source", "cue", "content")
NAME_SORTS: tuple[NameSort, ...] = ("person", "organisation", "place", "other")
NAME_TAGS = ("O", *(f"{begun}-{sort}" for sort in NAME_SORTS for begun in "BI"))
LINK_WIDTH = 64
"""Size of the vectors whose products score links; `LINK_VECTORS` of them stand beside each word."""
LINK_VECTORS = ("cue seeks source", "source", "content seeks cue", "cue")
DISTANCES = (1, 2, 3, 5, 9, 17, 33, 65)
"""Upper edges of the buckets for the number of words between two spans."""
_EDGES = np.array(DISTANCES)
LEAST_CONFIDENCE = 0.4
"""Attributions less probable than this are left out. On PolNeAR dev fewer than one in three of them is
right, and without them every measure is better (attribution F1 +0.5)."""
BETWEEN = 4
"""Buckets for the number of rival spans in between: 0, 1, 2, 3 or more."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What the heads learned beside the encoder: small tables, kept in one `.npz` file.

    `transitions[i, j]` scores tag j after tag i, `opening[j]` tag j at the start of a window;
    `distance` and `between` hold a bias for each bucket, one row a kind of link (source, content)
    and direction; `no_source` is the vector that "no source" has among the sources.
    """

    transitions: Floats
    opening: Floats
    distance: Floats
    between: Floats
    no_source: Floats


@dataclass(frozen=True, slots=True)
class Tagged:
    """A run of words with one role: `[first, last]` word numbers in the window, and how sure it is."""

    role: int
    first: int
    last: int
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """One cue with its source, or none, and its contents.

    `score` is how probable all of it is: cue, source, the choice of source, and the surest content.
    """

    cue: Tagged
    source: Tagged | None
    contents: tuple[Tagged, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Where:
    """Where words stand: the number of each word's sentence, and whether it is inside quotation marks."""

    sentence: NDArray[np.int64]
    quoted: NDArray[np.bool_]

    def reach(self, contents: Sequence[Tagged], cues: Sequence[Tagged]) -> NDArray[np.bool_]:
        """Whether each content (row) may be governed by each cue: from another sentence only where it is quoted.

        On PolNeAR dev this lifts attribution F1 by 0.4 (at epoch 5 of 8: 73.4 to 73.8).
        """
        firsts = [content.first for content in contents]
        theirs = self.sentence[[cue.first for cue in cues]]
        reach: NDArray[np.bool_] = self.quoted[firsts][:, None] | (self.sentence[firsts][:, None] == theirs)
        return reach


@dataclass(frozen=True, slots=True)
class Scored:
    """What the heads make of a stretch of words: tags' scores, links' vectors, and where the words stand."""

    tags: Floats
    links: Floats
    where: Where


def allowed(before: int, tag: int) -> bool:
    """Whether `tag` may follow `before` (index into `TAGS`, -1 at the start of a window)."""
    if tag == 0 or tag % 2 == 1:
        return True
    return before in (tag - 1, tag)


def _legal_moves() -> Floats:
    count = range(-1, len(TAGS))
    return np.array([[0.0 if allowed(i, j) else -1e4 for j in count[1:]] for i in count], dtype=np.float32)


_LEGAL = _legal_moves()
"""What each tag (column) costs after each (row; the first row is the start of a window)."""


def viterbi(emissions: Sequence[Floats], heads: Heads) -> list[NDArray[np.int64]]:
    """The best legal sequence of tags for each of `emissions` (words × tags, at least one word).

    All go side by side, the longest first, so that a step is one operation for all that are so long.
    """
    order = sorted(range(len(emissions)), key=lambda i: -len(emissions[i]))
    lengths = np.array([len(emissions[i]) for i in order])
    steps = int(lengths[0]) if order else 0
    padded = np.zeros((steps, len(order), len(TAGS)), dtype=np.float32)
    for row, i in enumerate(order):
        padded[: lengths[row], row] = emissions[i]
    going = np.searchsorted(-lengths, -np.arange(1, steps + 1), side="right").tolist()
    best = _traced(_scores(padded, going, heads), going, heads)
    made = dict(zip(order, (best[:length, row] for row, length in enumerate(lengths)), strict=True))
    return [made[i] for i in range(len(emissions))]


def _scores(padded: Floats, going: Sequence[int], heads: Heads) -> Floats:
    """The score of the best path to each word's tags (steps × sequences × tags)."""
    moves = np.ascontiguousarray((heads.transitions + _LEGAL[1:])[:, None, :])
    scores = padded.copy()
    scores[:1] += heads.opening + _LEGAL[0]
    for step in range(1, len(padded)):
        rows = going[step]
        scores[step, :rows] += (scores[step - 1, :rows].T[:, :, None] + moves).max(axis=0)
    return scores


def _traced(scores: Floats, going: Sequence[int], heads: Heads) -> NDArray[np.int64]:
    """The best path (steps × sequences), from its end; a sequence's tags are void beyond its own steps."""
    best: NDArray[np.int64] = scores.argmax(axis=2)
    entered_from = np.ascontiguousarray((heads.transitions + _LEGAL[1:]).T)
    for step in range(len(scores) - 1, 0, -1):
        rows = going[step]
        best[step - 1, :rows] = (scores[step - 1, :rows] + entered_from[best[step, :rows]]).argmax(axis=1)
    return best


def runs(tags: NDArray[np.int64], emissions: Floats, heads: Heads) -> list[Tagged]:
    """The tagged runs of words, in order, each with how probable it is against no run there, all else as it is."""
    found: list[Tagged] = []
    moves, path = heads.transitions, tags.tolist()
    begins = [i for i, tag in enumerate(path) if tag % 2 == 1]
    if not begins:
        return found
    gained = emissions[np.arange(len(path)), tags] - emissions[:, 0]
    moved = moves[tags[:-1], tags[1:]]
    for begin in begins:
        last = begin
        while last + 1 < len(path) and path[last + 1] and path[last + 1] % 2 == 0:
            last += 1
        entered = heads.opening if begin == 0 else moves[path[begin - 1]]
        after = path[last + 1] if last + 1 < len(path) else 0
        gain = gained[begin : last + 1].sum()
        gain += entered[path[begin]] - entered[0] + moved[begin:last].sum() - (last - begin) * moves[0, 0]
        gain += moves[path[last], after] - moves[0, after]
        found.append(Tagged((path[begin] - 1) // 2, begin, last, _probability(float(gain))))
    return found


def _probability(gain: float) -> float:
    return 1 / (1 + math.exp(-min(max(gain, -30.0), 30.0)))


def named_runs(scores: Floats) -> list[tuple[int, int, NameSort]]:
    """The names in some words: `[first, last]` word numbers and sort, from scores (words × `NAME_TAGS`).

    Each word takes its best tag; an I that continues nothing begins a name.
    """
    found: list[tuple[int, int, NameSort]] = []
    open_sort = -1
    tags = scores.argmax(axis=1)
    for i in np.flatnonzero(tags).tolist():
        begins, sort = tags[i] % 2 == 1, int(tags[i] - 1) // 2
        if not begins and found and found[-1][1] == i - 1 and sort == open_sort:
            found[-1] = (found[-1][0], i, found[-1][2])
        else:
            found.append((i, i, NAME_SORTS[sort]))
        open_sort = sort
    return found


def span_vectors(vectors: Floats, spans: Sequence[Tagged]) -> Floats:
    """The link vectors of `spans` (kinds × spans × width): tanh of what their first and last words say together.

    `vectors` is words × (2 ends × kinds × width).
    """
    shaped = vectors.reshape(len(vectors), 2, len(LINK_VECTORS), LINK_WIDTH)
    first = shaped[[s.first for s in spans], 0]
    last = shaped[[s.last for s in spans], 1]
    return np.ascontiguousarray(np.tanh(first + last).transpose(1, 0, 2))


def buckets(seekers: Sequence[Tagged], targets: Sequence[Tagged]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distance and between-ness buckets for each seeker (row) and target (column).

    Targets after their seeker use the upper half of the buckets.
    """
    first, last = np.array([(s.first, s.last) for s in seekers]).T[:, :, None]
    begin, end = np.array([(t.first, t.last) for t in targets]).T
    after = begin > first
    gap = np.where(after, begin - last, first - end)
    before = (begin < first).sum(axis=1, keepdims=True)  # targets that begin before the seeker
    number = np.arange(len(targets))
    rivals = np.where(after, number - before, before - 1 - number)
    distance = _EDGES.searchsorted(gap, side="left") + after * (len(DISTANCES) + 1)
    return distance, np.minimum(np.maximum(rivals, 0), BETWEEN - 1) + after * BETWEEN


def read_links(stretches: Sequence[Scored], heads: Heads) -> list[list[Link]]:
    """All there is to read in some stretches of words: the best tags, their runs, and the links that say something."""
    paths = viterbi([stretch.tags for stretch in stretches], heads)
    return [
        [link for link in _linked(stretch, path, heads) if link.contents and link.score >= LEAST_CONFIDENCE]
        for stretch, path in zip(stretches, paths, strict=True)
    ]


def _linked(stretch: Scored, path: NDArray[np.int64], heads: Heads) -> list[Link]:
    return links(runs(path, stretch.tags, heads), stretch.links, heads, stretch.where)


def links(spans: Sequence[Tagged], vectors: Floats, heads: Heads, where: Where) -> list[Link]:
    """Every cue with its best source, or none, and the contents that point to it.

    Contents without any cue that could be theirs are left out: nothing says whose they are.
    """
    sources, cues, contents = ([s for s in spans if s.role == role] for role in range(len(ROLES)))
    if not cues:
        return []
    said = span_vectors(vectors, cues)
    source_choice = _choose_sources(cues, said, sources, span_vectors(vectors, sources), heads)
    content_choice = _choose_cues(contents, span_vectors(vectors, contents), cues, said, heads, where)
    found = []
    for row, (cue, (column, chosen)) in enumerate(zip(cues, source_choice, strict=True)):
        mine = [(content, p) for content, (j, p) in zip(contents, content_choice, strict=True) if j == row]
        source = None if column is None else sources[column]
        held = max((p * content.score for content, p in mine), default=0.0)
        score = cue.score * chosen * held * (1.0 if source is None else source.score)
        found.append(Link(cue, source, tuple(content for content, _ in mine), score))
    return found


def _softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)


def _pair_scores(
    seekers: Sequence[Tagged], seek: Floats, targets: Sequence[Tagged], offer: Floats, heads: Heads, kind: int
) -> Floats:
    """How well each seeker (row) and target (column) go together by their link vectors and by where they stand."""
    distance, between = buckets(seekers, targets)
    scores = seek[2 * kind] @ offer[2 * kind + 1].T + heads.distance[kind][distance] + heads.between[kind][between]
    return np.asarray(scores, dtype=np.float32)


def _choose_sources(
    cues: Sequence[Tagged], seek: Floats, sources: Sequence[Tagged], offer: Floats, heads: Heads
) -> list[tuple[int | None, float]]:
    scores = (seek[0] @ heads.no_source)[:, None]
    if sources:
        scores = np.concatenate([_pair_scores(cues, seek, sources, offer, heads, 0), scores], axis=1)
    chances = _softmax(scores)
    best = chances.argmax(axis=1).tolist()
    return [(None if j == len(sources) else j, float(row[j])) for j, row in zip(best, chances, strict=True)]


def _choose_cues(
    contents: Sequence[Tagged], seek: Floats, cues: Sequence[Tagged], offer: Floats, heads: Heads, where: Where
) -> list[tuple[int | None, float]]:
    if not contents:
        return []
    scores, reach = _pair_scores(contents, seek, cues, offer, heads, 1), where.reach(contents, cues)
    chances = _softmax(np.where(reach, scores, np.float32(-1e4)))
    best = chances.argmax(axis=1).tolist()
    return [(j if row[j] else None, float(chance[j])) for j, row, chance in zip(best, reach, chances, strict=True)]
