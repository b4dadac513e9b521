"""The words that lay something to somebody: verbs, nouns and adjectives with the stance they carry.

The verbs are those of communication in Levin, *English Verb Classes and Alternations* (1993): 37.1 to
37.9 (tell, say, call, promise …), 29.1 to 29.8 (appoint, characterise …), 31.2 and 33 (admire, judgment)
and the attitudes of 32 (want, long). Sources of attributions that are no clause ("according to", "in",
nouns such as "claim") follow the cue types that Pareti (PARC, 2012) and Newell, Margolin and Ruths
(PolNeAR, 2018) describe. Words seen in the cues of five or more articles of PolNeAR's train part were
added where they are ordinary English for reporting; the groups by stance are ours. `docs/rules.md` has
the counts.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, NamedTuple

from sayso.records import Stance

Frame = Literal["speech", "clause", "object", "deed"]
"""What stands beside a verb: a quotation or a clause, a clause alone, an object that is talked about
or judged. A deed shows a stance where somebody else has found it to be a cue; the rules, which were
right about it less than once in five times on PolNeAR's train part, do not look for it."""
Form = Literal["base", "s", "past", "participle", "ing"]
"""Which form of its verb a word is; regular pasts, which are participles too, are `past`."""


class Verb(NamedTuple):
    """A verb that reports, the stance it reports and what it needs beside it."""

    lemma: str
    stance: Stance
    frame: Frame


