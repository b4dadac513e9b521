"""The tables of a run answer as the ledger does that they are loaded into, row for row."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sayso.cli import cli
from sayso.errors import InputError, LedgerError, MissingLibraryError, OutputError, QuestionError, ReadOnlyLedgerError
from sayso.ledger.schema import statements
from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.figures import Wanted, figures
from sayso.questions.filters import About
from sayso.questions.library import places_of
from sayso.questions.moments import Period, timeline
from sayso.questions.people import heard
from sayso.questions.sources import sources
from sayso.questions.statements import said
from sayso.questions.stats import stats
from sayso.questions.trace import trace
from sayso.questions.unresolved import unresolved
from sayso.reading.many import reader_named
from sayso.reading.pipeline import take
from sayso.records import Reading
from sayso.scale import finding
from sayso.scale.asking import Tables
from sayso.scale.finding import Finder
from sayso.scale.loading import load
from sayso.scale.run import run
from sayso.scale.storage import RUN, Storage
from sayso.scale.tasks import Work, write
from sayso.sources.text import article_from_text
from tests.scaling import as_lines, inputs_in, report

SAMPLES = Path(__file__).parent.parent / "samples"
Both = tuple[Tables, Store]
Question = Callable[[Store], Answers[Any]]


FIRE = """Fire in a warehouse

A fire killed at least 3 people in Rotterdam on 2 March 2026, Mayor Zoë van der Gaag said on 3 March 2026.

