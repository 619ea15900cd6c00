from __future__ import annotations

import os
import signal

import pytest

from prodlint import cores
from prodlint.cores import spread

NUMBERS = list(range(100))


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "_usable_cores", lambda: 2)


@pytest.mark.parametrize("pays", [True, False])
def test_results_come_in_the_order_of_the_items(pays: bool) -> None:
    offset = 1000  # a closure, which could not be pickled
    assert list(spread(lambda number: number + offset, NUMBERS, pays=pays)) == [n + offset for n in NUMBERS]


def test_other_processes_do_the_work_where_it_pays() -> None:
    assert os.getpid() not in set(spread(lambda _: os.getpid(), NUMBERS, pays=True))
    assert set(spread(lambda _: os.getpid(), NUMBERS, pays=False)) == {os.getpid()}


def test_without_fork_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    assert set(spread(lambda _: os.getpid(), NUMBERS, pays=True)) == {os.getpid()}


def test_no_items_are_no_trouble() -> None:
    assert list(spread(abs, [], pays=True)) == []


def test_what_a_killed_process_left_is_done_here() -> None:
    here = os.getpid()

    def work(number: int) -> int:
        if number == 50 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return -number

    assert list(spread(work, NUMBERS, pays=True)) == [-number for number in NUMBERS]


def test_what_the_work_raises_comes_out() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(lambda number: 1 // (number - 7), NUMBERS, pays=True))
