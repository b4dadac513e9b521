"""What got lost on the way from one article to the next: a hedge, a source, a bound, a number, a quotation, a denial.

Every finding is made on two sentences of which one was made from the other (`origins`), so that the words can be shown
side by side. What the copy's author may have learnt elsewhere (a newer figure) is no drift.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.linking.evidence import Excerpt, Pair
from sayso.linking.gathered import Dispute, Side
from sayso.linking.origins import Derivation
from sayso.linking.prepared import Prepared
from sayso.linking.sayings import named, negates
from sayso.linking.series import meet
from sayso.linking.variants import Quotation, Variant, compared, quotes, same_speaker
from sayso.linking.words import stems, words
from sayso.reading.hedges import Hedged
from sayso.records import Figure, Statement

Lost = Literal["hedge dropped", "source dropped", "bound lost", "number changed", "quote altered", "denial left out"]
Newer = Callable[[Excerpt], bool]

_BOUNDED = frozenset(("at least", "at most", "more than", "fewer than", "about", "between"))
_MODAL = re.compile(r"\b(?:may|might|could)\s+(?:also\s+|well\s+|have\s+|be\s+|not\s+)*(\w+)", re.IGNORECASE)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|saying|told|tells|according\s+to|reported|reports|claimed|claims|alleged|accused|believes?d?|citing"
    r"|announced|stated|insisted|(?<!was )(?<!were )(?<!been )warned|added|confirmed|estimate[ds]?|put\s+the)\b|[“\"]"
)
_CREDITED = re.compile(r":|[,–—-]\s[^.,–—-]{1,40}$")
"""How a headline names who says it, beside verbs: "Police: nine dead", "Nine dead – police"."""
_FOLLOWING = 2
"""Content words after a hedge of which one must stand in the copy for the hedge to be what is missing there."""
_SAME_WORDS = 2
"""Content words that two quotations share that are one utterance, where one's sentence was made from the other's."""
_ALIKE = 0.4
"""And the share of the shorter's."""
_SAID_WITHIN = 0.6
"""Share of the content words of what somebody says that must stand in what another says that they say."""
_CARRIED = 0.15
"""Share of an article that must derive from another before what it leaves out is a loss."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What was lost between `there`, the origin, and `here`, made from it; `words` are those lost or changed."""

    lost: Lost
    here: Excerpt
    there: Excerpt
    words: str
    reason: str


def drift(
    child: Prepared,
    parent: Prepared,
    derivation: Derivation,
    newer: Newer | None = None,
    disputes: Iterable[Dispute] = (),
    rest: Iterable[Pair] = (),
    elsewhere: Sequence[Excerpt] = (),
) -> tuple[Drift, ...]:
    """What a derivation lost, sentence by sentence, then the denials that it left out.

    Args:
        child: the article that was made from the other.
        parent: the article that it was made from.
        derivation: the one from the other, with its evidence.
        newer: whether a figure of the child is one that others report too, and so was brought up to date.
        disputes: those that the origin is in.
        rest: sentences that are like the origin's, though not so much as to be evidence (`alignment.rest`).
        elsewhere: what of the child was traced to other articles.
    """
    hedged = Hedged(child.article.text), Hedged(parent.article.text)
    found: list[Drift] = []
    pairs = (*derivation.evidence, *rest)
    for pair in pairs:
        here, there = _sentence(child, pair.here), _sentence(parent, pair.there)
        found.extend(_hedges(here, there, hedged))
        found.extend(_sources(child, parent, here, there))
        found.extend(_figures(child, parent, here, there, newer))
    found.extend(_quotes((quotes(child), quotes(parent)), pairs, elsewhere))
    if derivation.share >= _CARRIED:
        found.extend(_denials(child, parent, pairs, disputes))
    return tuple(dict.fromkeys(found))


def _sentence(prepared: Prepared, passage: Excerpt) -> Excerpt:
    """The whole sentence that a passage is in: what stands around a copied stretch may be what was changed."""
    sentence = prepared.sentence_at(passage.start)
    return passage if sentence is None else prepared.excerpt(sentence.start, sentence.end)


