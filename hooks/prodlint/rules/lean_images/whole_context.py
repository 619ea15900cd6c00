"""The build context that a shipped stage copies as a whole: the history and the tests that come along."""

from collections.abc import Iterator

from prodlint.context.build_contexts import Context, contexts_of
from prodlint.context.tracked import paths_of
from prodlint.formats.dockerfile import Stage
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.kinds import TEST_FOLDERS
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository

_WHOLE = frozenset((".", "./", "/", "*"))


class Along(NamedTuple):
    """A copy of the context, what comes along and need not (`.git`, the name of folders of tests), and the context."""

    copy: Instruction
    names: list[str]
    context: Context


def along(stage: Stage, path: str, repository: Repository) -> Iterator[Along]:
    """What the copies of a stage take along, for each context that the Dockerfile is built with."""
    copies = [one for part in stage.chain for one in part.instructions if _is_whole(one)]
    for context in contexts_of(path, repository) if copies else ():
        names = _names(context, repository)
        if names:
            yield Along(copies[0], names, context)


def _is_whole(one: Instruction) -> bool:
    sources = {word.text for word in one.words[:-1]} if one.keyword in ("COPY", "ADD") else set()
    return not one.flag("from") and not sources.isdisjoint(_WHOLE)


def _names(context: Context, repository: Repository) -> list[str]:
    return repository.once((_names, context.folder, context.ignore_file), lambda: _found(context, repository))


def _found(context: Context, repository: Repository) -> list[str]:
    found = [".git"] if not context.folder and context.holds(".git/HEAD") else []
    tests = (path for path in paths_of(repository) if not TEST_FOLDERS.isdisjoint(path.split("/")[:-1]))
    inner = filter(None, map(context.holds, tests))
    return [*found, *sorted({part for path in inner for part in path.split("/")[:-1] if part in TEST_FOLDERS})[:2]]
