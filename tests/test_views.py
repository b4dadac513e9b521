import io

from rich.console import Console

from sayso.annotated_html import Mark, annotated_html
from sayso.exports.tables import COLUMNS, csv_lines
from sayso.records import Article, Hedge, Notice, Passage, ReaderVersion, Reading, Span, Speaker, Statement, Voice
from sayso.views.terminal import render

TEXT = "Bridge row\nReuters said Ann Ek allegedly called it “a farce”.\nMore news, writes BO LI"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(words, start, start + len(words))


def voice(words: str, sort: str = "person") -> Voice:
    at = span(words)
    return Voice(at.text, at.start, at.end, words, sort)  # type: ignore[arg-type]


def reading() -> Reading:
    reuters, ann = voice("Reuters", "outlet"), voice("Ann Ek")
    outer = Statement(
        "s1", "mixed", "asserts", None, reuters, (reuters,), span("said"),
        (span("Ann Ek allegedly called it “a farce”"),), confidence=0.9,
    )  # fmt: skip
    hedge = Hedge(*(getattr(span("allegedly"), f) for f in ("text", "start", "end")), "doubt")
    inner = Statement(
        "s2", "mixed", "accuses", "s1", ann, (reuters, ann), span("allegedly called"),
        (span("it"), span("“a farce”")), hedges=(hedge,), confidence=0.6,
    )  # fmt: skip
    passages = (Passage("headline", 0, 10), Passage("body", 11, 61), Passage("teaser", 62, len(TEXT), "Bo Li"))
    notice = Notice("unresolved-voice", "it", *(span("it").start, span("it").end), "not resolved")
    article = Article(TEXT, passages, outlet="The Post", published="2026-03-04", language="en")
    return Reading(ReaderVersion("hand", "1", None), article, (outer, inner), notices=(notice,), source="a.txt").check()


def shown(width: int = 60, **options: object) -> str:
    out = io.StringIO()
    render(reading(), Console(file=out, width=width, **options))  # type: ignore[arg-type]
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def test_a_reading_on_a_terminal() -> None:
    assert (
        shown()
        == """\
Bridge row
The Post · 2026-03-04
2 statements by 2 speakers in a.txt

Reuters  outlet
└── ◐ said Ann Ek allegedly called it “a farce”
    └── ◐ Reuters › Ann Ek allegedly called it … “a farce”
        [accuses]  ?

❝ verbatim   ◐ partly verbatim   · paraphrase
! it: not resolved
- not part of the article (teaser): More news, writes BO LI
"""
    )


def test_statements_are_grouped_by_speaker() -> None:
    text = "Mayor Ann Ek said rain. She said snow. They said hail. Officials said fog. It is said to thaw."
    ann = Speaker("s1", "Ann Ek", "person", ("Mayor",), introduced=True)

    def statement(source: str | None, content: str, name: str | None, sort: str, speaker: str | None) -> Statement:
        start = None if source is None else text.index(source)
        end = None if source is None or start is None else start + len(source)
        voice = Voice(source, start, end, name, sort, speaker)  # type: ignore[arg-type]
        at = text.index(content)
        said = Span("said", text.rindex("said", 0, at), text.rindex("said", 0, at) + 4)
        return Statement(
            content, "indirect", "asserts", None, voice, (voice,), said, (Span(content, at, at + 4),), confidence=1.0
        )

    told = (
        statement("They", "hail", None, "group", None),
        statement(None, "thaw", None, "unattributed", None),
        statement("Officials", " fog", None, "unnamed", None),
        statement("Mayor Ann Ek", "rain", "Ann Ek", "person", "s1"),
        statement("She", "snow", "Ann Ek", "person", "s1"),
    )
    out = io.StringIO()
    reading = Reading(ReaderVersion("hand", "1", None), Article(text), told, speakers=(ann,)).check()
    render(reading, Console(file=out, width=60))
    assert (
        out.getvalue().partition("❝")[0]
        == """\
5 statements by 1 speaker, 1 unnamed, 1 unresolved

Ann Ek  Mayor
├── · Mayor Ann Ek said rain
└── · She said snow

Officials  unnamed
└── · said  fog

nobody named
└── · said thaw

They  group  unresolved
└── · said hail

"""
    )