def _hedges(here: Excerpt, there: Excerpt, hedged: tuple[Hedged, Hedged]) -> Iterator[Drift]:
    kept = hedged[0].of([(here.start, here.end)])
    lost = hedged[1].of([(there.start, there.end)])
    own = stems(here.text)
    if not kept:
        for hedge in lost:
            rest = [w.stem for w in words(there.text, hedge.end - there.start) if w.stem][:_FOLLOWING]
            if hedge.sort == "likelihood" and _MODAL.search(here.text):
                continue  # it has become another word of the kind
            if rest and set(rest) & own and not own & (stems(hedge.text) - stems("it was were is are be been to have")):
                yield Drift("hedge dropped", here, there, hedge.text, f"“{hedge.text}” is gone")
                return
        if not _MODAL.search(here.text) and not re.search(r"\b(?:would|if|can)\b", here.text):
            for modal in _MODAL.finditer(there.text):
                if stems(modal.group(1)) & own:
                    yield Drift("hedge dropped", here, there, modal.group(), f"“{modal.group()}” has become certain")
                    return


def _sources(child: Prepared, parent: Prepared, here: Excerpt, there: Excerpt) -> Iterator[Drift]:
    """A source that the origin names for a sentence that the copy says in its own voice, or in that of an inner one."""
    told = [s for s in _telling(parent, there) if _holds(s, here)]
    kept = _telling(child, here)
    if kept:
        # "The minister told the mayor, officials said" has become "The minister told the mayor".
        told = [s for s in told if s.within is None and all(_inside(k, s) for k in kept)]
    elif _quoted_around(child, here) or not {m.group() for m in _ATTRIBUTED.finditer(here.text)} <= _words_of(told):
        return
    source = next((s.source.text for s in told if s.source.text), None)
    if source and not (stems(source) & stems(here.text) and not _mere_doer(child, here)):
        yield Drift(
            "source dropped", here, there, source, f"the origin has it from “{source}”, the copy says it itself"
        )


def _inside(inner: Statement, outer: Statement) -> bool:
    """Whether one statement, its source too, stands in what the other says."""
    source, said, whole = stems(inner.source.text or ""), _said(inner), _said(outer)
    return bool(source) and source <= whole and len(said & whole) >= _SAID_WITHIN * len(said)


def _words_of(told: Iterable[Statement]) -> frozenset[str]:
    """The words of what is said, as they are spelt there."""
    return frozenset(word for s in told for c in s.content for word in c.text.split())


def _said(statement: Statement) -> frozenset[str]:
    return stems(" ".join(c.text for c in statement.content))


def _mere_doer(child: Prepared, here: Excerpt) -> bool:
    """Whether whoever a headline names is not named as saying it: "Police: nine dead" does so, without a verb."""
    sentence = child.sentence_at(here.start)
    return sentence is not None and sentence.kind == "headline" and not _CREDITED.search(here.text)


def _holds(statement: Statement, sentence: Excerpt) -> bool:
    """Whether half of a sentence's content words stand in what a statement says, or half of that in the sentence."""
    mine, said = stems(sentence.text), _said(statement)
    return 2 * len(mine & said) >= min(len(mine), len(said))


def _telling(prepared: Prepared, sentence: Excerpt) -> list[Statement]:
    """The statements with a source whose content or cue is in a sentence."""
    return [
        s
        for s in prepared.reading.statements
        if s.source.start is not None
        and any(sentence.meets(p.start, p.end) for p in (*s.content, *([s.cue] if s.cue else [])))
    ]


def _quoted_around(prepared: Prepared, sentence: Excerpt) -> bool:
    found = prepared.sentence_at(sentence.start)
    return found is not None and found.quoted > 0


def _figures(child: Prepared, parent: Prepared, here: Excerpt, there: Excerpt, newer: Newer | None) -> Iterator[Drift]:
    mine, theirs = (
        [f for f in p.reading.figures if e.meets(f.start, f.end)] for p, e in ((child, here), (parent, there))
    )
    for figure in theirs:
        match = next((f for f in mine if _same_number(f, figure)), None)
        if match is not None:
            if figure.bound in _BOUNDED and match.bound == "exact":
                yield _lost_figure("bound lost", child, parent, match, figure, f"{figure.bound!r} is gone")
            continue
        other = next((f for f in mine if _one_thing(f, figure) and not any(_same_number(f, g) for g in theirs)), None)
        if other is None or child.article.outlet == parent.article.outlet:
            continue
        if meet(other, figure) and other.bound != figure.bound:
            continue
        where = child.excerpt(other.start, other.end)
        if newer is None or not newer(where):
            yield _lost_figure("number changed", child, parent, other, figure, "the numbers differ")


def _lost_figure(lost: Lost, child: Prepared, parent: Prepared, here: Figure, there: Figure, why: str) -> Drift:
    passages = child.excerpt(here.start, here.end), parent.excerpt(there.start, there.end)
    return Drift(lost, *passages, there.text, f"“{there.text}” became “{here.text}”: {why}")