def word_set(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


_GROUPS: tuple[tuple[Stance, Frame, str], ...] = (
    (
        "asserts",
        "speech",
        "say state add announce note report explain continue tell write argue claim declare insist reply respond "
        "answer recall remark observe comment acknowledge admit concede confirm reveal disclose assert "
        "maintain contend allege suggest mention stress emphasize emphasise reiterate repeat joke quip boast brag "
        "lament complain warn caution testify assure remind inform notify brief exclaim shout yell scream cry whisper "
        "mutter murmur mumble chant boom conclude imply hint intimate signal indicate post email e-mail blog tweet "
        "retweet confess affirm proclaim pronounce profess opine muse reason speculate theorize theorise hypothesize "
        "surmise venture volunteer interject interrupt counter retort rejoin snap fume gush sigh deadpan posit "
        "postulate attest certify vouch recount relate narrate grumble gripe groan moan bemoan whine chuckle "
        "elaborate clarify specify text quote cite read preach lecture bellow blurt divulge leak publish apologize "
        "apologise",
    ),
    (
        "asserts",
        "clause",
        "think believe know feel understand realize realise recognize recognise assume presume suppose suspect imagine "
        "guess reckon determine remember find discover learn show demonstrate calculate deduce infer conjecture "
        "decide rule notice doubt stipulate diagnose",
    ),
    (
        "asserts",
        "object",
        "describe detail outline name chronicle document summarize summarise reference discuss speak talk highlight "
        "underline underscore characterize characterise call label dub brand term deem portray depict liken compare "
        "identify attribute consider regard view voice convey express reference invoke list profile paraphrase echo "
        "refer allude broach address nickname style depict picture misstate exaggerate evaluate assess analyze analyse "
        "expose articulate",
    ),
    ("denies", "speech", "deny refute rebut disclaim disavow contradict downplay belie"),
    (
        "rejects",
        "object",
        "reject oppose dismiss dispute challenge protest rebuff spurn scorn disagree disapprove resist repudiate "
        "discount disregard object despise detest loathe hate dislike resent distrust mistrust bristle shun disown "
        "renounce",
    ),
    ("rejects", "deed", "contest overturn overrule repeal veto block abolish scrap revoke rescind boycott defy"),
    ("asks", "speech", "ask inquire enquire wonder query plead beg implore beseech advise recommend counsel"),
    (
        "asks",
        "object",
        "question urge request exhort entreat petition lobby press grill invite appeal encourage",
    ),
    (
        "accuses",
        "object",
        "accuse blame criticize criticise slam blast attack condemn denounce decry charge fault lambast lambaste "
        "assail rebuke scold chide berate castigate chastise admonish deride mock ridicule taunt insult disparage bash "
        "excoriate savage pan skewer vilify malign deplore impugn reprimand censure upbraid reproach knock trash "
        "belittle denigrate demonize demonise smear rip indict sue pillory scoff jeer boo sneer critique needle",
    ),
    ("promises", "speech", "promise pledge vow guarantee swear threaten"),
    ("promises", "clause", "offer commit undertake"),
    ("orders", "object", "order demand command instruct mandate compel decree dictate forbid prohibit summon"),
    ("orders", "deed", "direct require"),
    ("asks", "deed", "persuade convince"),
    ("asserts", "deed", "hear raise rate"),
    ("supports", "speech", "agree concur propose"),
    (
        "supports",
        "object",
        "support endorse back praise hail welcome applaud commend laud champion approve defend advocate promote favor "
        "favour embrace thank credit admire salute cheer appreciate tout bless congratulate respect extol espouse love "
        "trust cherish",
    ),
    (
        "supports",
        "deed",
        "celebrate nominate adopt ratify enact authorize authorise sanction accept appoint sponsor vote",
    ),
    ("expects", "speech", "predict forecast prophesy"),
    (
        "expects",
        "clause",
        "expect hope fear want plan intend anticipate wish foresee envision envisage aspire desire dread long worry "
        "aim prefer seek estimate project yearn",
    ),
    ("declines", "clause", "decline refuse"),
    ("declines", "object", "abstain withhold demur balk baulk dodge duck sidestep stonewall"),
    ("asserts", "clause", "appear seem"),
)

_IRREGULAR = (
    "say said said, tell told told, write wrote written, read read read, think thought thought, know knew known, "
    "feel felt felt, understand understood understood, find found found, show showed shown, prove proved proven, "
    "hear heard heard, hold held held, speak spoke spoken, swear swore sworn, forbid forbade forbidden, "
    "seek sought sought, foresee foresaw foreseen, withhold withheld withheld, undertake undertook undertaken, "
    "forecast forecast forecast, make made made, put put put, go went gone, take took taken, stand stood stood, "
    "strike struck struck, lay laid laid, come came come, shoot shot shot, hit hit hit, tear tore torn, "
    "throw threw thrown, bring brought brought, sue sued sued, set set set, stick stuck stuck"
)
_DOUBLING = word_set(
    "admit beg blog brag commit compel dub infer pan plan prefer quip rebut refer rip scrap shun slam snap sum"
)
"""Verbs that double their last letter before -ed and -ing."""
_DOUBLING_IN_BRITAIN = frozenset(("counsel", "label", "signal"))

_PHRASE_GROUPS: tuple[tuple[Stance, str], ...] = (
    (
        "asserts",
        "point out, point to, make clear, put it, go on, spell out, lay out, set out, weigh in, chime in, open up, "
        "speak up, figure out, fire back, shoot back, cry out, sum up, bring up",
    ),
    ("denies", "play down"),
    (
        "rejects",
        "rule out, rule against, vote against, speak against, speak out, strike down, turn down, push back, argue "
        "against, rail against, throw out, campaign against, shoot down, lobby against",
    ),
    ("asks", "call for, call on, call upon, push for, press for, appeal for, sue for, campaign for, petition for"),
    ("accuses", "lash out, hit out, hit back, call out, tear into, lay into, take aim, go after, rail at, take issue"),
    (
        "supports",
        "vote for, believe in, stand by, side with, sign on, stick by, advocate for, argue for, root for",
    ),
    ("expects", "look forward"),
    ("declines", "back off, back away, hold back, shy away"),
    ("other", "swear in"),
)

_NOUN_GROUPS: tuple[tuple[Stance, str], ...] = (
    (
        "asserts",
        "claim statement remark comment report assertion announcement declaration observation explanation argument "
        "contention insistence reply response answer admission acknowledgement acknowledgment "
        "confirmation disclosure revelation warning suggestion hint testimony account description belief view opinion "
        "conclusion assessment finding assumption notion suspicion conviction rumour rumor story word joke quip boast "
        "reminder message note letter tweet memo idea speculation stance position",
    ),
    ("denies", "denial rebuttal refutation"),
    ("rejects", "rejection opposition objection dismissal protest disapproval disagreement dispute"),
    ("asks", "question request call plea appeal petition recommendation advice query urging"),
    (
        "accuses",
        "accusation allegation criticism blame attack condemnation complaint rebuke critique denunciation charge",
    ),
    ("promises", "promise pledge vow threat guarantee commitment oath offer"),
    ("orders", "order demand command instruction directive requirement"),
    ("supports", "support endorsement praise backing approval agreement defence defense proposal nomination nominee"),
    (
        "expects",
        "expectation hope fear prediction forecast plan wish desire intention projection outlook estimate goal",
    ),
    ("declines", "refusal reluctance silence"),
    ("other", "concern worry anxiety"),
)

ADJECTIVES: dict[str, Stance] = {
    **dict.fromkeys(("opposed", "against", "skeptical", "sceptical"), "rejects"),
    **dict.fromkeys(("critical", "angry"), "accuses"),
    **dict.fromkeys(("supportive",), "supports"),
    **dict.fromkeys(("hopeful", "optimistic", "confident", "sure", "certain", "eager", "likely"), "expects"),
    **dict.fromkeys(("clear", "obvious", "evident", "aware"), "asserts"),
    **dict.fromkeys(("reluctant", "unwilling"), "declines"),
    **dict.fromkeys(("concerned", "worried", "unclear"), "other"),
}  # fmt: skip
"""Adjectives that make a cue with a form of "be"."""

ADVERBS = word_set("reportedly allegedly supposedly purportedly apparently ostensibly presumably seemingly")
"""Adverbs that lay their clause to somebody unnamed."""

PREPOSITIONS = tuple(
    tuple(words.split())
    for words in ("according to", "in the words of", "in the view of", "in the opinion of", "in the eyes of", "as per")
)
"""What stands before a source when there is no verb, word by word."""

_IRREGULAR_FORMS = {line.split()[0]: line.split()[1:] for line in _IRREGULAR.split(", ")}


def inflected(lemma: str) -> list[tuple[str, Form]]:
    """All forms of an English verb; irregular ones, and doubled letters, come from lists."""
    y = lemma.endswith("y") and lemma[-2:-1] not in "aeiou"
    s = lemma + "es" if lemma.endswith(("s", "x", "z", "ch", "sh", "go")) else lemma[:-1] + "ies" if y else lemma + "s"
    stems = [lemma + lemma[-1]] if lemma in _DOUBLING or lemma in _DOUBLING_IN_BRITAIN else []
    stems += [] if lemma in _DOUBLING else [lemma]
    forms: list[tuple[str, Form]] = [(lemma, "base"), (s, "s")]
    for stem in stems:
        cut = stem[:-1] if stem.endswith("e") else stem
        forms.append(((stem if stem.endswith("ee") else cut) + "ing", "ing"))
        if lemma not in _IRREGULAR_FORMS:
            forms.append((lemma[:-1] + "ied" if y else cut + "ed", "past"))
    if lemma in _IRREGULAR_FORMS:
        past, participle = _IRREGULAR_FORMS[lemma]
        forms.extend([(participle, "participle")] if participle != past else [])
        forms.append((past, "past"))
    return forms


VERBS: dict[str, Verb] = {
    lemma: Verb(lemma, stance, frame) for stance, frame, lemmas in _GROUPS for lemma in lemmas.split()
}
"""Reporting verbs by their lemma."""

FORMS: dict[str, tuple[Verb, Form]] = {
    form: (verb, how) for verb in VERBS.values() for form, how in inflected(verb.lemma)
}
"""What each form of a reporting verb is a form of; "past" where it may be past or participle."""

PHRASES: dict[str, dict[str, Stance]] = {}
"""Particles that make a verb report, or report something else: by form of the verb, then particle."""

for _stance, _phrases in _PHRASE_GROUPS:
    for _phrase in _phrases.split(", "):
        _verb, _, _particle = _phrase.partition(" ")
        for _form, _ in inflected(_verb):
            PHRASES.setdefault(_form, {})[_particle] = _stance

NOUNS: dict[str, Stance] = {
    form: stance
    for stance, words in _NOUN_GROUPS
    for word in words.split()
    for form in (word, word[:-1] + "ies" if word.endswith("y") else word + "s")
}
"""Reporting nouns, singular and plural."""

_WORD = re.compile(r"[^\W\d_]+")
_REPORTING = FORMS.keys() | NOUNS.keys() | ADVERBS | {"according"}


def may_report(text: str) -> bool:
    """Whether any word in `text` could lay something to somebody; without one there is nothing to read."""
    words = _WORD.findall(text.lower())
    return any(w in _REPORTING for w in words) or any(b in PHRASES.get(a, ()) for a, b in pairwise(words))
