"""Power cuts, full disks and several at once: what was told of is kept, and the rest can be added again."""

import random
import resource
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import LedgerFullError, NoLedgerError
from sayso.ledger.adding import Added, take_in
from sayso.ledger.doctor import examine
from sayso.ledger.store import Store
from sayso.reading.many import reader_named
from sayso.sources.found import Settings
from tests.ledgers import add, dump, newsroom, offline
from tests.processes import Child

COUNT = 100
KILLS = 20


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports, one of them twice, a table, and inputs that cannot be added."""
    return newsroom(tmp_path_factory.mktemp("news") / "room", COUNT)


@pytest.fixture(scope="module")
def undisturbed(news: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a ledger holds after one run that nothing disturbed."""
    place = str(tmp_path_factory.mktemp("undisturbed") / "sayso.db")
    add(place, news)
    return dump(place)


def adding(place: str, folders: list[str]) -> Iterator[str]:
    """Adds folders, and tells of each new article."""
    yield "begun"
    with Store.open(place) as store:
        for outcome in take_in(store, folders, Settings(), offline, reader_named("rules")):
            if isinstance(outcome, Added) and outcome.what != "known":
                yield outcome.name


def well(place: str) -> bool:
    """Whether the ledger opens, if it is there at all, and the doctor finds nothing."""
    try:
        with Store.open(place, create=False) as store:
            return list(examine(store)) == []
    except NoLedgerError:
        return True  # killed before there was one


def test_killed_at_any_moment_it_opens_and_goes_on_to_the_same_end(place: str, news: Path, undisturbed: str) -> None:
    dice = random.Random(20)
    for kill in range(KILLS):
        child = Child(adding, place, [str(news)])
        # Some while the ledger is made; the others after so many articles, and then somewhere within the next:
        # parsed, read, half written or just told of.
        making = kill < 4
        child.wait_for(1 if making else 1 + dice.randint(0, 2 * COUNT // KILLS))
        for _spin in range(dice.randint(0, 3_000_000 if making else 200_000)):
            pass
        child.kill()
        assert well(place)
    add(place, news)
    assert dump(place) == undisturbed
    assert well(place)


def test_adding_twice_changes_nothing(place: str, news: Path, undisturbed: str) -> None:
    first = add(place, news)
    assert dump(place) == undisturbed
    second = add(place, news)
    assert dump(place) == undisturbed
    failed = [line for line in first if ": " in line]
    assert [line for line in second if not line.endswith("known 0")] == failed
    assert len(failed) == 3


def test_two_processes_at_once_lose_nothing(place: str, news: Path, tmp_path: Path) -> None:
    halves = [tmp_path / "1", tmp_path / "2"]
    for half, odd in zip(halves, (0, 1), strict=True):
        half.mkdir()
        for n in range(odd, 60, 2):
            (half / f"{n:03}.txt").write_bytes((news / f"{n:03}.txt").read_bytes())
    both = list(map(str, halves))
    children = [Child(run, place, both), Child(run, place, both[::-1])]
    assert [child.result() for child in children] == [60, 60]
    alone = str(tmp_path / "alone.db")
    add(alone, *halves)
    assert dump(place) == dump(alone)
    assert well(place)


def run(place: str, folders: list[str]) -> int:
    """Adds folders to the end: how many inputs there were."""
    with Store.open(place) as store:
        return len(list(take_in(store, folders, Settings(), offline, reader_named("rules"))))


def run_with_little_room(place: str, folders: list[str], room: int) -> int:
    """Adds folders where no file may grow beyond a size, which is how a full disk looks."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    return run(place, folders)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path, news: Path, undisturbed: str) -> None:
    place = str(tmp_path / "sayso.db")
    with pytest.raises(LedgerFullError) as caught:
        Child(run_with_little_room, place, [str(news)], 1_000_000).result()
    assert caught.value.why.partition(" (")[0] == (
        "its disk is full, or limits a file's size; make room, and run the command again"
    )
    assert well(place)
    add(place, news)
    assert dump(place) == undisturbed


def test_two_who_make_the_same_ledger_at_once_make_one(place: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Mayor Ada Lindqvist said that the bridge would stay shut.")
    started = [Child(partial(run, place), [str(tmp_path / "a.txt")]) for _ in range(4)]
    results: list[Any] = [child.result() for child in started]
    assert results == [1, 1, 1, 1]
    assert well(place)
