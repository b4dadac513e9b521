"""The same tables from a Ray cluster, from and to object storage, into a ledger and by the command line."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.cli import cli
from sayso.ledger.readings import all_readings
from sayso.ledger.store import Store
from sayso.questions.filters import About
from sayso.questions.statements import said
from sayso.scale.asking import Tables
from sayso.scale.inputs import filesystem
from sayso.scale.loading import load, readings_of
from sayso.scale.run import Progress, run
from sayso.scale.storage import Storage
from sayso.scale.tasks import Work
from tests.ledgers import story
from tests.scaling import WHOLE, Deadly, as_lines, contents, inputs_in, report

Options = tuple[tuple[str, Any], ...]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return inputs_in(tmp_path_factory.mktemp("scale") / "in")


@pytest.fixture(scope="module")
def undisturbed(inputs: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the tables hold that processes on this machine write."""
    output = str(tmp_path_factory.mktemp("undisturbed"))
    assert run(inputs, Work(output, "rules", chunk=3), jobs=1) == WHOLE
    return contents(Storage(output))


def below(parent: int) -> Iterator[int]:
    """The processes that a process started, and those that these did."""
    for entry in Path("/proc").iterdir():
        try:
            told = (entry / "stat").read_text("utf-8").rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        if int(told[1]) == parent:
            yield int(entry.name)
            yield from below(int(entry.name))


def kill_readers(below_pid: int) -> int:
    """Kill each process in which an actor of Ray watches reading: how many there were."""
    named = [(pid, Path(f"/proc/{pid}/cmdline").read_bytes()) for pid in below(below_pid)]
    found = [pid for pid, line in named if b"_Actor" in line or b"MapWorker" in line]
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    return len(found)


@pytest.mark.filterwarnings("default")
def test_ray_gives_the_same_tables(tmp_path: Path, inputs: list[str], undisturbed: dict[str, list[str]]) -> None:
    pytest.importorskip("ray")
    output = str(tmp_path / "out")
    assert run(inputs, Work(output, "rules", chunk=3), engine="ray", jobs=2) == WHOLE
    assert contents(Storage(output)) == undisturbed


@pytest.mark.filterwarnings("default")
def test_ray_replaces_killed_actors(tmp_path: Path, inputs: list[str], undisturbed: dict[str, list[str]]) -> None:
    pytest.importorskip("ray")
    killed = list[int]()

    def kill_once(_told: Progress) -> None:
        if not killed:
            killed.append(kill_readers(os.getpid()))

    assert run(inputs, Work(str(tmp_path), "rules", chunk=3), engine="ray", jobs=2, tell=kill_once) == WHOLE
    assert killed[0] > 0
    assert contents(Storage(str(tmp_path))) == undisturbed


@pytest.mark.filterwarnings("default")
def test_what_ends_processes_does_not_end_ray(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    rows = [report(n) for n in range(20)]
    rows[7] = report(7, text="Kill the lights, the mayor of Port Orsk said on Monday to all who were there.")
    work = Work(str(tmp_path / "out"), Deadly(), chunk=5)
    summary = run([as_lines(tmp_path / "a.jsonl", rows)], work, engine="ray", jobs=2)
    assert (summary.articles, summary.problems) == (19, 1)


@pytest.fixture
def bucket() -> Iterator[tuple[str, Options]]:
    """A store that speaks S3, with a bucket."""
    server_of = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    server = server_of.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options = (("key", "a"), ("secret", "b"), ("endpoint_url", f"http://{host}:{port}"))
    s3fs.S3FileSystem(**dict(options)).mkdir("news")
    yield "s3://news", options
    server.stop()


@pytest.mark.filterwarnings("default")
def test_object_storage_is_read_and_written(
    inputs: list[str], bucket: tuple[str, Options], undisturbed: dict[str, list[str]]
) -> None:
    address, options = bucket
    fs, _path = filesystem(address, dict(options))
    fs.put(f"{inputs[0]}/", "news/in/", recursive=True)
    work = Work(f"{address}/out", "rules", chunk=3, options=options)
    assert run([f"{address}/in"], work, jobs=1) == WHOLE
    found = contents(work.storage)
    assert {table: len(rows) for table, rows in found.items()} == {t: len(rows) for t, rows in undisturbed.items()}
    with Tables.open(work.output, dict(options)) as tables:
        assert [len(said(tables)), len(said(tables, About(words="ferry"))) > 0] == [WHOLE.statements, True]
    assert run([f"{address}/in"], work, jobs=1) == WHOLE


def test_readings_and_problems_of_a_run_go_into_a_ledger(tmp_path: Path, inputs: list[str]) -> None:
    work = Work(str(tmp_path / "out"), "rules", chunk=3)
    run(inputs, work, jobs=1)
    with Store.open(tmp_path / "a.db") as store:
        assert (load(work.storage, store), load(work.storage, store)) == (30, 0)
        kept = {r.article.id: r.statements for r in all_readings(store)}
    assert kept == {r.article.id: r.statements for r in readings_of(work.storage)}


def test_the_command_line_reads_plans_and_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(story(n), "utf-8")

    def told(*arguments: str) -> str:
        result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    ran = told(
        "scale", "run", "0.txt", "1.txt", "2.txt", "nosuch.txt", "--output", "out", "--reader", "rules", "--jobs", "1"
    )
    assert ran.splitlines()[-1] == "out: 3 articles, 23 statements in 2 chunks; 1 problems (see the table)"
    plan = told("scale", "plan", "0.txt", "--articles", "1000000", "--cores", "16", "--reader", "rules")
    assert plan.startswith("sample: 1 articles of 4")
    assert told("scale", "load", "out", "--ledger", "a.db") == "a.db: 3 readings that were not there before\n"
    assert told("add", "out", "--ledger", "b.db") == "b.db: 3 readings that were not there before\n"
    assert told("add", "out", "--ledger", "b.db") == "b.db: 0 readings that were not there before\n"
