"""The verbs that keep a ledger and ask it, as a person calls them."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso import exports
from sayso.cli import cli, exporting
from sayso.errors import NoLedgerError
from tests.test_questions import DENIAL, FLOOD


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two reports, and no ledger named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    monkeypatch.setenv("SAYSO_NAME", "Ann")
    (tmp_path / "flood.txt").write_text(FLOOD, "utf-8")
    (tmp_path / "denial.txt").write_text(DENIAL, "utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def added() -> None:
    assert run("add", "--reader", "rules", "flood.txt", "denial.txt").exit_code == 0


def id_of(words: str) -> str:
    (row,) = json.loads(run("search", words, "--format", "json").stdout)
    return str(row["id"])


def test_adding_tells_what_became_of_each_input_and_again_changes_nothing() -> None:
    first = run("add", "--reader", "rules", "flood.txt", "denial.txt", "nosuch.txt")
    assert (first.exit_code, first.stdout) == (1, "")
    assert first.stderr == (
        "sayso: nosuch.txt: there is no such file; check the name\n"
        "sayso.db: 2 new, 1 failed; 7 statements\n"
        "see what failed and why with: sayso problems\n"
    )
    again = run("add", "--reader", "rules", "flood.txt", "denial.txt")
    assert (again.exit_code, again.stderr) == (0, "sayso.db: 2 known; 0 statements\n")


def test_what_failed_is_listed_until_it_is_added(here: Path) -> None:
    run("add", "--reader", "rules", "late.txt")
    (row,) = json.loads(run("problems", "--format", "json").stdout)
    assert (row["name"], row["why"], row["times"]) == ("late.txt", "there is no such file; check the name", 1)
    (here / "late.txt").write_text(FLOOD, "utf-8")
    run("add", "--reader", "rules", "late.txt")
    assert run("problems").stderr == "nothing found\n"


def test_a_table_for_people_leaves_out_what_is_nowhere_known() -> None:
    added()
    result = run("search", "checked")
    assert [line.rstrip() for line in result.stdout.splitlines()] == [
        "id         who           said",
        "─" * 55,
        f"{id_of('checked')[:8]}   Ilse Brandt   said: “We checked every bolt,”",
    ]


def test_rows_for_programs() -> None:
    added()
    (row,) = csv.DictReader(io.StringIO(run("said", "Brandt", "--about", "closed", "--format", "csv").stdout))
    assert (row["speaker"], row["cue"], row["content"], row["stance"]) == (
        "Ilse Brandt", "denied", "that the bridge had been closed", "denies",
    )  # fmt: skip
    lines = run("speakers", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["speaker"] for line in lines] == [
        "Ilse Brandt", "Engineers", "Ollerby Post", "report by the Fenwick Institute",
    ]  # fmt: skip


@pytest.mark.parametrize("verb", ["speakers", "timeline", "figures", "unresolved", "sources", "stats", "problems"])
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_every_question_has_every_format(verb: str, form: str) -> None:
    added()
    result = run(verb, "--format", form)
    assert result.exit_code == 0, result.output
    if form == "json":
        assert isinstance(json.loads(result.stdout), list)


def test_a_statement_is_shown_with_what_people_decided() -> None:
    added()
    closed = id_of("closed")
    assert run("review", "correct", closed[:6], "--source", "Ilse van Brandt").stderr == "1 statement: correct\n"
    assert run("review", "note", closed, "--text", "ask her").exit_code == 0
    shown = run("show", closed[:6]).stdout
    assert "Ilse Brandt denied on 5 March 2026 that the bridge had been closed." in shown
    assert "speaker  Ilse van Brandt" in shown
    assert "Ann ask her" in shown
    assert json.loads(run("show", closed, "--format", "json").stdout)["speaker"] == "Ilse van Brandt"
    verdicts = json.loads(run("review", "list", "--format", "json").stdout)
    assert [(v["kind"], v["who"], v["state"]) for v in verdicts] == [
        ("correct", "Ann", "stands"), ("note", "Ann", "stands"),
    ]  # fmt: skip


def test_what_is_rejected_is_left_out_unless_asked_for() -> None:
    added()
    run("review", "reject", id_of("closed"), "--why", "she was misquoted")
    assert run("search", "closed").stdout == ""
    assert "(rejected)" in run("search", "closed", "--rejected").stdout


def test_two_names_become_one_speaker_and_one_statement_another_s() -> None:
    added()
    run("review", "merge", "Ollerby Post", "--into", "The Post")
    assert "The Post" in run("speakers").stdout
    run("review", "split", id_of("closed"), "--into", "Inge Brandt")
    assert json.loads(run("said", "Inge Brandt", "--format", "json").stdout)[0]["source"] == "Ilse Brandt"


def test_a_ledger_that_is_well_says_so() -> None:
    added()
    result = run("doctor")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "all is well\n")


@pytest.mark.parametrize("verb", [["search", "x"], ["show", "abcd"], ["review", "list"], ["doctor"]])
def test_questions_make_no_ledger(here: Path, verb: list[str]) -> None:
    with pytest.raises(NoLedgerError, match="there is no ledger here; make one with: sayso add, or name another"):
        CliRunner().invoke(cli, verb, catch_exceptions=False)
    assert not (here / "sayso.db").exists()


def test_a_page_that_changed_is_told_by_its_statements(here: Path) -> None:
    added()
    (here / "denial.txt").write_text(DENIAL.replace("denied", "confirmed"), "utf-8")
    run("add", "--reader", "rules", "denial.txt")
    assert run("versions").stdout == "denial.txt\n"
    told = run("versions", "denial.txt").stdout.splitlines()
    assert [line.strip() for line in told if line.startswith("  ")] == [
        "reworded: Ilse Brandt denied: that the bridge had been closed → "
        "Ilse Brandt confirmed: that the bridge had been closed"
    ]


def test_every_export_can_be_asked_for_and_is_the_same_twice(here: Path) -> None:
    assert tuple(exports.FORMATS) == exporting.FORMATS
    added()
    for name, form in exports.FORMATS.items():
        target = here / f"out{form.suffix}"
        assert run("export", "--format", name, "--out", str(target)).exit_code == 0, name
        assert run("export", "--format", name).stdout_bytes == target.read_bytes(), name
        assert target.stat().st_size > 0, name
