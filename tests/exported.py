"""What tests of the exports share: a reading of our own making, in which everything that can be exported is."""

import hashlib
from collections.abc import Iterable

from sayso.exports import FORMATS
from sayso.exports.entry import Entry
from sayso.ledger.anchors import Anchor
from sayso.ledger.verdicts import Verdict
from sayso.records import (
    Article,
    Figure,
    Hedge,
    Mention,
    Moment,
    Passage,
    Place,
    ReaderVersion,
    Reading,
    Span,
    Speaker,
    Statement,
    Voice,
)

TEXT = (
    "🚢 Ferry hits pier <b>again</b> & again\n\n"
    "The Orsk Lantern reported aides reportedly saying Mayor Ada Vell told the council: “At least 12 people died in "
    "Velmar on 3 March 2026,” and “more 🚑 are needed.” She denied that 3 civilians were injured.\n"
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def voice(words: str, sort: str, name: str | None = None, speaker: str | None = None) -> Voice:
    at = span(words)
    return Voice(at.text, at.start, at.end, name, sort, speaker)  # type: ignore[arg-type]


def between(first: str, last: str) -> Span:
    return Span.of(TEXT, span(first).start, span(last).end)


LANTERN = voice("The Orsk Lantern", "outlet", "Orsk Lantern")
AIDES = voice("aides", "unnamed")
VELL = voice("Mayor Ada Vell", "person", "Ada Vell", "p1")
SHE = voice("She", "person", "Ada Vell", "p1")
REPORTEDLY = Hedge("reportedly", span("reportedly").start, span("reportedly").end, "hearsay")
REPORTED = Statement(
    "00000000000000a1", "indirect", "asserts", None, LANTERN, (LANTERN,), span("reported"),
    (between("aides", "are needed.”"),), confidence=0.9,
)  # fmt: skip
SAYING = Statement(
    "00000000000000a2", "indirect", "asserts", REPORTED.id, AIDES, (LANTERN, AIDES), span("saying"),
    (between("Mayor", "are needed.”"),), (REPORTEDLY,), confidence=0.8,
)  # fmt: skip
TOLD = Statement(
    "00000000000000a3", "direct", "asserts", SAYING.id, VELL, (LANTERN, AIDES, VELL), span("told"),
    (between("“At least", "2026,”"), span("“more 🚑 are needed.”")), addressee=span("the council"),
    said_at="2026-03-03", confidence=0.7,
)  # fmt: skip
DENIED = Statement(
    "00000000000000a4", "indirect", "denies", None, SHE, (SHE,), span("denied"),
    (span("that 3 civilians were injured"),), confidence=0.6,
)  # fmt: skip
DEAD = Figure(
    "At least 12 people", span("At least 12 people").start, span("At least 12 people").end, 12, None, "at least",
    "people died", place="Velmar", statement=TOLD.id, harm="killed",
)  # fmt: skip
HURT = Figure(
    "3 civilians", span("3 civilians").start, span("3 civilians").end, 3, 3, "exact", "civilians injured",
    statement=DENIED.id, harm="injured", victims="civilian",
)  # fmt: skip
DAY = span("3 March 2026")
VELMAR = span("Velmar")
ARTICLE = Article(
    TEXT,
    (Passage("headline", 0, TEXT.index("\n")), Passage("body", TEXT.index("The Orsk"), len(TEXT))),
    url="https://wire.example/ferry?a=1&b=2",
    title="🚢 Ferry hits pier <b>again</b> & again",
    outlet="Nordhavn Wire",
    byline="Per Holm",
    published="2026-03-04T18:30:00+01:00",
    language="en",
)
IRI = "ni:///sha-256;kOh1hmB62TmkEKdahRP-SLcj9daVW1B6_jwrFSN2_CY"
"""What the article is called, worked out by hand: sha256sum, then base64."""
READER = ReaderVersion("sayso-rules", "7", hashlib.sha256(b"no model of ours").hexdigest())
READING = Reading(
    READER,
    ARTICLE,
    (REPORTED, SAYING, TOLD, DENIED),
    (DEAD, HURT),
    (Moment(DAY.text, DAY.start, DAY.end, "2026-03-03", "date", TOLD.id),),
    (Place("Velmar", VELMAR.start, VELMAR.end, "Velmar", 10.25, -3.5, "VL", 1, statement=TOLD.id),),
    speakers=(
        Speaker("p1", "Ada Vell", "person", ("Mayor",), tuple(Mention(v.start or 0, v.end or 0) for v in (VELL, SHE))),
    ),
    source="ferry.html",
).check()


def verdict(number: int, kind: str, about: Statement | Figure, **body: object) -> Verdict:
    """A verdict of our own making on a statement or a figure of the reading."""
    if isinstance(about, Statement):
        assert about.cue
        parts = [about.cue, *about.content]
        anchor = Anchor.at(TEXT, min(p.start for p in parts), max(p.end for p in parts))
        target, name = "statement", about.id
    else:
        anchor, target, name = Anchor.at(TEXT, about.start, about.end), "figure", None
    at = f"2026-03-05T10:0{number}:00+00:00"
    return Verdict(f"{number:032x}", kind, "Ines Rowe", at, body, target, ARTICLE.id, name, anchor)  # type: ignore[arg-type]


PLAIN = Entry(READING)
JUDGED = Entry(
    READING,
    (
        verdict(1, "confirm", TOLD),
        verdict(2, "note", TOLD, text="heard on the recording <twice>"),
        verdict(3, "reject", SAYING, why="the aides are not in the piece"),
        verdict(
            4, "correct", DENIED, source="Vell, Ada", content=[[DENIED.content[0].start + 5, DENIED.content[0].end]]
        ),
        verdict(5, "correct", DEAD, low=13, bound="exact", high=13),
        verdict(6, "tag", DENIED, tag="harbour"),
    ),
)


def exported(name: str, *entries: Entry) -> str:
    """What a format gives for some entries, as text."""
    return raw(name, entries).decode("utf-8")


def raw(name: str, entries: Iterable[Entry]) -> bytes:
    return b"".join(FORMATS[name].write(entries))