“The doors were shut,” Van der Gaag said. She reportedly knew of nine faulty doors.
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Tables of reports and of the sample stories, in an oddly named folder, and the ledger they were put into."""
    folder = tmp_path_factory.mktemp("asking")
    work = Work(str(folder / "ta[b]les 'of' mine"), "rules", chunk=3)
    fire = as_lines(folder / "fire.jsonl", [report(0, text=FIRE, outlet="Zoë’s Daily")])
    run([*inputs_in(folder / "in"), str(SAMPLES), fire], work, jobs=1)
    with Store.open(folder / "sayso.db") as store, Tables.open(work.output) as tables:
        load(work.storage, store)
        yield tables, store


QUESTIONS: dict[str, Question] = {
    "all that is said": said,
    "the first few": lambda store: said(store, About(), 5),
    "a word": lambda store: said(store, About(words="deposits")),
    "its other forms": lambda store: said(store, About(words="misses people")),
    "a phrase": lambda store: said(store, About(words='"left the quay"')),
    "either, and not a third": lambda store: said(store, About(words="ferries or bridge -stay")),
    "a speaker": lambda store: said(store, About(who="lindqvist")),
    "what a speaker says of something": lambda store: said(store, About(who="Ada Lindqvist", words="people")),
    "an outlet and a month": lambda store: said(store, About(outlet="lantern", since="2026-03-02", until="2026-03")),
    "denials": lambda store: said(store, About(stance="denies")),
    "what is hedged": lambda store: said(store, About(hedge="hearsay")),
    "unnamed voices, quoted": lambda store: said(store, About(sort="unnamed", kind="direct")),
    "nobody known": unresolved,
    "who speaks": heard,
    "who speaks most": lambda store: heard(store, limit=3),
    "who somebody is": lambda store: heard(store, About(who="falk")),
    "how outlets name sources": sources,
    "how often those who deny are named": lambda store: sources(store, About(stance="denies")),
    "figures": figures,
    "who was killed where": lambda store: figures(store, Wanted(counted="killed", place="rotter")),
    "whose figures": lambda store: figures(store, Wanted(who="lindqvist", since="2026-03-02")),
    "when": timeline,
    "when something was said": lambda store: timeline(store, Period(words="the", since="2031", until="2031-10"), 9),
    "when somebody said something": lambda store: timeline(store, Period(who="gaag", outlet="zoë")),
}


@pytest.mark.parametrize("ask", QUESTIONS.values(), ids=QUESTIONS)
def test_each_question_has_the_same_answer(both: Both, ask: Question) -> None:
    tables, store = both
    answers = ask(tables)
    assert len(answers) > 0
    assert answers == ask(store)


def test_counts_are_the_same_but_for_bytes(both: Both) -> None:
    tables, _store = both
    counted, wanted = ({row.what: row.count for row in stats(one)} for one in both)
    written = sum(p.stat().st_size for p in Path(tables.place).glob("*/day=*/*.parquet"))
    assert counted == wanted | {"bytes": written}
    assert wanted["problems"] == 3


def test_what_articles_call_somebody_is_known(both: Both) -> None:
    [lindqvist] = heard(both[0], About(who="Ada Lindqvist"))
    assert (lindqvist.speaker, lindqvist.roles) == ("Ada Lindqvist", ("Mayor",))


def test_places_are_the_same(both: Both) -> None:
    tables, store = both
    ids = {row.article for row in said(store)}
    assert places_of(tables, ids) == places_of(store, ids) != []


WORDS = (
    "deposit",
    "ferries",
    "bridge",
    '"the ferry"',
    "-talks",
    "or",
    "falk",
    "ada",
    "é",
    "%",
    "_",
    "';--",
    '"',
    "bank's",
)


@settings(deadline=None)
@given(
    about=st.builds(
        About,
        who=st.none() | st.sampled_from(("Ada Lindqvist", "FALK", "bank of veld", "o'", "Zoë", "-", "")),
        words=st.none() | st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
        outlet=st.none() | st.sampled_from(("Lantern", "merid", "%", "_", "'")),
        kind=st.none() | st.sampled_from(("direct", "indirect", "mixed")),
        stance=st.none() | st.sampled_from(("asserts", "denies")),
        sort=st.none() | st.sampled_from(("person", "institution", "unnamed")),
        since=st.none() | st.sampled_from(("2026", "2026-03-02", "2031-10-08T08:30", "March")),
        until=st.none() | st.sampled_from(("2026-03", "2026-03-02", "2031")),
        tag=st.none() | st.just("checked"),
        rejected=st.booleans(),
    ),
    limit=st.none() | st.integers(1, 20),
)
def test_all_filters_together_have_the_same_answers(both: Both, about: About, limit: int | None) -> None:
    for ask in (said, heard, sources):
        assert outcome(both[0], ask, about, limit) == outcome(both[1], ask, about, limit)


def outcome(store: Store, ask: Callable[..., Answers[Any]], about: About, limit: int | None) -> object:
    try:
        return ask(store, about, limit)
    except QuestionError as error:
        return str(error)


def test_what_tables_do_not_hold_is_not_made_up(both: Both) -> None:
    tables, store = both
    article = said(store)[0].article
    for ask in (lambda: said(tables, About(near=article)), lambda: trace(tables, "deposits")):
        with pytest.raises(ReadOnlyLedgerError, match=r"do not hold what this needs .*sayso scale load"):
            ask()
    with pytest.raises(ReadOnlyLedgerError, match="tables only answer"):
        tables.write()


def test_how_questions_are_gone_about_can_be_seen(both: Both) -> None:
    tables, _store = both
    with tables.read() as connection:
        plan = tables.dialect.plan(connection, select(statements.c.id).limit(3))
    assert any("parquet" in line.casefold() for line in plan)


def reading(number: int, **more: Any) -> Reading:
    told = report(number, **more)
    article = replace(article_from_text(told.pop("text"), source=str(number)), **told)
    return replace(take(article, reader_named("rules")), source=str(number))


def written(folder: Path | str, *chunks: list[Reading | InputError]) -> Storage:
    """Tables as a run leaves them that is cut off before it settles whose each article is."""
    storage = Storage(str(folder))
    storage.claim(reader_named("rules").version)
    for number, results in enumerate(chunks):
        write(f"{number:016x}-000000", storage, results)
    return storage


def test_only_chunks_that_are_done_count_and_each_article_once(tmp_path: Path) -> None:
    storage = written(tmp_path / "out", [reading(1), reading(2)], [reading(2), reading(3)], [reading(1)])
    half = tmp_path / "out" / "statements" / "day=2026-03-02" / "ffffffffffffffff-000000.parquet"
    half.write_bytes(b"PAR1 and then the power went")
    with Store.open(tmp_path / "a.db") as store, Tables.open(str(tmp_path / "out")) as tables:
        assert load(storage, store) == 3
        for ask in (said, heard, sources, figures, timeline):
            assert ask(tables) == ask(store)
        assert {row.what: row.count for row in stats(tables)}["articles"] == 3


def test_of_an_article_that_is_there_twice_the_first_has_the_word(tmp_path: Path) -> None:
    storage = written(tmp_path / "out", [reading(1, outlet=None)], [reading(1)])
    with Store.open(tmp_path / "a.db") as store, Tables.open(str(tmp_path / "out")) as tables:
        load(storage, store)
        assert [row.outlet for row in sources(store)] == ["Orsk Lantern"]
        assert [row.outlet for row in sources(tables)] == [None]


def test_case_is_put_aside_in_all_letters(tmp_path: Path) -> None:
    storage = written(tmp_path / "out", [reading(1, outlet="Échos d'Örsk")])
    with Store.open(tmp_path / "a.db") as store, Tables.open(str(tmp_path / "out")) as tables:
        load(storage, store)
        assert [bool(sources(one, About(outlet="échos d'ö"))) for one in (tables, store)] == [True, False]


def test_a_run_in_which_nothing_could_be_read_answers_too(tmp_path: Path) -> None:
    written(tmp_path / "out", [InputError("a.txt", "it is empty")], [InputError("a.txt", "it is empty")])
    with Tables.open(str(tmp_path / "out")) as tables:
        for ask in (said, heard, sources, figures, timeline, unresolved):
            assert not ask(tables)
        assert {row.what: row.count for row in stats(tables)}["problems"] == 1


def test_far_tables_are_asked_through_fsspec(tmp_path: Path) -> None:
    far, near = "memory://asking/out", str(tmp_path / "out")
    for output in (far, near):
        written(output, [reading(1), reading(2)], [reading(3)])
    with Tables.open(far) as tables, Tables.open(near) as wanted:
        for ask in (said, heard, figures, timeline):
            assert ask(tables) == ask(wanted)
        assert len(said(tables, About(words="ferry"))) > 0


def test_what_cannot_be_asked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutputError, match="no tables of sayso scale run here"):
        Tables.open(str(tmp_path))
    output = tmp_path / "out"
    storage = written(output, [reading(1)])
    [path] = output.glob("statements/*/*.parquet")
    path.write_bytes(b"PAR1, but no more")
    with pytest.raises(LedgerError, match=r"out: its tables cannot be read"):
        Tables.open(str(output))
    path.unlink()
    with pytest.raises(LedgerError, match=r"out: its tables cannot be read"):
        Tables.open(str(output))
    (output / RUN).write_text(json.dumps({"format": "sayso.tables/1", "reader": {}}), "utf-8")
    for act in (lambda: Tables.open(str(output)), lambda: storage.claim(reader_named("rules").version)):
        with pytest.raises(OutputError, match=r"another version of Sayso wrote these tables \(sayso.tables/1"):
            act()
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingLibraryError, match=r"pip install 'sayso\[scale\]'"):
        Tables.open(str(output))


def test_a_file_that_goes_while_it_is_asked_is_told(tmp_path: Path) -> None:
    written(tmp_path / "out", [reading(1)])
    with Tables.open(str(tmp_path / "out")) as tables:
        [path] = (tmp_path / "out").glob("statements/*/*.parquet")
        path.unlink()
        with pytest.raises(LedgerError, match=r"cannot be read .* ask again when it has ended"):
            said(tables)


ENDINGS = """
    s es ies ed ied ing y ly ally ational tional ation ator ative ability ibility able ible ance ence ency er izer
    ization alism ality iveness ivity fulness ful ousness ousli ment ness icate iciti ical ology logi e ee bb ll
