"""Commands that a launched Python file starts: `subprocess.run(["uvicorn", "app:app", "--reload"])`."""

import ast
from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.formats.wrappers import unwrapped
from prodlint.rules.no_reload_in_prod.commands import judge
from prodlint.rules.no_reload_in_prod.python.file import PythonFile
from prodlint.tables.debug_python import STARTERS


def check(file: PythonFile) -> Iterator[Finding]:
    """The reloading and debugging programs that the file starts, when production starts the file."""
    for call in file.module.calls if file.way else ():
        program = STARTERS.get(file.module.qualified_name(call.func) or "")
        if program is None or not call.args:
            continue
        for command in _commands(file, call.args[0], program):
            for inner in unwrapped(command):
                verdict = judge(inner.words)
                if verdict is not None and not file.for_development(call):
                    yield file.finding(call.args[0], verdict.what, verdict.effect, verdict.fix, (file.way,))


def _commands(file: PythonFile, argument: ast.expr, program: str) -> list[Command]:
    """A list of words, or the text of a command line; unknown words are empty ones."""
    line, column = file.module.line(argument), file.module.column(argument)
    text = file.module.string(argument)
    if text is not None:
        return split(f"{program} {text}", line, column)
    if not isinstance(argument, (ast.List, ast.Tuple)):
        return []
    words = [Word(file.module.string(item) or "", line, column) for item in argument.elts]
    return [Command((Word(program, line, column), *words) if program else tuple(words))]
