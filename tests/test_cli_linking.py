"""Linking a ledger and asking what articles have in common, as a person calls it."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sayso.cli import FAMILIES, cli
from tests.ferry_story import ARTICLES


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the ferry story as JSON lines, and no ledger named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)
    monkeypatch.setenv("SAYSO_NAME", "Ann")
    monkeypatch.setenv("COLUMNS", "200")
    rows = [{"text": text, "outlet": outlet, "published": published} for text, outlet, published in ARTICLES.values()]
    (tmp_path / "ferry.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def linked() -> None:
    assert run("add", "--reader", "rules", "--link", "ferry.jsonl").exit_code == 0


def test_linking_tells_how_much_it_did_and_then_has_nothing_to_do() -> None:
    run("add", "--reader", "rules", "ferry.jsonl")
    assert run("link").stderr == "7 articles linked; 14 speakers are somebody else than before\n"
    assert run("link").stderr == "0 articles linked; 0 speakers are somebody else than before\n"


def test_adding_can_link_at_once() -> None:
    result = run("add", "--reader", "rules", "--link", "ferry.jsonl")
    assert result.stderr.splitlines() == [
        "7 articles linked; 14 speakers are somebody else than before", "sayso.db: 7 new; 19 statements",
    ]  # fmt: skip


def test_a_question_tells_what_it_leaves_out() -> None:
    run("add", "--reader", "rules", "ferry.jsonl")
    result = run("origins")
    assert (result.stdout, result.stderr) == (
        "", "7 articles are not linked yet; to link what is new: sayso link\nnothing found\n",
    )  # fmt: skip
    assert (run("trace", "ferry").exit_code, run("trace", "ferry").stdout) == (1, "")


def test_a_trace_is_a_tree() -> None:
    linked()
    link = {row["here"]["outlet"]: row["id"] for row in json.loads(run("origins", "--format", "json").stdout)}
    lost = {row["here"]["words"]: row["id"] for row in json.loads(run("drift", "--format", "json").stdout)}
    lines = [line.rstrip() for line in run("trace", "killed", "Sunday night", "Merrow").stdout.splitlines()]
    first = "TARN POINT (Osmark Wire) - At least 14 people were killed when the ferry Lady Merrow sank off Tarn Point"
    reworded = "A total of 14 people were killed when the Lady Merrow ferry sank off Tarn Point on Sunday night."
    assert lines == [
        f"“{first} on Sunday night”: 3 articles, 1 independent origin",
        "└── Osmark Wire  2031-03-02",
        f"    coast guard: {first} on Sunday night",
        f"    ├── Northern Star  2031-03-03  copied ({link['Northern Star'][:8]})",
        f"    │   coast guard: {first} on Sunday night",
        f"    └── Daily Lantern  2031-03-03  partly copied ({link['Daily Lantern'][:8]})",
        f"        Daily Lantern: {reworded}",
        f"        source dropped ({lost[reworded][:8]}): the origin has it from “the coast guard”, the copy says it"
        " itself",
        f"        bound lost ({lost['14 people'][:8]}): “At least 14 people” became “14 people”: 'at least' is gone",
    ]  # fmt: skip


def test_links_are_shown_with_both_passages_and_undone() -> None:
    linked()
    (row,) = json.loads(run("disputes", "--format", "json").stdout)
    assert (
        run("disputes").stdout.splitlines()[0] == f"{row['id'][:8]}  denial: Merrow Lines denies what Ilse Varga says"
    )
    assert run("review", "unlink", row["id"][:8], "--why", "he meant the stern door").stderr == "1 link: reject\n"
    assert run("disputes").stderr == "nothing found\n"
    assert run("disputes", "--rejected").exit_code == 0
    assert run("review", "relink", row["id"][:8]).stderr == "1 link: confirm\n"
    assert json.loads(run("disputes", "--format", "json").stdout) == [row]


def test_a_series_is_a_table() -> None:
    linked()
    result = run("series", "killed", "--limit", "1")
    head, _line, *rows = result.stdout.splitlines()
    assert head.split() == ["of", "since", "value", "words", "on", "whose", "word", "change", "outlet"]
    assert [row.split()[:4] for row in rows[:2]] == [
        ["0:", "dead", "2031-03-02", "14"], ["0:", "dead", "2031-03-02", "14"],
    ]  # fmt: skip
    assert result.stderr == "these are the first 8; see more with --limit\n"


@pytest.mark.parametrize("family", FAMILIES)
def test_every_verb_is_found_in_its_family(family: str) -> None:
    verbs = [verb.name for verb in import_module(f"sayso.cli.{family}").VERBS]
    assert verbs == FAMILIES[family].split()
