"""Inputs by chance, where there is no coverage to guide: the seeds, and the seeds with small changes."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator

from seeds import words

_MOSTCHANGES = 6
_LONGEST = 4_000


def inputs(seeds: list[bytes], options: argparse.Namespace) -> Iterator[bytes]:
    """As many inputs, or as many seconds of them, as the options ask for; the same seed, the same inputs."""
    choice = random.Random(options.seed)
    end = time.monotonic() + options.seconds
    count = 0
    while count < options.inputs if options.inputs else time.monotonic() < end:
        data = choice.choice(seeds)
        for _ in range(choice.randrange(_MOSTCHANGES)):
            data = choice.choice(CHANGES)(data, choice, seeds)
        yield data[:_LONGEST]
        count += 1


def _place(data: bytes, choice: random.Random) -> int:
    return choice.randrange(len(data) + 1)


def _cut(data: bytes, choice: random.Random, _: list[bytes]) -> bytes:
    start = _place(data, choice)
    return data[:start] + data[start + choice.randrange(30) :]


def _word(data: bytes, choice: random.Random, _: list[bytes]) -> bytes:
    at = _place(data, choice)
    return data[:at] + choice.choice(words()) + data[at:]


def _byte(data: bytes, choice: random.Random, _: list[bytes]) -> bytes:
    at = _place(data, choice)
    return data[:at] + bytes([choice.randrange(256)]) + data[at + 1 :]


def _again(data: bytes, choice: random.Random, _: list[bytes]) -> bytes:
    start, at = _place(data, choice), _place(data, choice)
    return data[:at] + data[start : start + choice.randrange(60)] * choice.randrange(1, 9) + data[at:]


def _mixed(data: bytes, choice: random.Random, seeds: list[bytes]) -> bytes:
    other = choice.choice(seeds)
    return data[: _place(data, choice)] + other[_place(other, choice) :]


Change = Callable[[bytes, random.Random, list[bytes]], bytes]
CHANGES: tuple[Change, ...] = (_cut, _word, _byte, _again, _mixed)
