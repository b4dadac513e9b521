from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.reading.decode import (
    BETWEEN,
    DISTANCES,
    LINK_VECTORS,
    LINK_WIDTH,
    TAGS,
    Heads,
    Link,
    Tagged,
    Where,
    allowed,
    buckets,
    links,
    runs,
    viterbi,
)

PLAIN = Heads(
    transitions=np.zeros((7, 7), np.float32),
    opening=np.zeros(7, np.float32),
    distance=np.zeros((2, 2 * (len(DISTANCES) + 1)), np.float32),
    between=np.zeros((2, 2 * BETWEEN), np.float32),
    no_source=np.zeros(LINK_WIDTH, np.float32),
)


def one_sentence(words: int) -> Where:
    return Where(np.zeros(words, np.int64), np.zeros(words, np.bool_))


def sure_of(*tags: str) -> np.ndarray:
    emissions = np.zeros((len(tags), len(TAGS)), np.float32)
    emissions[np.arange(len(tags)), [TAGS.index(t) for t in tags]] = 9
    return emissions


def named(path: np.ndarray) -> list[str]:
    return [TAGS[t] for t in path]


def test_the_best_tags_are_taken_where_they_are_legal() -> None:
    tags = ["B-source", "I-source", "B-cue", "B-content", "I-content", "O"]
    assert named(viterbi([sure_of(*tags)], PLAIN)[0]) == tags


def test_a_span_cannot_go_on_that_never_began() -> None:
    emissions = sure_of("O", "I-content")
    emissions[0, TAGS.index("B-content")] = 5
    assert named(viterbi([emissions], PLAIN)[0]) == ["B-content", "I-content"]


def test_runs_of_tags_become_spans_of_words() -> None:
    emissions = sure_of("B-source", "I-source", "O", "B-content", "B-content", "I-content")
    found = runs(viterbi([emissions], PLAIN)[0], emissions, PLAIN)
    assert [(s.role, s.first, s.last) for s in found] == [(0, 0, 1), (2, 3, 3), (2, 4, 5)]
    assert all(0.99 < s.score <= 1 for s in found)


def test_distances_count_words_and_rivals_on_either_side() -> None:
    seeker = Tagged(1, 10, 10, 1.0)
    targets = [Tagged(0, 1, 1, 1.0), Tagged(0, 8, 9, 1.0), Tagged(0, 12, 12, 1.0)]
    distance, between = buckets([seeker], targets)
    assert distance.tolist() == [[4, 0, 1 + len(DISTANCES) + 1]]
    assert between.tolist() == [[1, 0, BETWEEN]]


def test_cues_share_a_source_and_contents_go_to_their_cue() -> None:
    spans = [
        Tagged(0, 0, 0, 1.0),
        Tagged(1, 1, 1, 1.0),
        Tagged(2, 2, 3, 1.0),
        Tagged(1, 5, 5, 1.0),
        Tagged(2, 6, 6, 1.0),
    ]
    vectors = np.zeros((7, 2, len(LINK_VECTORS), LINK_WIDTH), np.float32)
    vectors[[1, 5, 0], 0, [0, 0, 1]] = 3  # both cues seek what the source offers
    vectors[[2, 1], 0, [2, 3], :32] = 3  # the first content and the first cue agree in one half
    vectors[[6, 5], 0, [2, 3], 32:] = 3  # the second pair in the other
    found = links(spans, vectors.reshape(7, -1), PLAIN, one_sentence(7))
    assert [(link.cue, link.source, link.contents) for link in found] == [
        (spans[1], spans[0], (spans[2],)),
        (spans[3], spans[0], (spans[4],)),
    ]


@pytest.mark.parametrize(("quoted", "kept"), [(True, 1), (False, 0)])
def test_a_cue_governs_another_sentence_only_where_that_is_quoted(quoted: bool, kept: int) -> None:
    spans = [Tagged(1, 0, 0, 1.0), Tagged(2, 1, 1, 1.0)]
    vectors = np.zeros((2, 2 * len(LINK_VECTORS) * LINK_WIDTH), np.float32)
    (link,) = links(spans, vectors, PLAIN, Where(np.array([0, 1]), np.array([False, quoted])))
    assert len(link.contents) == kept


def test_without_any_cue_there_is_no_link() -> None:
    vectors = np.zeros((2, 2 * len(LINK_VECTORS) * LINK_WIDTH), np.float32)
    assert links([Tagged(0, 0, 0, 1.0), Tagged(2, 1, 1, 1.0)], vectors, PLAIN, one_sentence(2)) == []


def test_a_cue_alone_has_no_source_and_says_nothing() -> None:
    vectors = np.zeros((1, 2 * len(LINK_VECTORS) * LINK_WIDTH), np.float32)
    cue = Tagged(1, 0, 0, 0.5)
    assert links([cue], vectors, PLAIN, one_sentence(1)) == [Link(cue, None, (), 0.0)]


@given(arrays(np.float32, st.tuples(st.integers(1, 12), st.just(7)), elements=st.floats(-9, 9, width=32)))
def test_decoded_tags_are_always_legal(emissions: np.ndarray) -> None:
    path = viterbi([emissions], PLAIN)[0].tolist()
    assert all(allowed(before, tag) for before, tag in zip([-1, *path], path, strict=False))


@given(st.lists(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(7)), elements=st.integers(-9, 9)), max_size=3))
def test_no_legal_path_scores_more(stretches: list[np.ndarray]) -> None:
    for emissions, path in zip(stretches, viterbi(stretches, PLAIN), strict=True):
        legal = (p for p in product(range(7), repeat=len(emissions)) if all(allowed(*m) for m in pairwise((-1, *p))))
        best = max(sum(float(emissions[i, tag]) for i, tag in enumerate(p)) for p in legal)
        assert sum(float(emissions[i, tag]) for i, tag in enumerate(path)) == best
