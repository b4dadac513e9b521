"""The same reading over many articles: tables equal to `sayso read`, whatever dies and is begun again."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from sayso.cli import cli
from sayso.errors import InputError
from sayso.ledger.readings import all_readings
from sayso.ledger.store import Store
from sayso.reading.many import reader_named
from sayso.scale.chunks import chunked, read_item, written
from sayso.scale.engines import Work, local
from sayso.scale.run import Summary, load, readings_of, run, settled
from sayso.scale.storage import Storage
from sayso.sources.found import About, Found
from tests.ledgers import story
from tests.processes import Child

pytest.importorskip("fsspec")


def items(count: int = 12) -> list[Found | InputError]:
    """Reports on several days, one of them twice, one that is no text, and one that could not be had."""
    found: list[Found | InputError] = [
        Found(
            f"{n:02}.txt",
            story(n).encode(),
            "text/plain",
            given=About(published=f"2026-03-{1 + n % 3:02}", outlet="Post"),
        )
        for n in range(count)
    ]
    found.insert(
        4, Found("twice.txt", story(1).encode(), "text/plain", given=About(published="2026-03-02", outlet="Post"))
    )
    found.insert(7, Found("picture.txt", bytes(range(256)) * 8, "text/plain"))
    found.append(InputError("gone.txt", "there is no such file"))
    return found


def tables(address: str) -> dict[str, list[str]]:
    """All rows of all tables, in an order of their own."""
    storage = Storage(address)
    names = ("articles", "statements", "figures", "moments", "places", "problems")
    return {name: sorted(json.dumps(row, sort_keys=True) for row in storage.rows(name)) for name in names}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the tables hold when nothing goes wrong."""
    output = str(tmp_path_factory.mktemp("undisturbed") / "out")
    run(items(), Work(output, "rules"), jobs=1, most=4)
    return tables(output)


def test_tables_hold_what_reading_gives_each_article_once(tmp_path: Path) -> None:
    output = str(tmp_path / "out")
    told: list[int] = []
    summary = run(items(), Work(output, "rules"), jobs=2, most=4, tell=lambda marker: told.append(len(marker.articles)))
    assert summary == Summary(chunks=4, articles=12, statements=80, problems=2, again=1)
    assert sum(told) == 13
    reader = reader_named("rules")
    alone = {r.article.id: r for i in items() if not isinstance(r := read_item(i, reader), InputError)}
    found = {reading.article.id: reading for reading in readings_of(Storage(output))}
    assert {k: r.to_dict() for k, r in found.items()} == {
        k: alone[k].to_dict() | {"source": found[k].source} for k in alone
    }
    assert sorted(p.parent.name for p in (tmp_path / "out" / "statements").glob("*/*.parquet"))[0] == "day=2026-03-01"


