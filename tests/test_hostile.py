"""What a repository may hold to harm whoever reads it: no crash, no hang, no silence."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile import git, write
from prodlint import source
from prodlint.__main__ import HOOKS, hook_module, main
from prodlint.engine import collect
from prodlint.options import Options
from prodlint.source import Repository

NAMES = (
    "main.py", "app.js", "app.tsx", "App.vue", "Dockerfile", "docker-compose.yml", "compose.prod.yaml", "k8s.yaml",
    ".github/workflows/ci.yml", ".env", ".env.production", ".env.example", "package.json", "vercel.json",
    "netlify.toml", "nginx.conf", "api.service", "Procfile", "Makefile", "start.sh", "application.properties",
    "main.go", "main.tf", "Main.java", "Caddyfile", "_headers", ".gitignore", "next.config.js", "settings.py",
    "appsettings.json", "config.ru", "cors.php", "fly.toml", "ecosystem.config.js", "gunicorn.conf.py",
)  # fmt: skip

# Pieces that bring the readers and the rules into play, more often than random text would.
PIECES = (
    'allow_origins=["*"]', "CORSMiddleware", "from fastapi.middleware.cors import CORSMiddleware\n", "cors()",
    "const cors = require('cors')\n", "Access-Control-Allow-Origin", "*", "FROM a AS b\n", "CMD ", "ENTRYPOINT [",
    "uvicorn --reload", "NEXT_PUBLIC_", "SECRET_KEY", "=", ":", "\n", "  ", "- ", "{", "}", "[", "]", "(", ")",
    '"', "'",
    "`", "${", "}}", "{{", "<<EOF\n", "EOF\n", "\\\n", "#", "//", "/*", "services:\n", "command: ", "environment:\n",
    "&a ", "*a", "<<: ", "!!x ", "|\n", ">\n", "DEBUG=true\n", "if ", "else:", "def f():\n", "lambda: ", "server {\n",
    "add_header ", ";", "sk_" + "live_", "postgres://a:b@c/d", "\0", "\ufeff", "\udcff", "\u2028", "é", "%", "$", "\t",
    "import ", "process.env.", "export default ", "=>", "...", "async ", "?.", "??", "||", "scripts", "dev", "prod",
)  # fmt: skip


def check(name: str, data: bytes) -> None:
    """Run every hook over one file; nothing may be said to have failed."""
    for hook in HOOKS:
        module = hook_module(hook)
        if module.wants(name) is not None:
            _, troubles = collect({hook: module}, [(name, data, [hook])], Repository(Options()))
            assert troubles == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_no_text_makes_a_hook_fail(tmp_path_factory: pytest.TempPathFactory, name: str, pieces: list[str]) -> None:
    check(name, "".join(pieces).encode("utf-8", "surrogateescape"))


@settings(max_examples=100)
@given(name=st.sampled_from(NAMES), data=st.binary(max_size=300))
def test_no_bytes_make_a_hook_fail(name: str, data: bytes) -> None:
    check(name, data)


DEEP = 1_000
LONG = {
    "brackets": "[" * DEEP + "]" * DEEP,
    "braces": "a: " + "{a: " * DEEP,
    "parentheses": "cors = " + "(" * DEEP + ")" * DEEP,
    "sums": 'allow_origins = "*"' + ' + "*"' * DEEP,
    "calls": "cors" + "()" * DEEP,
    "dots": "cors" + ".a" * DEEP,
    "indents": "\n".join(" " * depth + "a:" for depth in range(300)),
    "dashes": "- " * DEEP,
    "quotes": "'\"" * DEEP,
    "one line": "cors origin NEXT_PUBLIC_SECRET_KEY --reload debug=true " * DEEP,
    "equals": "A=" * DEEP,
    "continuations": "RUN a \\\n" * DEEP,
    "heredocs": "RUN <<A <<B <<C\n" * DEEP,
    "aliases": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(400)),
    "merges": "a: &a {x: 1}\n" + "".join(f"b{n}: &b{n}\n  <<: *a\n" for n in range(400)),
    "conditions": "if a:\n" + "".join(" " * depth + "if a:\n" for depth in range(1, 90)) + " " * 91 + "b",
    "ors": "x = a" + " or a" * DEEP,
    "comments": "/*" * DEEP,
    "templates": "`${" * DEEP,
    "blocks": "server {" * DEEP,
    "spaces": "origin" + " " * DEEP * 4 + "*",
}


@pytest.mark.parametrize("kind", LONG)
def test_deep_and_long(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    needles = "cors origin next_public_x --reload debug access-control-allow-origin runserver\n"
    for name in NAMES:
        check(name, (LONG[kind] + "\n# " + needles).encode())


@pytest.mark.skipif(os.name == "nt", reason="no FIFOs")
def test_what_is_no_file_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("fifo.py")
    Path("loop.py").symlink_to("loop.py")
    git(tmp_path, "init", "-q", "sub")
    Path("sub/main.py").write_text("x")
    Path("not-checked-out").mkdir()
    assert main(["no-wildcard-cors", "fifo.py", "a\0b.py", "gone.py"]) == 2
    fifo, null, gone = capsys.readouterr().err.splitlines()
    assert fifo == "fifo.py: error: not a regular file"
    assert null.startswith("a\\x00b.py: error: ")  # the words are those of the version of Python
    assert gone == "gone.py: error: No such file or directory"
    assert main(["no-wildcard-cors", "loop.py", "sub", "not-checked-out"]) == 0  # nothing of ours to read


def test_a_file_that_may_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"main.py": "x"})

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(source.os, "open", refuse)
    assert main(["no-wildcard-cors", "main.py"]) == 2
    assert capsys.readouterr().err == "main.py: error: Permission denied\n"


def test_a_fault_of_ours_is_said_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"main.py": "cors origin"})

    def fail(*_: object) -> list[object]:
        raise KeyError("the secret")

    module = hook_module("no-wildcard-cors")
    monkeypatch.setattr(module, "check", fail)
    monkeypatch.setattr(module, "wants", lambda path: ())
    assert main(["no-wildcard-cors", "main.py"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("main.py: error: could not be checked: KeyError in ")
    assert "the secret" not in error


def test_many_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"file{number}.py" for number in range(3000)]
    write(tmp_path, dict.fromkeys(names, "x = 1\n"))
    random.Random(1).shuffle(names)
    assert main(["no-wildcard-cors", *names]) == 0
