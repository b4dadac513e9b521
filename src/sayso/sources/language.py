"""The language of a text, told from its script and its commonest words.

Sayso reads English; the others are told apart so that a reader learns why nothing was read. The
lists are the small words (articles, pronouns, prepositions, conjunctions, auxiliaries) that head any
count of a language's words, put together by hand; each leaves out words that mean little, such as
"a". Only a sample of a long text is looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is was that for on with as at by it he she they his her their from be are were have has"
        " had not this but who which will would an after over says said about than its you we our into been or what"
        " could up out more when how why there all if one can do no so my i me your",
        "de": "der die das und ist nicht ein eine einen einem einer den dem des zu von mit auf für im sich auch es als"
        " an wird werden sind war wie bei aus nach hat haben er sie ich wir dass daß noch nur oder aber über um am zum",
        "fr": "le la les de des du et est une un dans que qui pour pas sur au aux par plus avec il elle ils ce cette"
        " sont ont été être son sa ses se ne en mais nous vous à où leur leurs comme d l qu n s c j",
        "es": "el la los las de del y que en un una es no se por con para al lo su sus como más pero fue ha han este"
        " esta son ser está sobre también le hay ya o entre cuando muy sin desde",
        "it": "il lo la gli le di del della dei delle e è che un una in per non con da dal dalla al alla sono ha hanno"
        " si su nel nella come più anche ma essere stato questo questa i ai se o l d dell all",
        "pt": "o a os as de do da dos das e é que em no na nos nas um uma para por com não se ao à mais foi como mas"
        " são ser tem sua seu ele ela pelo pela também ou quando já está",
        "nl": "de het een en van in is dat op te zijn met voor niet er aan om ook als door bij wordt hij ze zij werd"
        " heeft hebben naar uit maar dit die deze over nog worden was ik we tot",
        "sv": "och att det som en ett är av för på med den till inte har de om var jag han hon sig men ska från vid",
        "da": "og at det som en et er af for på med den til ikke har de om var jeg han hun sig men skal fra ved i blev",
        "pl": "i w na z się nie do to że jest o jak po za od przez dla co ale są był przy tym oraz już ma który",
        "ro": "și în de la cu pe nu care este un o din a fost să mai ca pentru sunt au al ale prin dar",
        "tr": "ve bir bu için ile de da olarak olan çok daha gibi kadar sonra ise ama ne var yok her o",
        "id": "yang dan di ke dari untuk pada dengan ini itu tidak dalam akan adalah oleh juga telah sebagai ada",
        "ru": "и в не на что с по как это из у за от о для его к но они был была были же до мы вы он она так или при",
        "uk": "і в у не на що з та як це до за від про для його але вони був була були ж ми ви він вона або при із є й",
        "bg": "и в на да се не за от е с че са по до като но при ще към беше има този тази бе който което",
    }.items()
}
_NAMED = frozenset("en de fr es it pt nl ru uk".split())
"""Languages with lists that are named; the other lists only keep a text from being taken for one of these."""

_SCRIPTS: Mapping[str, str] = {
    "latin": "ÀɏḀỿ", "cyrillic": "Ѐӿ", "arabic": "ؠۓ", "he": "את", "han": "㐀鿿", "kana": "ぁヿ", "ko": "가힣ᄀᇿ",
    "el": "ͰϿἀ῿", "devanagari": "ऀॿ", "other": "Ա֏ঀ࿿Ⴀჿሀ፿ក៿",
}  # fmt: skip
"""The first and last characters of each script's stretches; ASCII's letters are Latin too."""
_ASCII = re.compile(r"[A-Za-z]+")
_NOT_ARABIC = re.compile(r"[پچژگکیےٹڈڑںہھێۆڵ]")
_HINDI = frozenset("है हैं के की का में को से ने और पर यह कि था".split())
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_WORD = re.compile(r"[^\W\d_]+")
_SLICE, _SLICES = 2500, 8
_FEW_WORDS = 20
_ENGLISH_SHARE, _OTHER_SHARE, _FEW_ACCENTS = 0.10, 0.12, 0.02


def language(text: str) -> str | None:
    """The ISO 639-1 code of the language that `text` is mostly in, or None where it cannot be told.

    Knows en, de, fr, es, it, pt, nl, ru, uk, ar, he, zh, ja, ko, el and hi. A text of under twenty
    words in plain Latin letters is English unless it shows another language's words.
    """
    sample = _sample(text)
    foreign = Counter(_FOREIGN.findall(sample))
    counts = {
        script: sum(count for c, count in foreign.items() if any(a <= c <= b for a, b in _pairs(ends)))
        for script, ends in _SCRIPTS.items()
    }
    counts["latin"] += sum(map(len, _ASCII.findall(sample)))
    script = max(counts, key=lambda name: counts[name])
    if counts[script] == 0:
        return None
    if script in ("kana", "han"):
        return "ja" if counts["kana"] * 20 > counts["kana"] + counts["han"] else "zh"
    if script in ("latin", "cyrillic"):
        return _by_words(sample, counts[script])
    if script == "arabic":
        return None if len(_NOT_ARABIC.findall(sample)) * 50 > counts[script] else "ar"
    if script == "devanagari":
        return "hi" if any(word in _HINDI for word in sample.split()) else None
    return script if script in ("he", "ko", "el") else None


def _pairs(ends: str) -> Iterable[tuple[str, str]]:
    return zip(ends[::2], ends[1::2], strict=True)


def _sample(text: str) -> str:
    if len(text) <= _SLICE * _SLICES:
        return text
    step = (len(text) - _SLICE) // (_SLICES - 1)
    return " ".join(text[i * step : i * step + _SLICE] for i in range(_SLICES))


def _by_words(sample: str, letters: int) -> str | None:
    spelled = _WORD.findall(sample)
    words = Counter(word.lower() for word in spelled)
    total = len(spelled)
    hits = {name: sum(words[word] for word in known) for name, known in _FUNCTION_WORDS.items()}
    best = max(hits, key=lambda name: hits[name])
    accented = sum(not c.isascii() for word in spelled if not word.isascii() for c in word)
    if total < _FEW_WORDS:
        return _of_few_words(hits, best, accented)
    if best == "en" and hits["en"] >= _ENGLISH_SHARE * total:
        return "en" if accented <= _FEW_ACCENTS * letters or hits["en"] > total / 4 else None
    second = max(count for name, count in hits.items() if name != "en")
    if hits["en"] >= 3 * second and hits["en"] * 25 >= total and accented <= _FEW_ACCENTS * letters:
        return "en"  # lists of ingredients, of results: few small words, but English ones
    if best != "en" and hits[best] >= _OTHER_SHARE * total:
        return best if best in _NAMED else None
    return "en" if _is_list_of_names(spelled, accented, letters, hits[best]) else None


def _of_few_words(hits: Mapping[str, int], best: str, accented: int) -> str | None:
    if hits["en"] == hits[best]:
        return "en" if accented == 0 or hits["en"] else None
    if hits[best] > 1 and hits[best] > hits["en"] + 1:
        return best if best in _NAMED else None
    return "en" if accented == 0 else None


def _is_list_of_names(spelled: list[str], accented: int, letters: int, hits: int) -> bool:
    """Whether the words are mostly capitalised and plain, as in tables and lists: nothing speaks against English."""
    capitalised = sum(word[0].isupper() for word in spelled)
    return capitalised * 2 > len(spelled) and accented <= _FEW_ACCENTS * letters and hits * 10 < len(spelled)
