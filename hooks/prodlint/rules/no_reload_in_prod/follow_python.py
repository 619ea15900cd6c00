"""One step behind a command that runs Python: the file, and the configuration that gunicorn reads."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.finding import Finding
from prodlint.rules.no_reload_in_prod.commands import Call
from prodlint.rules.no_reload_in_prod.graph import graph_of
from prodlint.rules.no_reload_in_prod.paths import resolve
from prodlint.rules.no_reload_in_prod.run import Scene


def python_file(path: str | None, scene: Scene) -> Iterator[Finding]:
    """What reloads or debugs in a Python file that is run; nothing where there is no such file."""
    source = scene.repository.source(path) if path else None
    if path is None or source is None or path in scene.trail:
        return
    graph = graph_of(scene.repository)
    graph.chains.setdefault(path, scene.chain)
    if path not in graph.findings:
        from prodlint.rules.no_reload_in_prod import dispatch

        graph.findings[path] = []  # while it is looked at: a file may launch itself
        graph.findings[path] = list(dispatch.check(source, scene.repository))
    for finding in graph.findings[path]:
        yield graph.keep(finding, (*scene.trail, path))


def configuration(call: Call, scene: Scene) -> Iterator[Finding]:
    """gunicorn -c FILE"""
    words = [word.text for word in call.rest]
    for index, text in enumerate(words):
        name, _, value = text.partition("=")
        if name in ("-c", "--config"):
            value = value or (words[index + 1] if index + 1 < len(words) else "")
            path = resolve(value.removeprefix("file:"), scene.folders, scene.path, scene.repository)
            if path:
                graph_of(scene.repository).configurations.setdefault(path, scene.chain)
                yield from python_file(path, scene)