def _same_number(one: Figure, other: Figure) -> bool:
    """Whether two figures name the same number, whatever is said of its bounds."""
    named = {n for n in (one.low, one.high) if n is not None} & {n for n in (other.low, other.high) if n is not None}
    return bool(named) and one.unit == other.unit


def _one_thing(one: Figure, other: Figure) -> bool:
    if one.unit != other.unit or one.harm != other.harm or one.victims != other.victims:
        return False
    a, b = stems(one.counted or ""), stems(other.counted or "")
    return bool(a & b) or (a == b and one.unit is not None)


def _quotes(
    said: tuple[Sequence[Quotation], Sequence[Quotation]], pairs: Sequence[Pair], elsewhere: Sequence[Excerpt]
) -> Iterator[Drift]:
    """Quotations that are not as they were in the sentences they come from, or else anywhere in the origin."""
    for quotation in said[0]:
        if any(_meet(passage, quotation.where) for passage in elsewhere):
            continue
        froms = [p.there for p in pairs if _meet(p.here, quotation.where)]
        near = [q for q in said[1] if any(_meet(there, q.where) for there in froms)]
        kept = any(_low(quotation) in _low(q) for q in said[1])
        variants = [v for q in ((*near, *said[1]) if not kept else ()) if (v := compared(quotation, q)) is not None]
        closest = max(variants, key=lambda v: v.same, default=None)
        if closest is None:
            other = None if kept else next((q for q in (*near, *said[1]) if _reworded(quotation, q)), None)
            if other is not None:
                reason = f"“{other.where.text}” became “{quotation.where.text}”"
                yield Drift("quote altered", quotation.where, other.where, other.where.text, reason)
        elif closest.why != "trimming" or _cut_within(closest):
            changed = "; ".join(
                f"“{b.text}” became “{a.text}”" if a.text else f"“{b.text}” is gone" for a, b in closest.differ
            )
            words_there = " … ".join(b.text for _, b in closest.differ if b.text)
            yield Drift("quote altered", closest.here, closest.there, words_there, changed)


def _low(quotation: Quotation) -> str:
    return f" {' '.join(w.low for w in quotation.words)} "


def _cut_within(variant: Variant) -> bool:
    """Whether words are left out within a quotation, and no dots say so."""
    if "…" in variant.here.text or "..." in variant.here.text:
        return False
    last = words(variant.there.text)[-1].start + variant.there.start
    return any(b.text and not a.text and variant.there.start < b.start and b.end <= last for a, b in variant.differ)


def _reworded(here: Quotation, there: Quotation) -> bool:
    """Whether two quotations in sentences made from each other are one utterance in other words altogether."""
    known = bool(here.speaker and there.speaker) and same_speaker(here.speaker, there.speaker)
    mine, theirs = stems(here.where.text), stems(there.where.text)
    shared = len(mine & theirs)
    return known and mine != theirs and shared >= _SAME_WORDS and shared >= _ALIKE * min(len(mine), len(theirs))


def _denials(
    child: Prepared, parent: Prepared, evidence: Sequence[Pair], disputes: Iterable[Dispute]
) -> Iterator[Drift]:
    """Denials in the origin of which the copy has no word, though it carries what is denied."""
    for dispute in disputes:
        if dispute.cause not in ("denial", "polarity"):
            continue
        no, yes = dispute.sides[:2]
        denied = [p for p in no.passages if p.article == parent.id]
        if not denied or _carried(child, evidence, no) or _still_denied(child, no):
            continue
        if (carrying := _carried(child, evidence, yes)) is not None and _in(parent, yes):
            who = next(iter(no.voices), "somebody")
            yield Drift("denial left out", carrying, denied[0], denied[0].text, f"“{who}” denies it there")


def _in(prepared: Prepared, side: Side) -> bool:
    return any(p.article == prepared.id for p in side.passages)


def _carried(child: Prepared, evidence: Sequence[Pair], side: Side) -> Excerpt | None:
    """Where the copy has what a side of a dispute says; None where it does not."""
    for passage in side.passages:
        if passage.article == child.id:
            return passage
    met = (e.here for e in evidence for p in side.passages if e.there.article == p.article and _meet(e.there, p))
    return next(met, None)


def _meet(one: Excerpt, other: Excerpt) -> bool:
    return one.meets(other.start, other.end)


def _still_denied(child: Prepared, no: Side) -> bool:
    """Whether whoever denies it in the origin denies anything in the copy: it may be the same in other words."""
    return any(
        (s.stance in ("denies", "rejects") or negates(" ".join(c.text for c in s.content)))
        and any(same_speaker(named(s.source), voice) for voice in no.voices)
        for s in child.reading.statements
    )
