"""The lines of an ignore file that keep env files out of a build, where the build can do without them.

None where it may need them: a Dockerfile names such a file, an ignore file takes it in again, or its template has
variables of a frontend, whose values are written into what is built.
"""

import posixpath
import re
from collections.abc import Collection

from prodlint.context.build_contexts import Context, contexts_of
from prodlint.context.env_files import real_path
from prodlint.context.tracked import of_kind
from prodlint.expressions import expression
from prodlint.finding import Edit
from prodlint.formats import dockerfile, dotenv
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.dockerignore import covers, excluded, read
from prodlint.source import Repository
from prodlint.tables.public_prefixes import PREFIXES

_PLAIN = expression(r"[\w@+.-][\w@+./-]*")  # a path without anything to escape
_EVERYTHING = ("", ".", "*", "**")


def edits(context: Context, reals: Collection[str], repository: Repository) -> tuple[Edit, ...]:
    """A line for each of these env files, all of which the context holds; their paths are from the root."""
    lines = [real[len(posixpath.join(context.folder, "")) :] for real in reals]
    rules = (*context.rules, *read("\n".join(lines)))
    if not all(_PLAIN.fullmatch(line) and excluded(line, rules) for line in lines):
        return ()
    if any(_is_taken_in(line, context) for line in lines):
        return ()
    if any(_may_be_built_in(real, repository) for real in reals):
        return ()
    names = {posixpath.basename(real) for real in reals}
    if any(_names(path, names, repository) for path in _dockerfiles(context, repository)):
        return ()
    file = context.ignore_file or posixpath.join(context.folder, ".dockerignore")
    return tuple(Edit(file, 0, 1, 0, line) for line in lines)


def _is_taken_in(inner: str, context: Context) -> bool:
    """Whether a rule takes in the file itself, not only a folder that holds it."""
    folder = posixpath.dirname(inner)
    return any(
        rule.keeps and covers(rule.pattern, inner) and not covers(rule.pattern, folder) for rule in context.rules
    )


def _may_be_built_in(real: str, repository: Repository) -> bool:
    """Whether a build may write values of the file into its result: by the names in its template, if there is one."""
    templates = [path for path in repository.tracked if ".env" in path.lower() and real_path(path) == real]
    sources = list(filter(None, map(repository.source, templates)))
    names = [one.name.upper() for source in sources for one in source.read(dotenv.read)]
    return real in repository.tracked or not sources or any(name.startswith(PREFIXES) for name in names)


def _dockerfiles(context: Context, repository: Repository) -> list[str]:
    """The Dockerfiles that are, or may well be, built from the folder."""
    start = posixpath.join(context.folder, "")
    found = of_kind(repository, "dockerfile")
    return [
        path
        for path in found
        if path.startswith(start) or any(one.folder == context.folder for one in contexts_of(path, repository))
    ]


def _names(path: str, names: Collection[str], repository: Repository) -> bool:
    """Whether an instruction of a Dockerfile speaks of one of the files."""
    source = repository.source(path)
    if source is None:
        return True
    instructions = source.read(dockerfile.read).instructions
    return any(_speaks_of(name, one.inner or one) for one in instructions for name in names)


def _speaks_of(name: str, instruction: Instruction) -> bool:
    if instruction.keyword in ("COPY", "ADD"):
        bases = {posixpath.basename(word.text.rstrip("/")) for word in instruction.words[:-1]}
        return any(covers(base, name) for base in bases.difference(_EVERYTHING))
    texts = [instruction.text, *instruction.flags, *(heredoc.body for heredoc in instruction.heredocs)]
    word = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
    return any(word.search(text.text) for text in texts)
