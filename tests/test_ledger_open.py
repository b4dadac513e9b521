import builtins
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas
import pyarrow
import pytest

import sayso
from sayso.errors import MissingLibraryError, NoLedgerError, QuestionError
from sayso.ledger.adding import Outcome, Summary
from sayso.questions.statements import Said
from sayso.sources.fetch import Manners
from tests.loopback import answer, served

DENIAL = "Mayor Ada Lindqvist reportedly denied that the ferry had left too early."
TOLL = "Harbour master Joren Falk said that at least 12 people were missing."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(DENIAL)
    (folder / "b.txt").write_text(TOLL)
    return folder


def test_a_folder_is_added_and_asked(place: str, reports: Path) -> None:
    with sayso.open(place) as ledger:
        assert ledger.add(reports, reader="rules") == Summary(added=2, statements=2)
        assert ledger.add(reports, reader="rules") == Summary(known=2)
        denial, _toll = sorted(ledger.readings(), key=lambda r: str(r.source))
        expected = Said(
            id=denial.statements[0].id, speaker="Ada Lindqvist", person=None, sort="person",
            source="Mayor Ada Lindqvist", cue="reportedly denied", content="that the ferry had left too early",
            kind="indirect", stance="denies", hedges=("hearsay",), said_at=None, verdict=None, outlet=None,
            published=None, title=None, url=None, article=denial.article.id,
        )  # fmt: skip
        assert list(ledger.statements(who="Lindqvist")) == [expected]
        assert [s.speaker for s in ledger.statements()] == ["Joren Falk", "Ada Lindqvist"]
        few = ledger.statements(limit=1)
        assert ([s.speaker for s in few], few.more) == (["Joren Falk"], True)
        with pytest.raises(QuestionError, match="'soon' is no date"):
            ledger.statements(since="soon")
        assert (ledger.problems(), ledger.verdicts(), ledger.check()) == ([], [], [])
        assert len(ledger.versions(str(reports / "a.txt"))) == 1
        assert ledger.link_people() == 2
        assert len({s.person for s in ledger.statements()} - {None}) == 2
        assert ledger.reread("rules") == Summary()
        assert ledger.prune() == 0
    with pytest.raises(NoLedgerError, match="there is no ledger here"):
        sayso.open(reports / "none.db", create=False)


def test_statements_go_on_in_other_tools(place: str, reports: Path) -> None:
    with sayso.open(place) as ledger:
        ledger.add(reports, reader="rules")
        found = ledger.statements(words="ferry")
        frame, table = found.to_pandas(), found.to_arrow()
        assert isinstance(frame, pandas.DataFrame)
        assert isinstance(table, pyarrow.Table)
        assert frame[["speaker", "stance"]].to_dict("records") == [{"speaker": "Ada Lindqvist", "stance": "denies"}]
        assert table.select(["speaker", "hedges"]).to_pylist() == [{"speaker": "Ada Lindqvist", "hedges": ["hearsay"]}]
        assert found.to_dicts()[0]["cue"] == "reportedly denied"
        none = ledger.statements(words="bridge")
        assert list(none.to_pandas().columns) == none.to_arrow().column_names == none.columns


@pytest.mark.parametrize(
    ("library", "method", "command"),
    [
        ("pandas", "to_pandas", "pip install 'sayso[pandas]'"),
        ("pyarrow", "to_arrow", "pip install 'sayso[parquet]'"),
    ],
)
def test_a_missing_library_is_told_with_the_command_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, method: str, command: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with sayso.open(tmp_path / "sayso.db") as ledger, pytest.raises(MissingLibraryError) as caught:
        getattr(ledger.statements(), method)()
    assert str(caught.value).endswith(f"which is missing; install it: {command}")


def test_each_outcome_is_told_as_it_comes(tmp_path: Path, reports: Path) -> None:
    (reports / "c.txt").write_bytes(bytes(range(256)) * 8)
    told: list[Outcome] = []
    with sayso.open(tmp_path / "sayso.db") as ledger:
        summary = ledger.add(reports, tmp_path / "*.none", reader="rules", tell=told.append)
        assert str(summary) == "2 new, 2 failed; 2 statements"
        assert len(told) == 4
        assert [problem.name for problem in ledger.problems()] == [str(tmp_path / "*.none"), str(reports / "c.txt")]


def test_pages_of_the_web_are_added_too(tmp_path: Path) -> None:
    with served() as site, sayso.open(tmp_path / "sayso.db") as ledger:
        site.pages["/a"] = answer(TOLL, "Content-Type: text/plain")
        refused = ledger.add(site.url("/a"), reader="rules")
        assert refused == Summary(failed=1)
        assert ledger.add(site.url("/a"), reader="rules", manners=Manners(allow_private=True)) == Summary(
            added=1, statements=1
        )
        assert ledger.problems() == []


def loaded(program: str, names: Sequence[str]) -> str:
    program = f"import sys, sayso; {program}; print([n for n in {list(names)!r} if n in sys.modules])"
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_reading_needs_no_database(tmp_path: Path) -> None:
    heavy = ["sqlalchemy", "alembic", "httpcore2", "sayso.ledger", "sayso.opened", "pandas", "pyarrow"]
    assert loaded("sayso.read('The mayor said no.', reader='rules')", heavy) == "[]"
    # A ledger that is there needs no migrations, and no network until an address is met.
    place = str(tmp_path / "sayso.db")
    sayso.open(place).close()
    assert (
        loaded(f"sayso.open({place!r}).close()", ["alembic", "httpcore2", "pandas", "pyarrow", "onnxruntime"]) == "[]"
    )


def test_the_name_open_is_the_packages_alone() -> None:
    from sayso import read

    assert builtins.open is not sayso.open
    assert read("The mayor said no.", reader="rules").article.text == "The mayor said no."
