from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Table, select, text

from sayso.errors import LedgerError, NothingNamedError, QuestionError
from sayso.ledger import readings, verdicts
from sayso.ledger.adding import add as add_items
from sayso.ledger.adding import reread
from sayso.ledger.anchors import Anchor
from sayso.ledger.doctor import examine
from sayso.ledger.schema import articles, figures, statements
from sayso.ledger.schema import readings as reading_table
from sayso.ledger.store import Store
from sayso.ledger.verdicts import Verdict
from sayso.reading.attribution import Look, Offsets
from sayso.reading.rules import RulesReader
from sayso.records import ReaderVersion
from tests.ledgers import page

TEXT = """Harbour master Joren Falk told the Lantern newspaper that at least 12 people were missing.

Mayor Ada Lindqvist denied that the ferry had left too early.

“No order was given,” Ms Lindqvist said on Monday.
"""
URL = "https://orsk.example/a"
FALK, DENIED, ORDER = (
    "that at least 12 people were missing", "that the ferry had left too early", "“No order was given,”",
)  # fmt: skip


class Narrower(RulesReader):
    """Leaves the first word of each content out, so that every statement has another identity."""

    version = ReaderVersion("narrower", "1", None)

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        def cut(span: Offsets) -> Offsets:
            return text.index(" ", span[0]) + 1, span[1]

        seen = super().look(text, paragraphs)
        return replace(
            seen, attributions=[replace(a, content=(cut(a.content[0]), *a.content[1:])) for a in seen.attributions]
        )


class WithoutDenials(RulesReader):
    """Reads no denials."""

    version = ReaderVersion("without denials", "1", None)

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        seen = super().look(text, paragraphs)
        return replace(seen, attributions=[a for a in seen.attributions if text[slice(*a.cue)] != "denied"])


def filled(store: Store, words: str = TEXT, day: int = 4) -> list[str]:
    """Add the page as it was on a day: its statements' ids, by their place."""
    found = page(words, URL, f"2026-03-0{day}T06:00:00+00:00")
    [_outcome] = add_items(store, [found], RulesReader())
    reading = next(r for r in readings.all_readings(store) if r.article.text == words)
    return [statement.id for statement in reading.statements]


def standing(store: Store, table: Table = statements, column: str = "content") -> dict[str, tuple[object, ...]]:
    """What verdicts have made of the current statements: by their words, whose and what they are."""
    columns = ("speaker", "verdict", "corrected") if table is statements else ("verdict", "corrected")
    wanted = select(table).join(reading_table, reading_table.c.key == table.c.reading).where(reading_table.c.is_current)
    with store.read() as connection:
        rows = connection.execute(wanted.order_by(table.c.reading, table.c.position)).mappings()
        return {row[column]: tuple(row[name] for name in columns) for row in rows}


def test_a_verdict_is_kept_with_who_and_when_and_where_it_stands(place: str) -> None:
    with Store.open(place) as store:
        falk, *_ = filled(store)
        given = verdicts.on_statement(store, falk, "reject", "Ines", why="he never said it")
        [kept] = verdicts.all_verdicts(store)
        assert kept == given
        assert kept == Verdict(
            kept.id, "reject", "Ines", kept.at, {"why": "he never said it"}, "statement",
            next(readings.all_readings(store)).article.id, falk,
            Anchor(TEXT[26:89], "Harbour master Joren Falk ", ".\n\nMayor Ada Lindqvist denied th", 26, 89), "stands",
        )  # fmt: skip
        assert standing(store) == {
            FALK: ("Joren Falk", "rejected", None),
            DENIED: ("Ada Lindqvist", None, None),
            ORDER: ("Ada Lindqvist", None, None),
        }
        assert verdicts.all_verdicts(store, kept.article) == [kept]


def test_later_verdicts_go_before_earlier_and_notes_change_nothing(place: str) -> None:
    with Store.open(place) as store:
        falk, *_ = filled(store)
        verdicts.on_statement(store, falk, "correct", "Ines", source="Petra Oduya")
        verdicts.on_statement(store, falk, "note", "Ines", text="from her tape")
        verdicts.on_statement(store, falk, "tag", "Ben", tag="ferry")
        [by] = [v.id for v in verdicts.all_verdicts(store) if v.kind == "correct"]
        corrected = {"source": "Petra Oduya", "source_by": by}
        assert standing(store)[FALK] == ("Petra Oduya", "corrected", corrected)
        verdicts.on_statement(store, falk, "confirm", "Ben")
        assert standing(store)[FALK] == ("Petra Oduya", "confirmed", corrected)
        assert [(v.kind, v.who) for v in verdicts.all_verdicts(store)] == [
            ("correct", "Ines"), ("note", "Ines"), ("tag", "Ben"), ("confirm", "Ben"),
        ]  # fmt: skip


