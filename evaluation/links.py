"""How well articles are linked, against stories with the truth beside them: `python -m evaluation.links FOLDER…`.

A story is a folder of texts with a `truth.json` (see `_story` for the fields that are read). An edge of derivation is
right when child and parent are; a dispute when two of its sides meet two sides of one in the truth; drift when its
kind is right and its passage in the copy meets the truth's; the origins of a claim when their number is. Passages
are given by their words and found in the text.

Claims are scored by pairs of what is said: a pair is one claim in truth when each holds half of a quote of one claim or
more, and found when both were put into one. Only what holds a quote that the truth lists counts, under `claims` or
under `not_claims`, whose quotes look alike and say something else. One that lies within the other is no pair.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import sayso
from evaluation.attribution import Count
from sayso.linking.evidence import Excerpt
from sayso.linking.linked import Linked
from sayso.reading.many import ReaderName
from sayso.records import Article
from sayso.sources.inputs import load

Passages = tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles of a story, earliest first, and what is true of them."""

    articles: tuple[Article, ...]
    edges: frozenset[tuple[str, str]]
    claims: tuple[tuple[Passages, int], ...]
    disputes: tuple[tuple[Passages, ...], ...]
    drift: tuple[tuple[str, Excerpt], ...]
    not_claims: tuple[Passages, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """Derivations, claims, disputes and drift as counts; and of all claims, those whose number of origins is right."""

    edges: Count
    claims: Count
    disputes: Count
    drift: Count
    origins: Count


def read_story(folder: Path) -> Story:
    """A story from its folder.

    Of `truth.json` are read: `articles` (`file`, `outlet`, `published`, `url`); `derivations` (`article`, `from`);
    `claims` (`statements`, a list of `article` and `quote`, and `independent_origins`); `disputes` (`sides`, lists of
    `article` and `quote`); `drift` (`kind`, `to` with `article` and `quote`); `not_claims`, if there are any (lists of
    `article` and `quote`). Articles are named by `file`.
    """
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    articles = {a["file"]: _article(folder, a) for a in truth["articles"]}

    def passage(at: Mapping[str, Any]) -> Excerpt:
        found = articles[at["article"]]
        start = found.text.index(at["quote"])
        return Excerpt.of(found, start, start + len(at["quote"]))

    return Story(
        tuple(sorted(articles.values(), key=lambda a: a.published or "")),
        frozenset(
            (articles[d["article"]].id, articles[d["from"]].id) for d in truth["derivations"] if d["from"] in articles
        ),
        tuple((tuple(map(passage, c["statements"])), c["independent_origins"]) for c in truth["claims"]),
        tuple(tuple(tuple(map(passage, side)) for side in d["sides"]) for d in truth["disputes"]),
        tuple((d["kind"], passage(d["to"])) for d in truth["drift"]),
        tuple(tuple(map(passage, alike)) for alike in truth.get("not_claims", ())),
    )  # fmt: skip


def _article(folder: Path, told: Mapping[str, Any]) -> Article:
    return load(folder / told["file"], published=told["published"], outlet=told["outlet"], url=told.get("url"))


def score(story: Story, reader: ReaderName = "learned") -> Scores:
    """Link a story's articles as they arrive, and compare what is found with the truth."""
    linked, numbers = Linked(), list[int]()
    for article in story.articles:
        numbers += linked.add(sayso.read(article, reader=reader)).sayings
    said = [linked.claims[n] for n in numbers]
    links = linked.links()
    edges = {(d.article, d.origin) for d in links.derivations if d.origin is not None}
    right = len(edges & story.edges)
    counted = [len(linked.origins.independent(said)) == number for said, number in story.claims]
    return Scores(
        Count(right, len(edges) - right, len(story.edges) - right),
        _claims(story, [m.saying.where for m in said], [m.claim for m in said]),
        _matched([tuple(side.passages for side in d.sides) for d in links.disputes], story.disputes, _same_dispute),
        _matched([(d.lost, d.here) for d in links.drift], story.drift, _same_drift),
        Count(sum(counted), len(counted) - sum(counted), len(counted) - sum(counted)),
    )


def listed_pairs(story: Story, said: Sequence[Excerpt]) -> Iterator[tuple[int, int, bool]]:
    """Pairs of the numbers of what was said that the truth tells of, and whether they are one claim."""
    held: defaultdict[int, set[int]] = defaultdict(set)
    quotes = [(number, quote) for number, (claim, _) in enumerate(story.claims) for quote in claim]
    for claim, quote in (*quotes, *((-1, quote) for alike in story.not_claims for quote in alike)):
        for number, where in enumerate(said):
            shared = min(where.end, quote.end) - max(where.start, quote.start)
            if where.article == quote.article and 2 * shared >= quote.end - quote.start:
                held[number].add(claim)
    for one, other in combinations(sorted(held), 2):
        if not meets(said[one], said[other]):
            yield one, other, bool(held[one] & held[other] - {-1})


def _claims(story: Story, said: Sequence[Excerpt], claim: Sequence[int]) -> Count:
    pairs = [(claim[one] == claim[other], same) for one, other, same in listed_pairs(story, said)]
    right = sum(found and same for found, same in pairs)
    return Count(right, sum(found for found, _ in pairs) - right, sum(same for _, same in pairs) - right)


def _matched(found: Sequence[Any], truth: Sequence[Any], same: Any) -> Count:
    """Right, wrong and missed: several findings of one truth are all right, and it is found once."""
    seen = [any(same(f, t) for f in found) for t in truth]
    wrong = sum(not any(same(f, t) for t in truth) for f in found)
    return Count(sum(seen), wrong, len(seen) - sum(seen))


def _same_dispute(found: Sequence[Passages], truth: Sequence[Passages]) -> bool:
    """Whether two sides found meet two sides of the truth, each another."""
    met = [{n for n, side in enumerate(truth) if _any_meet(mine, side)} for mine in found]
    return any(a != b for i, one in enumerate(met) for other in met[i + 1 :] for a in one for b in other)


def _any_meet(mine: Iterable[Excerpt], theirs: Sequence[Excerpt]) -> bool:
    return any(meets(a, b) for a in mine for b in theirs)


def _same_drift(found: tuple[str, Excerpt], truth: tuple[str, Excerpt]) -> bool:
    return found[0].split()[0] == truth[0].split()[0] and meets(found[1], truth[1])


def meets(one: Excerpt, other: Excerpt) -> bool:
    """Whether two passages of one article have a character in common."""
    return one.article == other.article and one.meets(other.start, other.end)


def main() -> None:
    """Print a line for each measure of each story."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("story", type=Path, nargs="+", help="a folder with articles and truth.json")
    parser.add_argument("--reader", choices=("learned", "rules"), default="learned")
    arguments = parser.parse_args()
    print(f"{'story':24} {'measure':12} {'P':>6} {'R':>6} {'F1':>6}  right wrong missed")
    for folder in arguments.story:
        scores = score(read_story(folder), arguments.reader)
        for name in ("edges", "claims", "disputes", "drift", "origins"):
            c: Count = getattr(scores, name)
            numbers = f"{c.precision:6.1f} {c.recall:6.1f} {c.f1:6.1f}  {c.right:5} {c.wrong:5} {c.missed:6}"
            print(f"{folder.name:24} {name:12} {numbers}", flush=True)


if __name__ == "__main__":
    main()
