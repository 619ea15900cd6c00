"""The simple way for files that their reader refuses: the switches that need no more than their line."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import pairs
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.scene import report, start, variable
from prodlint.source import Repository, Source

_COMMAND = expression(
    r"(?<![\w.-])(uvicorn|gunicorn|hypercorn|granian|fastapi|flask|litestar|sanic)(?![\w.-])[^#\n]{0,500}?(--reload|--debug)(?![\w-])"
    r"|(?<![\w.-])(manage\.py)\s+(runserver)(?![\w-])"
    r"|(?<![\w.-])(fastapi|next|npm run|yarn|pnpm|astro)\s+(dev)(?![\w:-])"
)


def check_lines(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs, line by line, in a file that production uses."""
    scene = start(source.path, repository, "this file")
    for number, line in enumerate(source.lines, 1):
        if line.lstrip().startswith(("#", "//")):
            continue
        found = _COMMAND.search(line)
        if found:
            program, switch = (group for group in found.groups() if group)
            word = Word(switch, number, found.end() - len(switch) + 1)
            yield report(word, f"{program} {switch} runs", messages.RELOADS, messages.FIX, scene)
    for pair in pairs.read(source.text):
        yield from variable(pair.name, Word(pair.value, pair.line, pair.column), scene)
