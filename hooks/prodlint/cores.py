"""The same work for many items, on every core where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Handed over by forking, so that neither the work nor the items are copied; only numbers and results travel.
_job: tuple[Callable[[Any], Any], Sequence[Any]] = (len, ())


def spread(work: Callable[[Item], Result], items: Sequence[Item], *, pays: bool) -> Iterator[Result]:
    """What `work` gives for each item, in their order. Where it pays, by forked processes, one for each core.

    `work` must not rely on what it changed for an earlier item. Without `fork` (Windows), or when a process was
    killed, what is left is done here.
    """
    done = 0
    if pays and items and hasattr(os, "fork") and _usable_cores() > 1:
        for result in _forked(work, items):
            done += 1
            yield result
    for item in items[done:]:
        yield work(item)


def _forked(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """The results until all are there, or until a process is killed."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _job
    _job = (work, items)
    context = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(min(_usable_cores(), len(items)), context, initializer=_leave_interrupts_to_the_parent)
    try:
        yield from pool.map(_one, range(len(items)))
    except BrokenProcessPool:
        return
    finally:
        pool.shutdown(cancel_futures=True)
        _job = (len, ())


def _one(number: int) -> Any:
    work, items = _job
    return work(items[number])


def _leave_interrupts_to_the_parent() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
