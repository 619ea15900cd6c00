"""Dockerfiles: the stages, which inherits from which, and what is in force in an image built from each."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from itertools import pairwise

from prodlint.expressions import expression
from prodlint.formats.dockerfile_instructions import Instruction, instructions_of
from prodlint.formats.dockerfile_words import Pair
from prodlint.light_typing import NamedTuple

REFERENCE = expression(r"\\(?P<escaped>.)|\$(?P<plain>[A-Za-z_]\w*)|\$\{(?P<name>[A-Za-z_]\w*)(?:(?P<sign>:?[-+?])|\})")
# Defaults within defaults (`${A:-${B:-c}}`), beyond which the text stays as it is.
DEEPEST = 10
LONGEST = 10_000
MOST_ANCESTORS = 100


class Stage(NamedTuple):
    """One stage: its FROM (`origin`), its name ("" without AS), what it builds on, and its instructions.

    `base` is the image as written with ARGs expanded, or the name of the earlier stage, then `parent` too.
    """

    number: int
    name: str
    base: str
    parent: Stage | None
    origin: Instruction
    instructions: tuple[Instruction, ...]

    @property
    def line(self) -> int:
        """The line of its FROM."""
        return self.origin.line

    @property
    def chain(self) -> tuple[Stage, ...]:
        """The stages that it consists of, the first ancestor first, itself last; of very many the nearest."""
        stages = [self]
        while stages[-1].parent and len(stages) < MOST_ANCESTORS:
            stages.append(stages[-1].parent)
        return tuple(reversed(stages))


class Effective(NamedTuple):
    """What is in force in an image of a stage; None where only the base image could say.

    `copied` are the files that it has under another name: the name there, and what was copied.
    """

    cmd: Instruction | None
    entrypoint: Instruction | None
    user: Instruction | None
    workdir: Instruction | None
    env: Mapping[str, Pair]
    copied: Mapping[str, str]


class Dockerfile(NamedTuple):
    """A Dockerfile: all its instructions, the ARGs before the first FROM (`head`), and its stages.

    `found` are the stages by their names, lower-cased, and by their numbers.
    """

    instructions: tuple[Instruction, ...]
    head: tuple[Instruction, ...]
    stages: tuple[Stage, ...]
    found: Mapping[str, Stage]

    @property
    def last(self) -> Stage | None:
        """The stage that is built when no target is named."""
        return self.stages[-1] if self.stages else None

    def stage(self, name: str | int) -> Stage | None:
        """The stage of that name (in any case) or number, as `--target` and `COPY --from` find it."""
        return self.found.get(str(name).lower())

    def variables(self, stage: Stage, before: Instruction | None = None) -> dict[str, str]:
        """The values of ARG defaults and ENV in the stage, up to an instruction of it or to its end."""
        outside = _arguments(self.head)
        arguments: dict[str, str] = {}
        environment: dict[str, str] = {}
        known = ChainMap(environment, arguments)  # ENV wins over ARG
        for instruction in (one for part in stage.chain for one in part.instructions):
            if instruction is before:
                break
            for pair in instruction.pairs:
                value = outside.get(pair.name) if pair.value is None else expand(pair.value, known)
                if instruction.keyword == "ARG" and value is not None:
                    arguments[pair.name] = value
                elif instruction.keyword == "ENV" and value is not None:
                    environment[pair.name] = value
        return dict(known)


def read(text: str) -> Dockerfile:
    """The stages of a Dockerfile; what stands before the first FROM is its head."""
    instructions = instructions_of(text)
    starts = [index for index, one in enumerate(instructions) if one.keyword == "FROM"]
    head = instructions[: starts[0]] if starts else instructions
    arguments = _arguments(head)
    stages: list[Stage] = []
    named: dict[str, Stage] = {}
    found: dict[str, Stage] = {}
    for start, end in pairwise([*starts, len(instructions)]):
        origin = instructions[start]
        words = [word.text for word in origin.words]
        base = expand(words[0], arguments) if words else ""
        name = words[2] if len(words) > 2 and words[1].lower() == "as" else ""
        stage = Stage(len(stages), name, base, named.get(base.lower()), origin, instructions[start + 1 : end])
        stages.append(stage)
        found[str(stage.number)] = stage
        if name:
            named[name.lower()] = found[name.lower()] = stage
    return Dockerfile(instructions, head, tuple(stages), found)


def effective(stage: Stage) -> Effective:
    """What the stage and its ancestors leave in force; the last of each counts.

    An ENTRYPOINT drops the CMD of an ancestor, but not one of its own stage (BuildKit: dispatchEntrypoint).
    """
    last: dict[str, Instruction | None] = {}
    env: dict[str, Pair] = {}
    copied: dict[str, str] = {}
    for part in stage.chain:
        own_cmd = False
        for instruction in part.instructions:
            last[instruction.keyword] = instruction
            own_cmd = own_cmd or instruction.keyword == "CMD"
            if instruction.keyword == "ENTRYPOINT" and not own_cmd:
                last["CMD"] = None
            if instruction.keyword == "ENV":
                env.update({pair.name: pair for pair in instruction.pairs})
            if instruction.keyword in ("COPY", "ADD") and len(instruction.words) == 2 and not instruction.heredocs:
                source, name = instruction.words[0].text, instruction.words[1].text.rpartition("/")[2]
                if name.strip(".") and name != source.rpartition("/")[2] and "$" not in source:
                    copied[name] = source
    return Effective(last.get("CMD"), last.get("ENTRYPOINT"), last.get("USER"), last.get("WORKDIR"), env, copied)


def expand(text: str, variables: Mapping[str, str], depth: int = 0) -> str:
    """`$X`, `${X}`, `${X:-default}` and `${X:+other}` replaced; a plain unknown variable stays as it is.

    A text that grows beyond any use (`ARG A=$A$A`, again and again) stays as it is too.
    """
    result: list[str] = []
    at = 0
    while match := REFERENCE.search(text, at):
        result.append(text[at : match.start()])
        at = match.end()
        name, sign = match["plain"] or match["name"], match["sign"]
        value = variables.get(name) if name else None
        if match["escaped"] is not None:
            result.append(match["escaped"] if match["escaped"] == "$" else match.group())
        elif not sign:
            result.append(match.group() if value is None else value)
        else:
            end = _closing(text, at) if depth < DEEPEST else -1
            if end < 0:
                return "".join([*result, text[match.start() :]])
            word, at = text[at:end], end + 1
            missing = value is None or (sign[0] == ":" and not value)
            if missing == (sign[-1] == "-") and sign[-1] != "?":
                result.append(expand(word, variables, depth + 1))
            else:
                result.append("" if missing or value is None or sign[-1] == "+" else value)
    expanded = "".join([*result, text[at:]])
    return expanded if len(expanded) <= max(LONGEST, len(text)) else text


def _closing(text: str, at: int) -> int:
    depth = 1
    for index in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if not depth:
            return index
    return -1


def _arguments(instructions: tuple[Instruction, ...]) -> dict[str, str]:
    values: dict[str, str] = {}
    for pair in (pair for one in instructions if one.keyword == "ARG" for pair in one.pairs):
        if pair.value is not None:
            values[pair.name] = expand(pair.value, values)
    return values
