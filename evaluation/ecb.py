"""ECB+ (Cybulska and Vossen 2014): event mentions, and which of them in several documents are one event.

Only the sentences that the release's CSV names are read: their annotation is complete. A mention that no relation
names is an event of its own.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

DEV = frozenset({2, 5, 12, 18, 21, 23, 34, 35})
"""The usual development topics."""


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words at `[start, end)` of `text`, a sentence, that mention an event; mentions of one `event` are one.

    `article` is the document's name, `topic` its folder's number, `story` that of the two events a topic tells of.
    """

    topic: int
    story: str
    article: str
    sentence: int
    text: str
    start: int
    end: int
    event: str


def load(folder: Path, topics: Iterable[int] | None = None) -> list[EventMention]:
    """The event mentions of some topics, or all, in order of topic, document and place."""
    complete = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            complete[f"{row['Topic']}_{row['File']}.xml"].add(row["Sentence Number"])
    wanted = None if topics is None else set(topics)
    found = []
    for name in sorted(complete, key=lambda n: (int(n.split("_")[0]), n)):
        topic = int(name.split("_")[0])
        if wanted is None or topic in wanted:
            found += sorted(_mentions(folder / "xml" / str(topic) / name, topic, complete[name]), key=_place)
    return found


def _place(mention: EventMention) -> tuple[int, int, int]:
    return mention.sentence, mention.start, mention.end


def _mentions(path: Path, topic: int, complete: set[str]) -> Iterator[EventMention]:
    root = ElementTree.parse(path).getroot()
    tokens = {t.attrib["t_id"]: t for t in root.iter("token")}
    events = dict(_events(root, path.stem))
    spans, texts = _sentences(tokens.values())
    story = f"{topic} {'ecbplus' if path.stem.endswith('ecbplus') else 'ecb'}"
    for markable in next(root.iter("Markables")):
        held = [a.attrib["t_id"] for a in markable.iter("token_anchor")]
        if not held or "ACTION" not in markable.tag:
            continue
        number = tokens[held[0]].attrib["sentence"]
        if number in complete:
            start = min(spans[t][0] for t in held if tokens[t].attrib["sentence"] == number)
            end = max(spans[t][1] for t in held if tokens[t].attrib["sentence"] == number)
            own = f"{path.stem} {markable.attrib['m_id']}"
            event = events.get(markable.attrib["m_id"], own)
            yield EventMention(topic, story, path.stem, int(number), texts[number], start, end, event)


def _sentences(tokens: Iterable[ElementTree.Element]) -> tuple[dict[str, tuple[int, int]], dict[str, str]]:
    """Where each token stands in its sentence, and the sentences' texts, their tokens parted by spaces."""
    spans: dict[str, tuple[int, int]] = {}
    texts: dict[str, str] = defaultdict(str)
    for token in tokens:
        number, word = token.attrib["sentence"], token.text or ""
        before = f"{texts[number]} " if texts[number] else ""
        spans[token.attrib["t_id"]] = len(before), len(before) + len(word)
        texts[number] = before + word
    return spans, texts


def _events(root: ElementTree.Element, document: str) -> Iterator[tuple[str, str]]:
    """The event of each mention that a relation names: shared across documents, or within this one."""
    for relation in next(root.iter("Relations")):
        shared = relation.attrib.get("note") if relation.tag == "CROSS_DOC_COREF" else None
        event = shared or f"{document} {relation.attrib['r_id']}"
        for source in relation.iter("source"):
            yield source.attrib["m_id"], event
