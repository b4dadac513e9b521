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

    def reaches(self, content: Tagged, cue: Tagged) -> bool:
        """Whether a cue may govern a content: from another sentence only where the content is quoted.

        On PolNeAR dev this lifts attribution F1 by 0.4 (at epoch 5 of 8: 73.4 to 73.8).
        """
        return bool(self.quoted[content.first] or self.sentence[content.first] == self.sentence[cue.first])


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


def viterbi(emissions: Floats, heads: Heads) -> NDArray[np.int64]:
    """The best legal sequence of tags for `emissions` (words × tags)."""
    moves = heads.transitions + _LEGAL[1:]
    score = emissions[0] + heads.opening + _LEGAL[0]
    back = np.empty((len(emissions), len(TAGS)), dtype=np.int64)
    columns = np.arange(len(TAGS))
    for i in range(1, len(emissions)):
        paths = score[:, None] + moves
        back[i] = paths.argmax(axis=0)
        score = paths[back[i], columns] + emissions[i]
    best = np.empty(len(emissions), dtype=np.int64)
    best[-1] = int(score.argmax())
    for i in range(len(emissions) - 1, 0, -1):
        best[i - 1] = back[i, best[i]]
    return best


def runs(tags: NDArray[np.int64], emissions: Floats, heads: Heads) -> list[Tagged]:
    """The tagged runs of words, in order, each with its `certainty`."""
    found: list[Tagged] = []
    begin: int | None = None
    for i, tag in enumerate([*tags.tolist(), 0]):
        if begin is not None and (tag == 0 or tag % 2 == 1):
            role = (int(tags[begin]) - 1) // 2
            found.append(Tagged(role, begin, i - 1, certainty(tags, emissions, heads, begin, i)))
            begin = None
        if tag % 2 == 1:
            begin = i
    return found


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


def certainty(tags: NDArray[np.int64], emissions: Floats, heads: Heads, begin: int, end: int) -> float:
    """How probable the run `[begin, end)` of `tags` is against no run there, all else as it is."""
    moves, run = heads.transitions, tags[begin:end]
    after = int(tags[end]) if end < len(tags) else 0
    entered = heads.opening if begin == 0 else moves[tags[begin - 1]]
    gain = (emissions[np.arange(begin, end), run] - emissions[begin:end, 0]).sum()
    gain += entered[run[0]] - entered[0] + moves[run[:-1], run[1:]].sum() - (len(run) - 1) * moves[0, 0]
    gain += moves[run[-1], after] - moves[0, after]
    return 1 / (1 + math.exp(-min(max(float(gain), -30.0), 30.0)))


def span_vectors(vectors: Floats, spans: Sequence[Tagged], kind: int) -> Floats:
    """The link vectors of `spans`: tanh of what their first and last words say together.

    `vectors` is words × (2 ends × kinds × width).
    """
    shaped = vectors.reshape(len(vectors), 2, len(LINK_VECTORS), LINK_WIDTH)
    first = shaped[[s.first for s in spans], 0, kind]
    last = shaped[[s.last for s in spans], 1, kind]
    return np.asarray(np.tanh(first + last).reshape(len(spans), LINK_WIDTH), dtype=np.float32)


def buckets(seekers: Sequence[Tagged], targets: Sequence[Tagged]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Distance and between-ness buckets for each seeker (row) and target (column).

    Targets after their seeker use the upper half of the buckets.
    """
    first, last = (np.array([getattr(s, end) for s in seekers])[:, None] for end in ("first", "last"))
    begin, end = (np.array([getattr(t, end) for t in targets])[None, :] for end in ("first", "last"))
    after = begin > first
    gap = np.maximum(np.where(after, begin - last, first - end), 1)
    distance = np.searchsorted(DISTANCES, gap, side="left") + after * (len(DISTANCES) + 1)
    before = np.sum(begin < first, axis=1, keepdims=True)  # targets that begin before the seeker
    number = np.arange(len(targets))[None, :]
    rivals = np.where(after, number - before, before - 1 - number)
    return distance, np.clip(rivals, 0, BETWEEN - 1) + after * BETWEEN


def read_links(emissions: Floats, vectors: Floats, heads: Heads, where: Where) -> list[Link]:
    """All there is to read in some words: the best tags, their runs, and the links that say something."""
    found = links(runs(viterbi(emissions, heads), emissions, heads), vectors, heads, where)
    return [link for link in found if link.contents and link.score >= LEAST_CONFIDENCE]


def links(spans: Sequence[Tagged], vectors: Floats, heads: Heads, where: Where) -> list[Link]:
    """Every cue with its best source, or none, and the contents that point to it.

    Contents without any cue that could be theirs are left out: nothing says whose they are.
    """
    sources, cues, contents = ([s for s in spans if s.role == role] for role in range(len(ROLES)))
    if not cues:
        return []
    source_choice = _choose_sources(cues, sources, vectors, heads)
    content_choice = _choose_cues(contents, cues, vectors, heads, where)
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
    seekers: Sequence[Tagged], targets: Sequence[Tagged], vectors: Floats, heads: Heads, kind: int
) -> Floats:
    scores = span_vectors(vectors, seekers, 2 * kind) @ span_vectors(vectors, targets, 2 * kind + 1).T
    distance, between = buckets(seekers, targets)
    return np.asarray(scores + heads.distance[kind][distance] + heads.between[kind][between], dtype=np.float32)


def _choose_sources(
    cues: Sequence[Tagged], sources: Sequence[Tagged], vectors: Floats, heads: Heads
) -> list[tuple[int | None, float]]:
    none = (span_vectors(vectors, cues, 0) @ heads.no_source)[:, None]
    scores = np.concatenate([_pair_scores(cues, sources, vectors, heads, 0), none], axis=1) if sources else none
    chances = _softmax(scores)
    best = chances.argmax(axis=1)
    return [(None if j == len(sources) else int(j), float(row[j])) for j, row in zip(best, chances, strict=True)]


def _choose_cues(
    contents: Sequence[Tagged], cues: Sequence[Tagged], vectors: Floats, heads: Heads, where: Where
) -> list[tuple[int | None, float]]:
    if not contents:
        return []
    scores = _pair_scores(contents, cues, vectors, heads, 1)
    reach = np.array([[where.reaches(content, cue) for cue in cues] for content in contents])
    chances = _softmax(np.where(reach, scores, np.float32(-1e4)))
    best = chances.argmax(axis=1)
    return [(int(j) if row[j] else None, float(chance[j])) for j, row, chance in zip(best, reach, chances, strict=True)]