def test_a_source_may_be_corrected_by_its_place(place: str) -> None:
    with Store.open(place) as store:
        falk, *_ = filled(store)
        start = TEXT.index("the Lantern newspaper")
        verdicts.on_statement(store, falk, "correct", "Ines", source_span=[start, start + 21])
        assert standing(store)[FALK][:2] == ("the Lantern newspaper", "corrected")


def test_a_figure_may_be_corrected(place: str) -> None:
    with Store.open(place) as store:
        filled(store)
        article = next(readings.all_readings(store)).article.id
        span = (58, 76)
        verdicts.on_figure(store, article, span, "correct", "Ines", low=14, counted="passengers")
        assert standing(store, figures, "text") == {
            "at least 12 people": ("corrected", {"low": 14, "counted": "passengers"})
        }
        with pytest.raises(NothingNamedError, match="there is no figure at 0-5 of sha256"):
            verdicts.on_figure(store, article, (0, 5), "confirm", "Ines")
        assert next(iter(reread(store, Narrower()))).what == "read"
        assert standing(store, figures, "text")["at least 12 people"][0] == "corrected"


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("note", {}, "note takes text, and got nothing"),
        ("confirm", {"why": "x"}, "confirm takes nothing more, and got why"),
        ("correct", {"stance": "asserts"}, "correct takes content, source, source_span, and got stance"),
        ("correct", {"content": [[5, 900]]}, "a span is [start, stop) within the text's 206 characters"),
        ("merge", {}, "'merge' is no verdict on this; take confirm, correct, reject, note or tag"),
    ],
)
def test_a_verdict_that_makes_no_sense_is_refused(place: str, kind: str, body: dict[str, object], message: str) -> None:
    with Store.open(place) as store:
        falk, *_ = filled(store)
        with pytest.raises(QuestionError) as caught:
            verdicts.on_statement(store, falk, kind, "Ines", **body)  # type: ignore[arg-type]
        assert str(caught.value) == message
        assert verdicts.all_verdicts(store) == []


def test_a_verdict_is_somebodys_on_something(place: str) -> None:
    with Store.open(place) as store:
        falk, *_ = filled(store)
        with pytest.raises(QuestionError, match="a verdict is somebody's; say whose: --by NAME"):
            verdicts.on_statement(store, falk, "confirm", " ")
        with pytest.raises(NothingNamedError, match="there is no statement '0'; find one with: sayso search"):
            verdicts.on_statement(store, "0", "confirm", "Ines")
        for names, into in ((["Ada", " "], "Ada"), (["Ada"], ""), ([], "Ada")):
            with pytest.raises(QuestionError, match="a speaker's name is not empty"):
                verdicts.merge(store, names, into, "Ines")
        assert verdicts.all_verdicts(store) == []


@pytest.mark.parametrize("change", ["UPDATE verdicts SET who = 'Mallory'", "DELETE FROM verdicts"])
def test_the_database_itself_keeps_verdicts(place: str, change: str) -> None:
    with Store.open(place) as store:
        falk, *_ = filled(store)
        verdicts.on_statement(store, falk, "confirm", "Ines")
        with pytest.raises(LedgerError, match="a verdict is never changed; add another"), store.write() as connection:
            connection.execute(text(change))
        assert [v.who for v in verdicts.all_verdicts(store)] == ["Ines"]


def test_a_new_reading_keeps_verdicts_where_the_statement_has_other_edges(place: str) -> None:
    with Store.open(place) as store:
        falk, denied, _order = filled(store)
        verdicts.on_statement(store, falk, "reject", "Ines")
        verdicts.on_statement(store, denied, "correct", "Ines", source="Petra Oduya")
        list(reread(store, Narrower()))
        seen = standing(store)
        assert seen["at least 12 people were missing"] == ("Joren Falk", "rejected", None)
        assert seen["the ferry had left too early"][:2] == ("Petra Oduya", "corrected")
        assert [v.state for v in verdicts.all_verdicts(store)] == ["moved", "moved"]
        assert list(examine(store)) == []


def test_where_the_statement_is_gone_the_verdict_is_flagged_and_comes_back_with_it(place: str) -> None:
    with Store.open(place) as store:
        _falk, denied, _order = filled(store)
        verdicts.on_statement(store, denied, "reject", "Ines")
        list(reread(store, WithoutDenials()))
        readings.prune(store)
        assert [(v.kind, v.state, v.anchor and v.anchor.exact) for v in verdicts.all_verdicts(store)] == [
            ("reject", "gone", "denied that the ferry had left too early")
        ]
        assert {made[1] for made in standing(store).values()} == {None}
        list(reread(store, RulesReader()))
        assert standing(store)[DENIED][1] == "rejected"
        assert [v.state for v in verdicts.all_verdicts(store)] == ["stands"]


