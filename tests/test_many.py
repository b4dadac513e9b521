import threading

import pytest

from sayso.errors import SaysoError
from sayso.reading.many import in_order


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(in_order(lambda n: n * n, range(30), jobs)) == [n * n for n in range(30)]


def test_items_are_drawn_as_they_are_needed() -> None:
    drawn = []

    def items() -> object:
        for n in range(1000):
            drawn.append(n)
            yield n

    results = in_order(str, items(), jobs=2)
    assert [next(results) for _ in range(3)] == ["0", "1", "2"]
    results.close()
    assert len(drawn) < 20


def test_the_work_is_done_by_several_threads_at_once() -> None:
    meeting = threading.Barrier(2, timeout=60)
    assert len(list(in_order(lambda _: meeting.wait(), range(2), jobs=2))) == 2


def test_what_the_work_raises_is_raised() -> None:
    def fail(n: int) -> int:
        raise SaysoError(f"no {n}")

    with pytest.raises(SaysoError, match="no 0"):
        list(in_order(fail, range(3), jobs=2))
