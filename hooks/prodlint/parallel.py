"""The same work for many items, on every core where that pays."""

import os
from collections.abc import Callable, Iterator, Sequence

from prodlint.light_typing import Any, TypeVar

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
    workers = min(_usable_cores(), len(items))
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(os.getpid(),))
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


def _begin(parent: int) -> None:
    """A worker leaves interrupts to its parent, and does not outlive it: it holds the output open."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    import time

    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