def test_a_second_run_reads_nothing_and_changes_nothing(tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    output = str(tmp_path / "out")
    run(items(), Work(output, "rules"), jobs=1, most=4)
    told: list[Any] = []
    again = run(items(), Work(output, "rules"), jobs=1, most=4, tell=told.append)
    assert (told, again.articles, tables(output)) == ([], 12, undisturbed)


def driven(output: str) -> int:
    """A run as a process of its own."""
    return run(items(), Work(output, "rules"), jobs=2, most=4).articles


def workers() -> set[int]:
    """The processes of this user that were started to read chunks."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, where = (folder / "cmdline").read_bytes(), (folder / "cwd").readlink()
        except OSError:
            continue
        if b"multiprocessing.spawn" in command and where == Path.cwd():
            found.add(int(folder.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="looks for processes in /proc")
def test_a_killed_driver_is_begun_again(tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    output = str(tmp_path / "out")
    child = Child(driven, output)
    markers = tmp_path / "out" / "_chunks"
    while not (markers.exists() and list(markers.glob("*.json"))):
        os.sched_yield()
    before = workers()
    assert before
    child.kill()
    while workers() & before:
        os.sched_yield()
    assert run(items(), Work(output, "rules"), jobs=1, most=4).articles == 12
    assert tables(output) == undisturbed


class Deadly(Work):
    """Work that one article ends with its process, as a fault in a library would."""

    def read(self, item: Found | InputError) -> Any:
        if item.name == "03.txt" if isinstance(item, Found) else False:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().read(item)


def test_what_ends_a_process_is_put_aside_and_the_rest_is_there(
    tmp_path: Path, undisturbed: dict[str, list[str]]
) -> None:
    output = str(tmp_path / "out")
    markers = list(local(Deadly(output, "rules"), chunked(items(), 4), 2))
    found = tables(output)
    assert sum(len(marker.articles) for marker in markers) == 12
    (problem,) = set(found["problems"]) - set(undisturbed["problems"])
    assert json.loads(problem) == {
        "kind": "InputError", "source": "03.txt", "why": "03.txt: the process that read it ended; please report this",
    }  # fmt: skip


def test_a_killed_worker_is_replaced(tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    output = str(tmp_path / "out")
    killed = []

    def kill_one(_marker: Any) -> None:
        if not killed:
            import multiprocessing

            for child in multiprocessing.active_children()[:1]:
                os.kill(child.pid or 0, signal.SIGKILL)
                killed.append(child.pid)

    assert run(items(), Work(output, "rules"), jobs=2, most=2, tell=kill_one).articles == 12
    assert killed
    assert tables(output) == undisturbed


@pytest.fixture(scope="module")
def bucket() -> Iterator[tuple[str, tuple[tuple[str, Any], ...]]]:
    """A folder in an S3-compatible store that really runs, on loopback."""
    server_of = pytest.importorskip("moto.server")
    s3fs = pytest.importorskip("s3fs")
    server = server_of.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options = (("key", "a"), ("secret", "b"), ("client_kwargs", {"endpoint_url": f"http://{host}:{port}"}))
    s3fs.S3FileSystem(**dict(options)).mkdir("news")
    yield "s3://news/out", options
    server.stop()


@pytest.mark.filterwarnings("default")
def test_tables_go_to_object_storage(bucket: tuple[str, Any], undisturbed: dict[str, list[str]]) -> None:
    address, options = bucket
    storage = Storage(address, dict(options))
    for chunk in chunked(items(), 4):
        written(chunk, storage, map(Work(address, "rules").read, chunk.items))
    assert settled(storage).articles == 12
    assert sorted(json.dumps(row, sort_keys=True) for row in storage.rows("articles")) == undisturbed["articles"]


@pytest.mark.filterwarnings("default")
def test_ray_gives_the_same_tables(tmp_path: Path, undisturbed: dict[str, list[str]]) -> None:
    pytest.importorskip("ray")
    output = str(tmp_path / "out")
    assert run(items(), Work(output, "rules"), engine="ray", jobs=2, most=4).articles == 12
    assert tables(output) == undisturbed


def test_a_number_beyond_all_bounds_is_kept(tmp_path: Path) -> None:
    item = Found("a.txt", b"At least 672138506081275904 people were killed, Joren Falk said.", "text/plain")
    run([item], Work(str(tmp_path), "rules"), jobs=1)
    assert [row["low"] for row in Storage(str(tmp_path)).rows("figures")] == [6.721385060812759e17]


def test_readings_of_a_run_go_into_a_ledger(tmp_path: Path) -> None:
    output = str(tmp_path / "out")
    run(items(), Work(output, "rules"), jobs=1, most=4)
    with Store.open(tmp_path / "a.db") as store:
        assert (load(Storage(output), store), load(Storage(output), store)) == (12, 0)
        kept = {r.article.id: r.statements for r in all_readings(store)}
    assert kept == {r.article.id: r.statements for r in readings_of(Storage(output))}


def test_the_command_line_reads_plans_and_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(story(n), "utf-8")
    inputs = ("0.txt", "1.txt", "2.txt", "nosuch.txt")
    ran = CliRunner().invoke(cli, ["scale", "run", *inputs, "--output", "out", "--reader", "rules", "--jobs", "1"])
    assert (ran.exit_code, ran.stderr) == (
        0,
        "out: 3 articles, 23 statements in 1 chunks; 1 problems (see the table)\n",
    )
    planned = CliRunner().invoke(
        cli, ["scale", "plan", "0.txt", "--articles", "1000000", "--cores", "8", "--reader", "rules"]
    )
    assert planned.stdout.startswith("sample: 1 articles of 4")
    loaded = CliRunner().invoke(cli, ["scale", "load", "out", "--ledger", "a.db"])
    assert loaded.stderr == "a.db: 3 readings that were not there before\n"
    assert "nothing in the sample can be read" in str(
        CliRunner().invoke(cli, ["scale", "plan", "nosuch.txt", "--articles", "9"]).exception
    )