def test_quotations_and_hedges_are_coloured() -> None:
    colours = shown(width=200, force_terminal=True, color_system="standard")
    assert "\x1b[32m“a farce”\x1b[0m" in colours
    assert "\x1b[3;33mallegedly\x1b[0m" in colours


def test_what_would_steer_the_terminal_is_taken_out() -> None:
    text = "\x1b[31mAnn\x1b[0m said no."
    by = Voice("\x1b[31mAnn\x1b[0m", 0, 12, None, "person")
    inner = Statement("b", "indirect", "asserts", "a", by, (by, by), Span("said", 13, 17), (Span("no", 18, 20),))
    outer = Statement("a", "indirect", "asserts", None, by, (by,), Span("said", 13, 17), (Span("no", 18, 20),))
    known = {"title": "\x1b[1mT", "outlet": "\x1b[1mO", "byline": "\x1b[1mB", "published": "\x1b[1mP"}
    article = Article(text, (Passage("teaser", 0, len(text)),), language="en", **known)
    out = io.StringIO()
    version = ReaderVersion("hand", "1", None)
    render(Reading(version, article, (outer, inner), source="\x1b[1mf").check(), Console(file=out, width=60))
    assert "\x1b" not in out.getvalue()


def test_every_statement_is_shown_however_deep_and_wherever_it_says_it_is() -> None:
    text = "Ann said rain."
    ann = Voice("Ann", 0, 3, "Ann", "person")

    def statement(number: int, within: str | None) -> Statement:
        said, rain = Span("said", 4, 8), Span("rain", 9, 13)
        return Statement(str(number), "indirect", "asserts", within, ann, (ann,), said, (rain,))

    nested = [statement(0, None), *(statement(n, str(n - 1)) for n in range(1, 40)), statement(40, "not there")]
    out = io.StringIO()
    render(Reading(ReaderVersion("hand", "1", None), Article(text), tuple(nested)), Console(file=out, width=60))
    assert out.getvalue().count("said rain") == 41


def test_a_reading_in_a_notebook() -> None:
    html = reading()._repr_html_()
    assert '<mark class="source" title="Reuters: said (mixed, asserts)">Reuters</mark>' in html
    assert 'class="apart" title="not part of the article: teaser">More news, writes BO LI</mark>' in html


def test_marks_nest_overlap_and_escape() -> None:
    html = annotated_html("a <b> c", [Mark(0, 5, "x", 'say "so"'), Mark(2, 7, "y")])
    assert html.split('<div class="sayso">')[1] == (
        '<mark class="x" title="say &quot;so&quot;">a </mark>'
        '<mark class="x y" title="say &quot;so&quot;">&lt;b&gt;</mark>'
        '<mark class="y" title=""> c</mark></div>'
    )


def test_a_table_of_statements() -> None:
    header, first, second = csv_lines([reading()])
    assert header == ",".join(COLUMNS) + "\n"
    id_ = reading().article.id
    said = "said,Ann Ek allegedly called it “a farce”,24,60,,,,0.9"
    assert first == f"a.txt,{id_},s1,,mixed,asserts,Reuters,Reuters,Reuters,outlet,{said}\n"
    assert second.startswith(
        f"a.txt,{id_},s2,s1,mixed,accuses,Reuters > Ann Ek,Ann Ek,Ann Ek,person,allegedly called,it … “a farce”,"
    )


def test_a_cell_that_a_spreadsheet_would_run_is_defused() -> None:
    text = "=cmd() said no"
    name = Voice("=cmd()", 0, 6, "=cmd()", "person")
    statement = Statement("s", "indirect", "asserts", None, name, (name,), Span("said", 7, 11), (Span("no", 12, 14),))
    row = list(csv_lines([Reading(ReaderVersion("hand", "1", None), Article(text), (statement,))]))[1]
    assert ",'=cmd()," in row
