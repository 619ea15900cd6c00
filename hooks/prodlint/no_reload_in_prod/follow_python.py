"""One step behind a command that runs Python: the file, and the configuration that gunicorn reads."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.no_reload_in_prod.commands import Call
from prodlint.no_reload_in_prod.files import resolve
from prodlint.no_reload_in_prod.graph import graph_of
from prodlint.no_reload_in_prod.launch import Place


def python_file(path: str | None, place: Place) -> Iterator[Finding]:
    """What reloads or debugs in a Python file that is run; nothing where there is no such file."""
    source = place.repository.source(path) if path else None
    if path is None or source is None or path in place.trail:
        return
    graph = graph_of(place.repository)
    graph.chains.setdefault(path, place.chain)
    if path not in graph.findings:
        from prodlint.no_reload_in_prod import dispatch

        graph.findings[path] = []  # while it is looked at: a file may launch itself
        graph.findings[path] = list(dispatch.check(source, place.repository))
    for finding in graph.findings[path]:
        yield graph.keep(finding, (*place.trail, path))


def configuration(call: Call, place: Place) -> Iterator[Finding]:
    """gunicorn -c FILE"""
    words = [word.text for word in call.rest]
    for index, text in enumerate(words):
        name, _, value = text.partition("=")
        if name in ("-c", "--config"):
            value = value or (words[index + 1] if index + 1 < len(words) else "")
            path = resolve(value.removeprefix("file:"), place.folders, place.path, place.repository)
            if path:
                graph_of(place.repository).configurations.setdefault(path, place.chain)
                yield from python_file(path, place)
