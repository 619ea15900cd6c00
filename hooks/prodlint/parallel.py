"""The same work for many items, on every core where that pays."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedReader

from prodlint.light_typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_MOST = 8  # processes: each takes some milliseconds to start, and there is seldom more to share


def spread(work: Callable[[Item], Result], items: Sequence[Item], *, pays: bool) -> Iterator[Result]:
    """What `work` gives for each item, in their order; where it pays, forked processes do their shares of it.

    `work` must not rely on what it changed for an earlier item. Without `fork` (Windows) all is done here, and so is
    what a process left that was killed or in which `work` raised.
    """
    shares = min(_usable_cores(), len(items), _MOST) if pays and hasattr(os, "fork") else 1
    return _shared(work, items, shares) if shares > 1 else map(work, items)


def _shared(work: Callable[[Item], Result], items: Sequence[Item], shares: int) -> Iterator[Result]:
    """The results: every `shares`-th is made here, and each process sends its own in between."""
    import pickle
    import signal

    pipes: dict[int, BufferedReader] = {}
    processes: list[int] = []
    try:
        for share in range(1, shares):
            process, pipes[share] = _start(work, items[share::shares], pipes.values())
            processes.append(process)
        for number, item in enumerate(items):
            if pipe := pipes.get(number % shares):
                try:
                    yield pickle.load(pipe)  # noqa: S301 - from a process of our own
                    continue
                except (EOFError, pickle.UnpicklingError):
                    pipes.pop(number % shares).close()
            yield work(item)
    finally:
        for process in processes:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        for pipe in pipes.values():
            pipe.close()


def _start(
    work: Callable[[Item], Result], items: Sequence[Item], others: Iterable[BufferedReader]
) -> tuple[int, BufferedReader]:
    """A process that works on the items, and what it sends. It gets them by the fork, so that nothing is copied."""
    import pickle

    receiving, sending = os.pipe()
    process = os.fork()
    if process:
        os.close(sending)
        return process, open(receiving, "rb")
    try:
        os.close(receiving)
        for other in others:  # which would not end by itself when its parent does: somebody still held its pipe
            other.close()
        with open(sending, "wb") as pipe:
            for item in items:
                pickle.dump(work(item), pipe, pickle.HIGHEST_PROTOCOL)
                pipe.flush()
    finally:
        os._exit(0)  # whatever happened: what is open, and what is to be said, is the parent's


def _usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
