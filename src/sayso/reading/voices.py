"""Who a source's words name, and what sort of source that is.

The sort is told by the head of the phrase ("a report by the ministry" is a document), by words of
office, and by how a name is written. The lists are ours, the plain words of the trade; `docs/rules.md`
says what they measured. Which person "he" is stays open here: such a voice has a
sort and no name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.reading.attribution import Offsets
from sayso.reading.cues import word_set
from sayso.records import Voice, VoiceSort

UNATTRIBUTED = Voice(text=None, start=None, end=None, name=None, sort="unattributed")


_PRONOUNS: dict[str, VoiceSort] = {
    **dict.fromkeys(
        (
            "i",
            "he",
            "she",
            "who",
            "him",
            "her",
            "his",
            "himself",
            "herself",
            "you",
            "whom",
            "whose",
            "my",
            "me",
            "myself",
        ),
        "person",
    ),
    **dict.fromkeys(("we", "they", "them", "their", "us", "our", "those", "both", "these", "themselves"), "group"),
    **dict.fromkeys(("it", "its", "itself", "which", "that"), "institution"),
}
_DOCUMENTS = word_set(
    "report reports poll polls survey surveys study studies statement statements letter letters memo memos article "
    "articles story stories document documents filing filings lawsuit complaint analysis indictment editorial book "
    "email emails e-mail e-mails tweet tweets post posts paper papers review research figures data statistics "
    "transcript transcripts affidavit ruling order law bill act constitution treaty resolution agreement headline ad "
    "advert advertisement video testimony records dossier audit census manifesto communique communiqué message column "
    "memoir page webpage messages estimate estimates projections findings results guidelines regulations legislation "
    "leaflet footage piece film movie documentary op-ed op-eds essay essays slogan broadcast episode play novel "
    "tally tallies polling brief briefs submission submissions motion motions petition petitions verdict subpoena "
    "photo photos photograph photographs image images disclosure disclosures audio recording recordings account "
    "accounts notice notices notes diary diaries pamphlet brochure flyer flyers readout summary bulletin newsletter "
    "release releases feature index ranking rankings chart charts map maps clause amendment ordinance decree charter "
    "average averages biography documentaries novels songs song lyrics"
)
_OUTLET_NAMES = word_set(
    "reuters ap afp bbc cnn msnbc nbc abc cbs pbs npr itv bloomberg politico axios breitbart vox buzzfeed tass xinhua "
    "upi dpa aljazeera al-jazeera espn vice slate salon newsweek economist guardian"
)
_OUTLET_HEADS = word_set(
    "times post herald tribune journal gazette telegraph mirror sun mail express observer independent chronicle star "
    "globe examiner courier dispatch register press news newspaper newspapers broadcaster magazine website tabloid "
    "media agency network channel outlet outlets station radio wire daily weekly"
)
_GOVERNMENTS = word_set(
    "government governments administration regime kremlin washington moscow beijing london brussels tehran caracas "
    "kyiv kiev jerusalem ankara paris berlin pyongyang seoul tokyo delhi islamabad kabul baghdad damascus riyadh "
    "cairo state states country countries nation nations us u.s. usa uk britain america england scotland wales russia "
    "china iran iraq israel ukraine france germany japan india pakistan canada mexico venezuela cuba turkey syria "
    "egypt spain italy poland brazil australia ireland nato eu"
)
_INSTITUTIONS = word_set(
    "house senate congress parliament committee commission council court courts department ministry office agency "
    "bureau police army navy military force forces party campaign company corporation corp inc ltd plc group bank "
    "fund university college school institute institution foundation association federation union society church "
    "board authority service services organisation organization team club trust charity hospital airline league "
    "pentagon fbi cia nsa irs epa un who imf fed jury tribunal embassy secretariat inspectorate watchdog regulator "
    "prosecution defence defense downing street opposition firm think-tank center centre network alliance coalition "
    "panel subcommittee caucus circuit administration campaign team camp"
)
_GROUP_HEADS = word_set(
    "percent personnel staff people men women children voters lawmakers lawyers officers families residents public "
    "electorate community crowd couple pair duo "
    "republicans democrats conservatives liberals protesters supporters opponents associates boosters advisers "
    "advisors strategists economists experts allies backers donors mayors governors delegates workers doctors nurses "
    "soldiers rebels militants students teachers parents leaders members senators ministers mps aides allies"
)
_NATIONS = word_set(
    "chinese british french dutch irish english spanish swiss danish finnish polish turkish swedish scottish welsh "
    "japanese portuguese vietnamese lebanese sudanese taiwanese rich poor young old"
)
"""What is a people after "the"."""
_UNNAMED_HEADS = word_set(
    "source sources official officials insider insiders witness witnesses observer observers critic critics expert "
    "experts analyst analysts someone somebody many some others few several most everyone everybody nobody no-one "
    "anyone anybody those people person man woman spokesman spokeswoman spokesperson diplomat diplomats investigator "
    "investigators lobbyist neighbour neighbor neighbours neighbors passer-by bystander bystanders reader readers "
    "resident"
)
_TITLES = word_set(
    "mr mrs ms miss dr sir dame lord lady president senator sen rep gov governor minister secretary judge justice "
    "professor prof general gen colonel captain sergeant mayor king queen prince princess pope bishop father rabbi "
    "imam sheikh councillor cllr chancellor ambassador chairman chairwoman chief director detective inspector "
    "constable vice-admiral admiral attorney congressman congresswoman representative"
)
_INDEFINITE = word_set("a an one two three four five several some many most other another few")
_NO_NAMES = _INDEFINITE | _UNNAMED_HEADS | {"the", "these", "those", "this"}
"""Words whose capital at the beginning of a phrase says nothing."""
_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*\.?")
_ALL_OF = re.compile(
    r"^(?:(?:nearly|almost|virtually|about|roughly|more than|fewer than|less than|at least)\s)?"
    r"(?:all|most|many|much|both|each|several|some|half|(?:a|one|two)[\s-](?:third|quarter|half)s?|thirds|three-quarters|"
    r"(?:a|the)\s(?:(?:small|large|growing|wide|vast)\s)?"
    r"(?:majority|minority|number|group|handful|couple|coalition|crowd|array|range|rest|series|team|band)|"
    r"(?:(?:small|large|growing)\s)?groups|"
    r"dozens|scores|hundreds|thousands|millions|\d+(?:\.\d+)?\s?(?:%|percent|per\scent))\sof\s",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
AFTER_HEAD = re.compile(
    r"\s(?:of|for|in|at|on|by|from|with|who|which|that|whose|familiar|close|loyal|sympathetic|hostile|critical|aware|briefed|speaking|near|inside|led|including|"
    r"conducted|published|released|commissioned|issued|based|representing|supporting|opposing|citing|to|over|about|against|"
    r"behind|under|between|among|around|outside|across|within|without|through|after|before|during|since|regarding|seeking|"
    r"(?:bound|held|seen|given|taken|[a-z]{2,}ed)(?=\s(?:to|by|on|in|at|with|from|for|of|as|through|into|about)\s))\s|,|\s\(|"
    r"\s[―–—-]\s"
)
"""What comes after the words that hold the head of a phrase, and tells more of it."""


def voice(text: str, span: Offsets | None) -> Voice:
    """The voice that the words at `span` name; None is a statement that nobody is said to have made."""
    if span is None:
        return UNATTRIBUTED
    start, end = span
    words = text[start:end]
    sort = sort_of(words)
    return Voice(words, start, end, None if sort == "unnamed" or is_pronoun(words) else name_of(words), sort)


def is_pronoun(words: str) -> bool:
    """Whether the words are nothing but a pronoun."""
    return words.casefold() in _PRONOUNS


def name_of(words: str) -> str:
    """The words without a leading article, white space evened out."""
    return _ARTICLE.sub("", " ".join(words.split()))


@lru_cache(maxsize=4096)
def sort_of(words: str) -> VoiceSort:
    """The sort of source that some words name."""
    if is_pronoun(words):
        return _PRONOUNS[words.casefold()]
    several = _ALL_OF.match(words)
    phrase = AFTER_HEAD.split(words if several is None else words[several.end() :], maxsplit=1)[0]
    tokens = [m.group() for m in _WORD.finditer(phrase)] or [words]
    lower = [re.sub(r"['’]s?$", "", t.casefold()) for t in tokens]
    head = lower[-1]
    if head in _DOCUMENTS:
        return "document"
    if head in ("source", "sources") and len(lower) > 1 and "news" not in lower:
        return "unnamed"
    named = any(t[:1].isupper() and low not in _TITLES for t, low in zip(tokens[1:], lower[1:], strict=True)) or (
        tokens[0][:1].isupper() and lower[0] not in _NO_NAMES
    )
    if head in _UNNAMED_HEADS and (not named or head in ("source", "sources")):
        return "unnamed"
    sort = _sort_of_named(tokens, lower, named)
    return "group" if several is not None and sort == "person" else sort


def _sort_of_named(tokens: list[str], lower: list[str], named: bool) -> VoiceSort:
    head = lower[-1]
    if any(low in _TITLES for low in lower) and named and not head.endswith("s"):
        return "person"
    if lower[-1] in _OUTLET_NAMES or (head in _OUTLET_HEADS and (len(lower) > 1 or head.startswith("newspaper"))):
        return "outlet" if head != "agency" or "news" in lower else "institution"
    if lower[-2:] == ["white", "house"] or (head in _INSTITUTIONS and head not in _GROUP_HEADS):
        return "institution"
    if head in _GOVERNMENTS:
        return "government"
    if _is_plural(tokens[-1], head) or " and " in f" {' '.join(lower)} ":
        return "group"
    if tokens[-1].isupper() and (lower[:-1] == ["the"] or (len(tokens) == 1 and 2 <= len(head) <= 4)):
        return "institution"
    if lower[0] == "the" and len(lower) == 2 and head in _NATIONS:
        return "group"
    if not named and lower[0] in _INDEFINITE:
        return "unnamed"
    return "person"


def _is_plural(word: str, head: str) -> bool:
    return head in _GROUP_HEADS or (word[:1].islower() and head.endswith("s") and not head.endswith("ss"))
