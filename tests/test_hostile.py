"""What a repository may hold to harm whoever reads it: no crash, no hang, no silence."""

from __future__ import annotations

import os
import random
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile import git, write
from fakes import fake
from prodlint import HOOKS, source
from prodlint.__main__ import command, main
from prodlint.clean import hook_module
from prodlint.engine import collect
from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.source import Repository

T = TypeVar("T")

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
    """Run every hook over one file; it may be refused, but nothing may be said to have failed."""
    for hook in HOOKS:
        module = hook_module(hook)
        if module.wants(name) is not None:
            _, troubles = collect({hook: module}, [(name, data, [hook])], Repository(Options()))
            assert [why for _, why in troubles if not why.startswith("line ")] == []


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

    opened = source.os.open

    def refuse(path: str, *more: int) -> int:
        if path.endswith("main.py"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *more)

    monkeypatch.setattr(source.os, "open", refuse)
    assert main(["no-wildcard-cors", "main.py"]) == 2
    assert capsys.readouterr().err == "main.py: error: Permission denied\n"


def test_what_may_not_be_looked_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"closed/main.py": "x", "main.py": "x"})

    def refusing(function: Callable[[str], T]) -> Callable[[str], T]:
        def refuse(path: str, *rest: object, **named: object) -> T:
            if "closed" in os.fspath(path):
                raise PermissionError(13, "Permission denied", path)
            return function(path, *rest, **named)

        return refuse

    with monkeypatch.context() as patched:  # outside git: the folder cannot be listed
        patched.setattr(os, "scandir", refusing(os.scandir))
        patched.setattr(os, "listdir", refusing(os.listdir))
        patched.setattr(os, "open", refusing(os.open))
        assert command(["--hook=no-wildcard-cors"]) == 2
        assert capsys.readouterr().err.startswith("closed: error: Permission denied\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "--", ".")
    with monkeypatch.context() as patched:  # in git: it names the file, which cannot be reached
        patched.setattr(os, "lstat", refusing(os.lstat))
        patched.setattr(os, "open", refusing(os.open))
        assert command(["--hook=no-wildcard-cors"]) == 2
        assert capsys.readouterr().err.startswith("closed/main.py: error: Permission denied\n")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no socket has a name in the file system")
def test_a_socket_and_a_device_are_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("main.py")
        device = os.devnull.replace("null", "zero")
        monkeypatch.setattr(hook_module("no-wildcard-cors"), "wants", lambda path: ())
        assert main(["no-wildcard-cors", "main.py", device]) == 2
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("main.py: error: ")
    assert second == f"{device}: error: not a regular file"


# What git and editors take for no end of a line, whatever `str.splitlines` does: U+000B, U+000C, U+001C to U+001E,
# U+0085, U+2028 and U+2029.
NO_ENDS = "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i"
CORS = {
    "main.py": ("#", 'CORS_ORIGINS = ["*"]'),
    "broken.py": ("#", 'print "x"; CORS_ORIGINS = ["*"]'),
    "app.js": ("//", 'res.setHeader("Access-Control-Allow-Origin", "*")'),
    "app.ts": ("//", 'res.setHeader("Access-Control-Allow-Origin", "*")'),
    "nginx.conf": ("#", 'add_header Access-Control-Allow-Origin "*";'),
    "compose.yaml": ("#", "services: {a: {image: a, environment: {CORS_ORIGINS: '*'}}}"),
    "config.json": ("//", '{"corsOrigins": ["*"]}'),
    ".env": ("#", "CORS_ORIGINS=*"),
    "application.properties": ("#", "cors.allowed-origins=*"),
    "main.tf": ("#", 'cors_origins = ["*"]'),
    "Main.java": ("//", '@CrossOrigin(origins = "*")'),
    "Dockerfile": ("#", "FROM a\rENV CORS_ORIGINS=*"),
    "start.sh": ("#", "export CORS_ORIGINS=*"),
    "Caddyfile": ("#", 'header Access-Control-Allow-Origin "*"'),
}


@pytest.mark.parametrize("name", CORS)
def test_only_three_things_end_a_line(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    mark, code = CORS[name]
    ends = [f"{mark} {NO_ENDS}{end}" for end in ("\n", "\r\n", "\r", "\n", "\r\n")]
    write(tmp_path, {name: "".join([*ends, code])})
    assert main(["no-wildcard-cors", name]) == 1
    line = 6 + code.count("\r")
    assert capsys.readouterr().out.startswith(f"{name}:{line}:")


def test_a_fault_of_ours_is_said_without_its_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"main.py": "cors origin"})

    def fail(*_: object) -> list[object]:
        raise KeyError("the secret")

    module = hook_module("no-wildcard-cors")
    monkeypatch.setattr(module, "check", fail, raising=False)
    monkeypatch.setattr(module, "wants", lambda path: ())
    assert main(["no-wildcard-cors", "main.py"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("main.py: error: could not be checked: KeyError in ")
    assert "the secret" not in error


@pytest.mark.parametrize("words", [["no-wildcard-cors", "main.py"], ["--hook=no-wildcard-cors"]])
def test_an_interrupt_is_no_fault(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"main.py": "cors origin"})

    def interrupted(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr(source.os, "open", interrupted)
    assert (main(words), command(words)) == (130, 130)
    assert capsys.readouterr() == ("", "")


LEAKS = {
    "Dockerfile": "FROM node:20\nARG NPM_TOKEN<{}\nARG NPM_TOKEN:{}\nENV {}=x\nRUN npm ci\n",
    "compose.yaml": "services:\n  web:\n    build:\n      context: .\n      args:\n        - NPM_TOKEN:{}\n",
    ".env": "API_KEY {}\n{}: {}\n{}={}\n",
    "next.config.js": "module.exports = {{ env: {{ '{}': '{}' }} }}\n",
    "app.py": "import os\nfrom flask_cors import CORS\nCORS(app, origins=os.environ['{}'] or '*')\n",
}


@pytest.mark.parametrize("name", LEAKS)
def test_a_credential_that_stands_for_a_name_is_not_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    secret = fake("an npm token")
    write(tmp_path, {name: LEAKS[name].replace("{}", secret).format()})
    command([f"--hook={hook}" for hook in HOOKS])
    output, errors = capsys.readouterr()
    assert "clean" not in errors
    assert secret[4:16] not in output + errors


def test_the_engine_says_no_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    secret = fake("an npm token")
    module = hook_module("no-wildcard-cors")
    told = Finding("main.py", 9, 9, "no-wildcard-cors", f"{secret} lets everybody in", f"Take\n{secret} out.")
    monkeypatch.setattr(module, "check", lambda *_: [told], raising=False)
    found, _ = collect({"no-wildcard-cors": module}, [("main.py", b"x", ["no-wildcard-cors"])], Repository(Options()))
    told_without = (1, 2, "no-wildcard-cors", "*** lets everybody in", "Take\n*** out.")
    assert [finding[1:6] for finding in found] == [told_without]


def test_many_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = [f"file{number}.py" for number in range(3_000)]
    write(tmp_path, dict.fromkeys(names, "x = 1\n"))
    random.Random(1).shuffle(names)
    assert main(["no-wildcard-cors", *names * 4]) == 0
