"""The same reading over many articles: tables equal to `sayso read`, whatever dies and is begun again."""

import json
import multiprocessing
import os
import signal
from pathlib import Path

import pytest

from sayso.errors import InputError, OutputError
from sayso.reading.many import reader_named
from sayso.scale.engines import Local
from sayso.scale.inputs import listed
from sayso.scale.loading import readings_of
from sayso.scale.run import Progress, run
from sayso.scale.settled import Summary, settled
from sayso.scale.storage import Storage
from sayso.scale.tasks import Place, Task, Work, items_of, read_item
from sayso.scale.watched import Watched
from tests.ledgers import story
from tests.processes import Child
from tests.scaling import WHOLE, Deadly, as_lines, contents, driven, inputs_in, report


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return inputs_in(tmp_path_factory.mktemp("scale") / "in")


@pytest.fixture(scope="module")
def undisturbed(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the tables hold when nothing goes wrong."""
    output = str(tmp_path_factory.mktemp("undisturbed"))
    assert run(inputs, Work(output, "rules", chunk=3), jobs=1) == WHOLE
    return contents(Storage(output))


def test_tables_hold_what_reading_gives_each_article_once(
    tmp_path: Path, inputs: list[str], undisturbed: dict[str, list[str]]
) -> None:
    output, told = tmp_path / "out", list[Progress]()
    summary = run(inputs, Work(str(output), "rules", chunk=3), jobs=2, tell=told.append)
    assert (summary, contents(Storage(str(output)))) == (WHOLE, undisturbed)
    assert (told[-1].share, told[-1].articles, told[-1].problems, told[-1].left) == (1.0, 31, 3, 0)
    assert sorted(p.name for p in (output / "statements").iterdir())[:2] == ["day=2026-03-01", "day=2026-03-02"]

    work, reader = Work("", "rules"), reader_named("rules")
    alone = [read_item(i, reader) for one in listed(inputs, {}, 3).inputs for i in items_of(one, work, Place(one))]
    found = {reading.article.id: reading for reading in readings_of(Storage(str(output)))}
    read = {r.article.id: r for r in alone if not isinstance(r, InputError)}
    assert {k: r.statements for k, r in found.items()} == {k: r.statements for k, r in read.items()}
    assert {r.source for r in found.values()} < {r.source for r in alone if not isinstance(r, InputError)}


def test_a_second_run_reads_nothing_and_changes_nothing(
    tmp_path: Path, inputs: list[str], undisturbed: dict[str, list[str]]
) -> None:
    output, told = str(tmp_path), list[Progress]()
    run(inputs, Work(output, "rules", chunk=3), jobs=1)
    again = run(inputs, Work(output, "rules", chunk=3), jobs=1, tell=told.append)
    assert (told, again, contents(Storage(output))) == ([], WHOLE, undisturbed)


def test_a_killed_driver_is_begun_again(tmp_path: Path, inputs: list[str], undisturbed: dict[str, list[str]]) -> None:
    output = str(tmp_path)
    child = Child(driven, inputs, output)
    while not list(tmp_path.glob("_chunks/*.json")):
        os.sched_yield()
    child.kill()
    assert driven(inputs, output) == WHOLE
    assert contents(Storage(output)) == undisturbed


def test_a_killed_worker_is_replaced(tmp_path: Path, inputs: list[str], undisturbed: dict[str, list[str]]) -> None:
    killed = list[int]()

    def kill_one(_told: Progress) -> None:
        if not killed:
            for child in multiprocessing.active_children()[:1]:
                os.kill(child.pid or 0, signal.SIGKILL)
                killed.append(child.pid or 0)

    assert run(inputs, Work(str(tmp_path), "rules", chunk=3), jobs=2, tell=kill_one) == WHOLE
    assert killed
    assert contents(Storage(str(tmp_path))) == undisturbed


def test_what_ends_processes_and_what_is_no_article_is_put_aside_and_the_rest_is_there(tmp_path: Path) -> None:
    rows = [report(n) for n in range(100)]
    rows[40] = report(40, text="Kill the lights, the mayor of Port Orsk said on Monday to all who were there.")
    poisoned = as_lines(tmp_path / "a.jsonl", rows)
    work = Work(str(tmp_path / "out"), Deadly(), chunk=10)
    summary = run([poisoned], work, jobs=2)
    found = [json.loads(row) for row in contents(work.storage)["problems"]]
    assert (summary.articles, summary.problems) == (99, 1)
    why = "the process that read it ended twice; please report this"
    assert found == [{"source": f"{poisoned}#41", "kind": "InputError", "why": why}]


def test_what_takes_all_day_is_put_aside(tmp_path: Path) -> None:
    rows = [report(0), report(1, text="Stuck in the mud, the ferry stayed where it was, the harbour master said.")]
    [one] = listed([as_lines(tmp_path / "a.jsonl", rows)], {}, 3).inputs
    with Watched(Work(str(tmp_path / "out"), Deadly(), chunk=3), patience=3) as watched:
        steps = list(watched.do(Task(one)))
    assert [(s.marker.problems, len(s.marker.articles)) for s in steps if s.marker] == [(1, 1)]


def test_what_cannot_be_had_is_a_problem_until_it_can(tmp_path: Path) -> None:
    work = Work(str(tmp_path / "out"), "rules")
    path = tmp_path / "late.jsonl"
    assert run([str(path)], work, jobs=1) == Summary(chunks=1, problems=1)
    as_lines(path, [report(0), report(1)])
    assert run([str(path)], work, jobs=1) == Summary(chunks=1, articles=2, statements=15)
    assert contents(work.storage)["problems"] == []


def test_an_article_goes_to_the_first_chunk_however_few_are_held_in_memory(tmp_path: Path) -> None:
    work = Work(str(tmp_path / "out"), "rules", chunk=2)
    paths = [as_lines(tmp_path / f"{n}.jsonl", [report(1), report(n)]) for n in (2, 3, 4)]
    work.storage.claim(work.attributor.version)
    with Watched(work) as watched:
        for one in listed(paths, {}, 2).inputs:
            list(watched.do(Task(one)))
    assert settled(work.storage, at_once=2) == Summary(chunks=3, articles=4, statements=27, problems=0, again=2)
    assert [len(marker.articles) for marker in work.storage.markers()] == [2, 1, 1]


def test_tables_are_of_one_reader(tmp_path: Path) -> None:
    source = as_lines(tmp_path / "a.jsonl", [report(0)])
    run([source], Work(str(tmp_path / "out"), "rules"), jobs=1)
    with pytest.raises(OutputError, match=r"holds what sayso-rules .* read; give another --output to deadly 1"):
        run([source], Work(str(tmp_path / "out"), Deadly()), jobs=1)


def test_what_cannot_be_written_ends_the_run_and_is_told(tmp_path: Path) -> None:
    source = as_lines(tmp_path / "a.jsonl", [report(0)])
    work = Work(str(tmp_path / "out"), "rules")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "articles").write_text("a file where a folder should be")
    with pytest.raises(OutputError, match="cannot be written"):
        list(Local(1).do(work, [Task(one) for one in listed([source], {}, 200).inputs]))


def test_a_number_beyond_all_bounds_is_kept(tmp_path: Path) -> None:
    text = "At least 672138506081275904 people were killed, Joren Falk said. " + story(1)
    source = as_lines(tmp_path / "a.jsonl", [{"text": text}])
    run([source], Work(str(tmp_path / "out"), "rules"), jobs=1)
    assert next(Storage(str(tmp_path / "out")).rows("figures"))["low"] == 6.721385060812759e17