""".split()


@given(st.lists(st.from_regex("[a-z]{1,4}", fullmatch=True), min_size=1, max_size=2).map("".join),
       st.lists(st.sampled_from(ENDINGS), max_size=3).map("".join))  # fmt: skip
@example("cap", "ability")
@example("happ", "y")
@example("ag", "ency")
def test_a_word_begins_with_its_stem_but_for_a_letter(root: str, ending: str) -> None:
    [stem] = Finder().stems(root + ending)
    assert (root + ending).startswith(stem[:-1] or stem)


def test_letters_are_folded_as_the_ledgers_search_folds_them() -> None:
    """Each letter, digit and mark that FTS5 takes for another is that to DuckDB too, and no other is in A to Z."""
    letters = [c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] in "LNM"]
    finder = Finder()
    finder._put(letters)
    folded = {letters[n]: term for term, n in finder._database.execute("SELECT term, doc FROM stems")}

    def fold(column: str) -> str:
        return f"translate(strip_accents(lower({column})), '{finding._FOLDED[0]}', '{finding._FOLDED[1]}')"

    others = [(one, other) for one, other in folded.items() if one != other]
    selves = [one for one, other in folded.items() if one == other and not one.isascii()]
    assert len(others) > 1000 < len(selves)
    with duckdb.connect() as database:
        table = pyarrow.table({"one": [one for one, _ in others], "other": [other for _, other in others]})
        told_apart = f"SELECT one, other FROM folds WHERE {fold('one')} <> {fold('other')}"
        assert database.register("folds", table).execute(told_apart).fetchall() == []
        table = pyarrow.table({"one": selves})
        plain = "SELECT one FROM plain WHERE regexp_matches(lower(one), '[ -~]')"
        assert database.register("plain", table).execute(plain).fetchall() == []


ASKED = (
    "search ferry", "who falk", "said lindqvist --about ferry", "timeline", "figures", "speakers",
    "sources --format csv", "unresolved --format jsonl", "search ferry --stance denies --format json",
)  # fmt: skip


def test_the_command_line_asks_tables_as_it_asks_a_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    as_lines(tmp_path / "in.jsonl", [report(n) for n in range(9)])

    def told(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments)

    assert told("scale", "run", "in.jsonl", "--output", "tables", "--reader", "rules", "--jobs", "1").exit_code == 0
    assert told("scale", "load", "tables", "--ledger", "a.db").exit_code == 0
    for verb in ASKED:
        asked, wanted = (told(*verb.split(), "--ledger", place) for place in ("tables", "a.db"))
        assert (asked.exit_code, asked.stdout, asked.stderr) == (0, wanted.stdout, wanted.stderr), verb
    refused = told("show", "abcd", "--ledger", "tables")
    assert str(refused.exception) == (
        "tables: these are the tables of a run, which answer questions and no more; put them into a ledger:"
        " sayso scale load tables --ledger sayso.db"
    )


def test_a_program_that_asks_tables_ends_without_a_word(tmp_path: Path) -> None:
    run([as_lines(tmp_path / "a.jsonl", [report(0)])], Work(str(tmp_path / "out"), "rules"), jobs=1)
    asked = [sys.executable, "-m", "sayso", "stats", "--ledger", str(tmp_path / "out")]
    ended = subprocess.run(asked, capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
