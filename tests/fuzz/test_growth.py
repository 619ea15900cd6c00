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
from prodlint.formats import Unparsable, conflicts, javascript, makefile, procfile, python, spelled
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
    "pm2": ("ecosystem.config.js", "module.exports = {apps: [", "{name: 'a', script: 'a', watch: true},\n", "]}"),
    "pods": ("k8s/a.yaml", "", "---\napiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - args: [--reload]\n", ""),
    "pod": ("k8s/a.yaml", "kind: Pod\napiVersion: v1\nspec:\n  containers:\n", "  - command: [uvicorn, a]\n", ""),
    "tasks": ("deploy/site.yml", "- hosts: web\n  tasks:\n", "  - shell: docker run -p 5432:5432 postgres\n", ""),
    "terraform": ("main.tf", "", 'resource "a" "b" {\n  command = ["uvicorn", "a:a", "--reload"]\n}\n', ""),
    "nix": ("a.nix", "{ systemd.services = {\n", "a.serviceConfig.ExecStart = 'uvicorn a:a --reload';\n", "};}"),
    "render": ("render.yaml", "services:\n", "- startCommand: uvicorn a:a --reload\n  envVars: [{key: A}]\n", ""),
    "kamal": ("config/deploy.yml", "service: a\nimage: a\nservers:\n", "  a:\n    cmd: uvicorn a:a --reload\n", ""),
    "fly": ("fly.toml", "[processes]\n", "a = 'uvicorn a:a --reload'\n", ""),
    "supervisord": ("supervisord.conf", "", "[program:a]\ncommand=uvicorn a:a --reload\nuser=root\n", ""),
    "quadlet": ("a.container", "[Container]\n", "Image=postgres\nPublishPort=5432:5432\nExec=uvicorn --reload\n", ""),
    "haproxy": ("haproxy.cfg", "frontend a\n", "  http-response set-header Access-Control-Allow-Origin *\n", ""),
    "apache": (".htaccess", "", "<Files a>\nHeader set Access-Control-Allow-Origin *\n</Files>\n", ""),
    "files-of-headers": ("_headers", "", "/a\n  Access-Control-Allow-Origin: *\n", ""),
    "xml": ("web.xml", "<a>", "<param-name>cors.allowed.origins</param-name><param-value>*</param-value>", ""),
    "pipfile": ("Pipfile", "[scripts]\n", "serve = 'uvicorn a:a --reload'\n", ""),
    "actions": ("action.yml", "runs:\n  using: composite\n  steps:\n", "  - run: ssh a docker run -p 1:5432 db\n", ""),
    "hba": ("pg_hba.conf", "", "host all all 0.0.0.0/0 trust\n", ""),
    "redis": ("redis.conf", "", "protected-mode no\nbind 0.0.0.0\n", ""),
    "ignores": (".dockerignore", "*\n", "!a/**/.env\n", ""),
    "secrets": ("a.ts", "", "const JWT_SECRET = process.env.JWT_SECRET || 'a-secret-of-ours';\n", ""),
    "origins": ("a.kt", "", 'config.allowedOrigins = listOf("http://a.example.com")\n', ""),
    "pieces": ("a.js", "res.setHeader(", '"Access-Control-" + ', '"Allow-Origin", "*")'),
    "numbers": ("a.json", '{"a": "', "\\u0063\\u006f", '"}'),
    "exports": ("a.ts", "", "export const A = '*';\nexport default { a: A };\n", ""),
    "interpolated": (".env", "", "A=$A${A}\nNEXT_PUBLIC_A=$A\n", ""),
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
    "<script>", "|", "=======\n", "<<<<<<< a\n", '"a" + ', "a => ", "%w(", "a:\n\ta\n", "define a\n", "[a]\n",
)  # fmt: skip


READERS: dict[str, Callable[[str], object]] = {
    **{name: lambda text, read=read: list(read(text)) for name, (read, _) in _READERS.items()},
    "makefile": makefile.read,
    "procfile": procfile.read,
    "conflicts": conflicts.both_sides,
    "spelled": spelled.spelled,
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
