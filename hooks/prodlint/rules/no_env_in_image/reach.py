"""The way of a file from the build context into the stages: which COPY takes it, and where it lies then."""

import posixpath
from collections.abc import Iterator, Mapping

from prodlint.formats.dockerfile import Dockerfile, Stage, expand
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.dockerignore import Rule, covers, excluded, read
from prodlint.formats.word import Word
from prodlint.formats.wrappers import program
from prodlint.light_typing import NamedTuple
from prodlint.tables.image_secrets import NEXT_FILES

_ELSEWHERE = ("http://", "https://", "git@", "<<")
_STANDALONE = ".next/standalone"
_MOST = 50  # places of one file in one stage
# Instructions that are read to know the variables of all stages: each stage of a chain reads the whole chain.
_MOST_READ = 500_000


class Copied(NamedTuple):
    """A copy of the file: where it lies (absolute, without its slash; "": unknown), and what took it there.

    `instruction` and `source` are the last COPY that names the file itself, or the one from the build context; `named`:
    it names the file. `standalone`: next build took it along.
    """

    at: str
    instruction: Instruction
    source: Word
    named: bool = False
    standalone: bool = False


class _Inside(NamedTuple):
    """What is in a stage: the copies in its layers, those of them that are still there, the working folder."""

    layers: tuple[Copied, ...] = ()
    present: tuple[Copied, ...] = ()
    folder: str = "/"


def variables_of(dockerfile: Dockerfile) -> dict[int, Mapping[str, str]]:
    """The variables of each stage, by its number; none where no COPY, ADD or WORKDIR names one, or after too many."""
    known: dict[int, Mapping[str, str]] = {}
    left = _MOST_READ
    for stage in dockerfile.stages:
        known[stage.number] = {}
        if left > 0 and any(_names_variable(instruction) for instruction in stage.instructions):
            left -= sum(len(part.instructions) for part in stage.chain)
            known[stage.number] = dockerfile.variables(stage)
    return known


def _names_variable(instruction: Instruction) -> bool:
    if instruction.keyword not in ("COPY", "ADD", "WORKDIR"):
        return False
    return any("$" in word.text for word in (instruction.text, *instruction.words, *instruction.flags))


def copies_of(
    path: str, dockerfile: Dockerfile, variables: Mapping[int, Mapping[str, str]] | None = None
) -> dict[int, tuple[Copied, ...]]:
    """The copies of a file (its path in the build context) in the layers of each stage, by the stage's number.

    `variables` are those of the stages, for who asks for many files.
    """
    variables = variables_of(dockerfile) if variables is None else variables
    inside: dict[int, _Inside] = {}
    for stage in dockerfile.stages:
        now = inside[stage.parent.number] if stage.parent else _Inside()
        known = variables[stage.number]
        for instruction in stage.instructions:
            if instruction.keyword == "WORKDIR":
                now = now._replace(folder=posixpath.join(now.folder, expand(instruction.text.text, known)))
            elif instruction.keyword == "RUN" and now.present:
                now = now._replace(present=tuple(one for one in now.present if not _removes(instruction, one)))
            elif instruction.keyword in ("COPY", "ADD"):
                earlier = _origin(instruction, stage, dockerfile, known)
                present = inside.get(earlier, _Inside()).present if earlier is not None else None
                new = tuple(_taken(instruction, path, present, now.folder, known))
                now = now._replace(layers=(*now.layers, *new)[:_MOST], present=(*now.present, *new)[:_MOST])
        inside[stage.number] = now
    return {number: one.layers for number, one in inside.items()}


def sources_of(instruction: Instruction, known: Mapping[str, str]) -> list[tuple[Word, str]]:
    """The sources of a COPY or ADD, and each with its variables replaced."""
    expanded = [(word, expand(word.text, known)) for word in instruction.words[:-1]]
    return [(word, text) for word, text in expanded if not text.startswith(_ELSEWHERE) and "$" not in text]


def below(source: str, path: str) -> str | None:
    """What of a path is below a source of COPY that takes it ("": it is the source itself); None where it is not."""
    pattern = posixpath.normpath(f"/{source}").strip("/")
    if not pattern:
        return path
    if not path or not covers(pattern, path):
        return None
    return "/".join(path.split("/")[pattern.count("/") + 1 :])


def _origin(instruction: Instruction, stage: Stage, dockerfile: Dockerfile, known: Mapping[str, str]) -> int | None:
    """The number of the stage that `--from` names; None without the flag, -1 for an image or what is not known."""
    flags = instruction.flag("from")
    if not flags:
        return None
    earlier = dockerfile.stage(expand(flags[0].text, known))
    return earlier.number if earlier and earlier.number < stage.number else -1


def _taken(
    instruction: Instruction, path: str, present: tuple[Copied, ...] | None, folder: str, known: Mapping[str, str]
) -> Iterator[Copied]:
    """The copies that an instruction makes: of the file in the context, or of those `present` in another stage."""
    if len(instruction.words) < 2:
        return
    target = posixpath.join(folder, expand(instruction.words[-1].text, known))
    many = len(instruction.words) > 2
    excludes: tuple[Rule, ...] = tuple(rule for flag in instruction.flag("exclude") for rule in read(flag.text))
    if present is None:
        for word, source in sources_of(instruction, known):
            rest = below(source, path)
            if rest is not None and not excluded(rest or posixpath.basename(path), excludes):
                yield Copied(_target(target, source, path, rest, many), instruction, word, not rest)
        return
    for word in instruction.words[:-1]:
        source = expand(word.text, known)
        for one in present:
            rest = below(source, one.at)
            if rest is not None and not excluded(rest or posixpath.basename(one.at), excludes):
                last = one if rest else one._replace(instruction=instruction, source=word, named=True)
                yield last._replace(at=_target(target, source, one.at, rest, many))
            elif _is_standalone(source, one.at):
                yield one._replace(at=posixpath.join(target, posixpath.basename(one.at)).strip("/"), standalone=True)


def _is_standalone(source: str, at: str) -> bool:
    """Whether a source is what next build made of the folder in which the file lies."""
    folder, _, base = at.rpartition("/")
    return base in NEXT_FILES and posixpath.normpath(source).strip("/") == posixpath.join(folder, _STANDALONE)


def _target(target: str, source: str, path: str, rest: str, many: bool) -> str:
    """Where a file comes to lie; whether a target without a slash is a folder is told by its name."""
    if "$" in target:
        return ""
    is_folder = many or "*" in source or target.endswith(("/", "/.")) or "." not in posixpath.basename(target)
    name = rest or (posixpath.basename(path) if is_folder else "")
    return posixpath.normpath(posixpath.join("/", target, name)).strip("/")


def _removes(instruction: Instruction, copied: Copied) -> bool:
    if "rm" not in instruction.text.text and not instruction.heredocs:
        return False
    base = posixpath.basename(copied.at)
    return any(
        covers(posixpath.basename(word.text), base)
        for command in instruction.commands()
        if command.words and program(command.words[0]) == "rm"
        for word in command.words[1:]
    )