def test_a_verdict_is_not_taken_for_one_on_the_statement_inside(place: str) -> None:
    nested = "Joren Falk said that Mayor Ada Lindqvist denied that the ferry had left the quay much too early."

    class InnerAlone(RulesReader):
        version = ReaderVersion("inner alone", "1", None)

        def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
            return super().look(text, [(start + text.index("Mayor"), end) for start, end in paragraphs])

    with Store.open(place) as store:
        outer, _inner = filled(store, nested)
        verdicts.on_statement(store, outer, "reject", "Ines")
        assert [made[1] for made in standing(store).values()] == ["rejected", None]
        list(reread(store, InnerAlone()))
        assert [made[1] for made in standing(store).values()] == [None]
        assert [v.state for v in verdicts.all_verdicts(store)] == ["gone"]


def test_verdicts_follow_a_page_that_changed(place: str) -> None:
    with Store.open(place) as store:
        falk, denied, order = filled(store)
        verdicts.on_statement(store, falk, "reject", "Ines")
        start = TEXT.index("the ferry")
        verdicts.on_statement(store, denied, "correct", "Ines", content=[[start, start + 31]])
        verdicts.on_statement(store, order, "confirm", "Ines")
        newer = "Updated on Friday.\n\n" + TEXT.replace("No order", "Not one order")
        filled(store, newer, day=5)
        with store.read() as connection:
            made = connection.execute(
                select(statements.c.content, statements.c.verdict, statements.c.corrected)
                .join(reading_table, reading_table.c.key == statements.c.reading)
                .join(articles, articles.c.key == reading_table.c.article)
                .where(articles.c.text == newer)
                .order_by(statements.c.position)
            ).all()
        assert [tuple(row) for row in made] == [
            (FALK, "rejected", None),
            (DENIED, "corrected", {"content": [[start + 20, start + 51]]}),
            ("“Not one order was given,”", None, None),
        ]
        # On the text they were given for they all stand.
        assert {v.state for v in verdicts.all_verdicts(store)} == {"stands"}


def test_merged_names_are_one_until_a_later_verdict_says_otherwise(place: str) -> None:
    with Store.open(place) as store:
        falk, _denied, _order = filled(store)
        verdicts.merge(store, ["ada lindqvist", "Joren Falk"], "Ada Falk", "Ines")
        assert [made[0] for made in standing(store).values()] == ["Ada Falk"] * 3
        [split] = verdicts.split(store, [falk], "Joren Falk", "Ines")
        assert split.body == {"source": "Joren Falk", "instead_of": ["Ada Falk", "Joren Falk"]}
        assert [made[0] for made in standing(store).values()] == ["Joren Falk", "Ada Falk", "Ada Falk"]
        list(reread(store, Narrower()))
        assert [made[0] for made in standing(store).values()] == ["Joren Falk", "Ada Falk", "Ada Falk"]
        verdicts.merge(store, ["Joren Falk"], "J. Falk", "Ines")
        assert [made[0] for made in standing(store).values()] == ["J. Falk", "Ada Falk", "Ada Falk"]
        filled(store, TEXT.replace("Monday", "Tuesday"), day=5)
        assert {made[0] for made in standing(store).values()} == {"J. Falk", "Ada Falk"}
        assert len(verdicts.all_verdicts(store)) == 3


def test_a_verdict_can_be_taken_back(place: str) -> None:
    with Store.open(place) as store:
        falk, denied, _order = filled(store)
        verdicts.on_statement(store, falk, "confirm", "Ines")
        rejected = verdicts.on_statement(store, falk, "reject", "Tom")
        corrected = verdicts.on_statement(store, denied, "correct", "Ines", source="Somebody Else")
        assert [made[:2] for made in standing(store).values()][:2] == [
            ("Joren Falk", "rejected"),
            ("Somebody Else", "corrected"),
        ]
        verdicts.withdraw(store, rejected.id, "Tom")
        verdicts.withdraw(store, corrected.id, "Tom")
        assert [made[:2] for made in standing(store).values()][:2] == [
            ("Joren Falk", "confirmed"),
            ("Ada Lindqvist", None),
        ]
        assert [v.kind for v in verdicts.all_verdicts(store)] == [
            "confirm",
            "reject",
            "correct",
            "withdraw",
            "withdraw",
        ]
        with pytest.raises(NothingNamedError, match="there is no verdict 'nosuch'"):
            verdicts.withdraw(store, "nosuch", "Tom")
        merged = verdicts.merge(store, ["Joren Falk"], "J. Falk", "Tom")
        with pytest.raises(QuestionError, match="split their statements instead"):
            verdicts.withdraw(store, merged.id, "Tom")
