"""Copies from the build context that take env files or keys into the shipped image."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

from prodlint.context.build_contexts import Context, contexts_of
from prodlint.expressions import expression
from prodlint.finding import Edit, Finding, reasoned
from prodlint.formats.dockerfile import Dockerfile, Stage
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_env_in_image import contexts, leaving_out, messages
from prodlint.rules.no_env_in_image.reach import Copied, below, copies_of, sources_of, variables_of
from prodlint.source import Repository
from prodlint.spelling import words_of
from prodlint.tables.image_secrets import KEY_FILES, OPEN_KEY_WORDS

_KEY_FILES = [(expression(rf"(?:[^/]*/)?(?:{pattern})"), what) for pattern, what in KEY_FILES]
_LONGEST_NAME = 512  # of a file with its folder
_MADE = frozenset("dist build out target".split())  # folders of what a build makes; no env file of a person's
_DEEPEST = 8
_USUAL = (".env", ".env.production", ".env.local")  # what a pattern such as `.env*` stands for


_Variables = Mapping[int, Mapping[str, str]]  # of each stage, by its number


class _File(NamedTuple):
    """A file that must not get into the image: its path in the context, and the message when it does."""

    path: str
    what: str
    fix: str


def check(path: str, dockerfile: Dockerfile, stages: Iterable[Stage], repository: Repository) -> Iterator[Finding]:
    """One finding for each copy of a file by its name, and one for each context that is copied as a whole."""
    numbers = [stage.number for stage in stages]
    variables = variables_of(dockerfile)
    for context in contexts_of(path, repository):
        seen: set[int] = set()
        # Many copies can name one file, and each file is followed through all stages.
        for file in dict.fromkeys(_named(dockerfile, variables, context, repository)):
            for copied in _shipped(file.path, dockerfile, numbers, variables):
                if copied.named and copied.instruction.line not in seen:
                    seen.add(copied.instruction.line)
                    yield _finding(path, copied, file.what, file.fix)
        whole = [
            (copied, real, inner)
            for real in contexts.expected_in(context, repository)
            if (inner := context.holds(real)) is not None
            for copied in _shipped(inner, dockerfile, numbers, variables)
            if copied.instruction.line not in seen
        ]
        if whole:
            copied, real, _ = min(whole, key=lambda one: (one[0].instruction.line, one[2].count("/")))
            ignore = context.ignore_file or posixpath.join(context.folder, ".dockerignore")
            fix = reasoned(_why(copied, real, repository), messages.IGNORE.format(file=ignore))
            yield _finding(path, copied, _message(real, context), fix, _edits(whole, context, repository))


def _shipped(inner: str, dockerfile: Dockerfile, numbers: list[int], variables: _Variables) -> list[Copied]:
    copies = copies_of(inner, dockerfile, variables)
    return [copied for number in numbers for copied in copies[number]]


def _named(dockerfile: Dockerfile, variables: _Variables, context: Context, repository: Repository) -> Iterator[_File]:
    """The env files and keys that a COPY names itself, if the context holds them and they hold secrets."""
    for stage in dockerfile.stages:
        known = variables[stage.number]
        for instruction in stage.instructions:
            if instruction.keyword not in ("COPY", "ADD"):
                continue
            for _, source in sources_of(instruction, known):
                for inner in _meant(posixpath.normpath(f"/{source}").strip("/"), bool(instruction.flag("from"))):
                    whole = posixpath.join(context.folder, inner)
                    if contexts.is_env_file(inner) and _MADE.isdisjoint(inner.split("/")):
                        says = f"{inner} goes into a layer of the image"
                    elif what := _key_in(inner, contexts.is_login_file(inner) and whole in repository.tracked):
                        says = f"this puts {what} into a layer of the image"
                    else:
                        continue
                    if context.holds(whole) is not None and not _is_harmless(whole, repository):
                        yield _File(inner, says, reasoned(messages.PULLED, messages.OUT))


def _meant(source: str, staged: bool) -> list[str]:
    """The paths that a source may name in the context; of one from an earlier stage that of any of its ends."""
    folder, _, base = source.rpartition("/")
    if set(source) & set("*?["):
        usual = [posixpath.join(folder, name) for name in _USUAL] if ".env" in base else []
        first = [path for path in usual if below(source, path) == ""][:1]
        return [meant for path in first for meant in _meant(path, staged)]
    parts = source.split("/")
    return ["/".join(parts[at:]) for at in range(min(len(parts), _DEEPEST))] if staged else [source]


def _is_harmless(path: str, repository: Repository) -> bool:
    if path not in repository.tracked:
        return False
    return not (contexts.holds_login if contexts.is_login_file(path) else contexts.holds_secrets)(path, repository)


def _key_in(path: str, has_login: bool) -> str:
    """What a file called like this holds: "an SSH key"; "" for other names, and for keys that open nothing."""
    if has_login:
        return "a login"
    name = "/".join(path.lower().split("/")[-2:])
    if len(name) > _LONGEST_NAME or not OPEN_KEY_WORDS.isdisjoint(words_of(path)):
        return ""
    return next((what for pattern, what in _KEY_FILES if pattern.fullmatch(name)), "")


def _message(real: str, context: Context) -> str:
    ignored = f"{context.ignore_file} lets it in" if context.ignore_file else "there is no .dockerignore"
    return f"this copies {real} into the image: {ignored}"


def _why(copied: Copied, real: str, repository: Repository) -> str:
    way = "; next build takes it along into .next/standalone" if copied.standalone else ""
    return f"it is the file {contexts.expected(repository)[real]}{way}"


def _edits(whole: list[tuple[Copied, str, str]], context: Context, repository: Repository) -> tuple[Edit, ...]:
    """What leaves the files out; nothing where next build takes one along, as it reads it too."""
    if not repository.options.fix or any(copied.standalone for copied, _, _ in whole):
        return ()
    return leaving_out.edits(context, dict.fromkeys(real for _, real, _ in whole), repository)


def _finding(path: str, copied: Copied, message: str, fix: str, edits: tuple[Edit, ...] = ()) -> Finding:
    source, instruction = copied.source, copied.instruction
    place = path, source.line, source.column
    return Finding(*place, messages.HOOK, message, fix, first=instruction.line, last=instruction.end_line, edits=edits)
