from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from prodlint import parallel
from prodlint.parallel import spread

NUMBERS = list(range(100))


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_usable_cores", lambda: 2)


@pytest.mark.parametrize("pays", [True, False])
def test_results_come_in_the_order_of_the_items(pays: bool) -> None:
    offset = 1000  # a closure, which could not be pickled
    assert list(spread(lambda number: number + offset, NUMBERS, pays=pays)) == [n + offset for n in NUMBERS]


def test_other_processes_do_the_work_where_it_pays() -> None:
    assert len(set(spread(lambda _: os.getpid(), NUMBERS, pays=True))) == 2
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


ENDLESS = """
import time
from prodlint import parallel

parallel._usable_cores = lambda: 2
for number in parallel.spread(lambda number: time.sleep(0.05) or number, range(100_000), pays=True):
    print(number, flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="without fork there is one process")
@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL"])
def test_no_process_outlives_the_one_that_was_ended(how: str) -> None:
    package = Path(parallel.__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(package)}
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"0\n"
        process.send_signal(getattr(signal, how))
        process.communicate(timeout=60)  # ends when nobody holds the output open
