"""Twice the file takes about twice the steps, also where it repeats what a reader or a rule looks for.

Steps are the lines of Python that are run, which are the same on every machine, busy or not; what expressions take is
told by `linear.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from types import FrameType
from typing import Any

import pytest

from prodlint import HOOKS, dispatch, ignore
from prodlint.clean import hook_module
from prodlint.formats import Unparsable, javascript, python
from prodlint.options import Options
from prodlint.source import Source
from targets import _READERS, Memory

LENGTH = 400  # characters, and then twice and four times as many
MOST = 3  # times the steps for twice the text
FEW = 8_000  # steps that do not tell

# Path, and a text: its beginning, what is repeated, its end. Every hook that wants the path looks at it.
GROWING = {
    "headers": ("cors.php", "<?php\n", 'header("Access-Control-Allow-Origin: $origin");\n', ""),
    "variables": ("A.java", "", 'setHeader("Access-Control-Allow-Origin", a);\na = b;\n', ""),
    "nginx": ("nginx.conf", "server {", "add_header Access-Control-Allow-Origin $origin;\n", "}"),
    "nginx-set": ("nginx.conf", "", "set $a $b; add_header Access-Control-Allow-Origin $a;\n", ""),
    "braces": ("main.tf", "", "cors_origins = if (a) {\n", ""),
    "caddy": ("Caddyfile", "", "a {\nheader Access-Control-Allow-Origin *\n", ""),
    "marks": ("a.js", "", "cors(); // prodlint: ignore[no-wildcard-cors] x\n", ""),
    "marks-in-a-line": ("a.js", "", "/* prodlint: ignore[no-wildcard-cors] x */ cors();", ""),
    "debug": ("settings.py", "", "DEBUG = True\n", ""),
    "stages": ("Dockerfile", "FROM a AS a\n", "FROM a AS a\n", ""),
    "copies": ("Dockerfile", "FROM a AS x\nARG A=x\n", "COPY --from=$A a b\n", ""),
    "env": ("Dockerfile", "FROM a\n", "ENV A=$A$A DEBUG=1\n", "CMD uvicorn a --reload\n"),
    "heredocs": ("Dockerfile", "FROM a\n", "RUN <<A <<B\nA\nB\n", ""),
    "dict": ("a.py", "A={", '"a":{"OPTIONS":{"sslmode":"disable"}},', "}"),
    "object": ("a.js", "A={", '"a":{"ssl":{"rejectUnauthorized":false}},', "}"),
    "dotenv": (".env", "", "NEXT_PUBLIC_KEY_SECRET=v\n", ""),
    "blanks": (".env", 'A="b"', " ", "c"),
    "grants": ("a.sql", "GRANT", " ", ""),
    "services": ("compose.prod.yaml", "services:\n", "  a:\n    extends: b\n    image: c\n", ""),
    "ports": ("compose.yaml", "services:\n  db:\n    image: redis\n    ports:\n", "    - 6379:6379\n", ""),
    "broken-yaml": ("compose.yaml", "services:\n", "  db: [\n    image: redis\n    ports: ['6379:6379']\n", ""),
    "broken-python": ("settings.py", "DEBUG = True\n", "a b\nif DEBUG c:\n    d = (\n", ""),
    "python-2": ("settings.py", "DEBUG = True\n", "print 'a'\nexec 'b'\n", ""),
    "broken-json": ("a.json", '{"corsOrigins": ["*"],\n', '"a": ,\n"b": [1,\n', "}"),
    "broken-toml": ("a.toml", 'cors_origins = ["*"]\n', "a = \nb = [1,\n", ""),
    "conflicts": ("a.yaml", "cors_origins: '*'\n", "<<<<<<< a\na: 1\n=======\na: 2\n>>>>>>> b\n", ""),
    "half-conflicts": ("a.yaml", "cors_origins: '*'\n", "<<<<<<< a\na: 1\n=======\n", ""),
    "case": ("start-prod.sh", "", 'case "$1" in\na) uvicorn a:app --reload;;\nesac\n', ""),
    "targets": ("Makefile", "", "prod: prod\n\tuvicorn a:app --reload\n", ""),
    "entry": ("start-prod.sh", "", "cd /srv/shop || exit 1\nuvicorn a:app --reload\n", ""),
    "bins": ("start-prod.sh", "cd /srv || exit 1\n", "export bin/sh\ncd /srv/shop || exit 1\n", ""),
    "functions": ("start-prod.sh", "a() {\n  a\n}\n", "a && a\nuvicorn a:app --reload\n", ""),
    "conditions": ("start-prod.sh", "", 'if [ "$A" = b ]; then\n  uvicorn a:app --reload\nfi\n', ""),
    "nested": ("start-prod.sh", "", 'if [ "$A" = b ]; then\n', "uvicorn a:app --reload\n"),
    "kept": ("settings.py", "DEBUG = True\n", "DEBUG = DEBUG or b\n", ""),
    "members": ("settings.py", "DEBUG = a", ".a", ""),
    "else": ("A.java", "", 'if (a) { o = "*"; } else ', 'setHeader("Access-Control-Allow-Origin", o);'),
    "ways": ("a.go", "", 'if a { o = "*" }\nw.Header().Set("Access-Control-Allow-Origin", o)\n', ""),
    "units": ("a.service", "[Service]\n", "Environment=DEBUG=1\nExecStart=uvicorn a:app --reload\n", ""),
    "processes": ("Procfile", "", "web: uvicorn a:app --reload\n", ""),
    "scripts": ("package.json", '{"scripts": {', '"start:prod": "npm run start:prod", ', '"a": "b"}}'),
    "jobs": (".github/workflows/a.yml", "jobs:\n", "  deploy:\n    steps:\n    - run: a\n      env: {DEBUG: 1}\n", ""),
}  # fmt: skip


def steps(work: Callable[[], object]) -> int:
    """How many lines of Python the work runs."""
    count = 0

    def local(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return local

    before = sys.gettrace()
    sys.settrace(lambda *_: local)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def look(path: str, text: str) -> None:
    """What every hook says of one file."""
    data = text.encode()
    for hook in HOOKS:
        if hook_module(hook).wants(path) is None:
            continue
        repository = Memory({path: data}, Options())
        source = repository.add(Source(path, data))
        with suppress(Unparsable):
            found = set(dispatch.check(hook_module(hook), source, repository))
            ignore.apply(found, [(source, hook)], repository, HOOKS)


def grown(before: str, unit: str, after: str) -> list[str]:
    """The text at three lengths, each twice the one before."""
    return [before + unit * (LENGTH * times // len(unit)) + after for times in (1, 2, 4)]


def assert_linear(counts: list[int]) -> None:
    for short, long in pairwise(counts):
        assert long <= MOST * short + FEW, counts


@pytest.mark.parametrize("name", GROWING)
def test_a_file_takes_steps_as_it_grows(name: str) -> None:
    path, *text = GROWING[name]
    look(path, grown(*text)[0])  # imports, and compiles
    assert_linear([steps(lambda one=one: look(path, one)) for one in grown(*text)])


UNITS = (
    "[", "{", "(", "a: ", "- ", "'", '"', "\\\n", "<<EOF\n", "{{", "${", "$(", "`", "a\n", " \n", "a=b\n", "/*", ",",
    "a: &a [*a]\n", "if a; then\n", "FROM a AS b\n", "a {\n", "# a\n", "x = [a]\n", "const a = {a};\n", "a.a",
    "<script>", "|",
)  # fmt: skip


READERS: dict[str, Callable[[str], object]] = {
    **{name: lambda text, read=read: list(read(text)) for name, (read, _) in _READERS.items()},
    "python": python.read,
    "tsx": javascript.read_tsx,
    "typescript": javascript.read_typescript,
    "sfc": javascript.read_sfc,
}


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", sorted(READERS.keys() - {"values", "names", "regex"}))
def test_a_reader_takes_steps_as_its_text_grows(name: str, unit: str) -> None:
    def read(text: str) -> None:
        with suppress(Unparsable):
            READERS[name](text)

    read(unit)
    assert_linear([steps(lambda one=one: read(one)) for one in grown("", unit, "")])
