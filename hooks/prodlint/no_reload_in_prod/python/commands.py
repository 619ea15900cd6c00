"""Commands that a launched Python file starts: `subprocess.run(["uvicorn", "app:app", "--reload"])`."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.peel import peel
from prodlint.formats.shell import Command, split
from prodlint.formats.words import Word
from prodlint.no_reload_in_prod.commands import judge
from prodlint.no_reload_in_prod.python.site import Site
from prodlint.tables.debug_python import STARTERS


def check(site: Site) -> Iterator[Finding]:
    """The reloading and debugging programs that the file starts, when production starts the file."""
    for call in site.module.calls:
        program = STARTERS.get(site.module.origin(call.func) or "")
        if program is None or not call.args:
            continue
        for command in _commands(site, call.args[0], program):
            for peeled in peel(command):
                verdict = judge(peeled.words)
                if verdict is None or site.for_development(call):
                    continue
                way = site.launched()
                if way:
                    yield site.finding(call.args[0], verdict.what, verdict.effect, verdict.fix, (way,))


def _commands(site: Site, argument: ast.expr, program: str) -> list[Command]:
    """A list of words, or the text of a command line; unknown words are empty ones."""
    line, column = site.module.line(argument), site.module.column(argument)
    text = site.module.string(argument)
    if text is not None:
        return split(f"{program} {text}", line, column)
    if not isinstance(argument, (ast.List, ast.Tuple)):
        return []
    words = [Word(site.module.string(item) or "", line, column) for item in argument.elts]
    return [Command((Word(program, line, column), *words) if program else tuple(words))]
