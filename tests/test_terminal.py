"""The text format as people see it: marked lines, wrapped, grouped, counted; and no credential in any of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fakes
from casefile import git, load, write
from prodlint import HOOKS
from prodlint.credentials.formats import kind_of
from prodlint.credentials.randomness import is_random
from prodlint.excerpt import excerpts, may_hold_a_credential
from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.report import PLAIN, Report
from prodlint.report.counts import overview
from prodlint.report.style import Style, style_of
from prodlint.report.terminal import render, wrapped
from prodlint.source import Repository, Source

CORS = Finding(
    "api/server.js", 3, 9, "no-wildcard-cors", "any site may read the answers of this server", "List them.\nAll `4`."
)
LINE = "app.use(cors({ origin: true }))"


def shown(*findings: Finding, lines: list[str] | None = None, style: Style = PLAIN) -> list[str]:
    return render(Report(list(findings), [], {}, lines or [LINE] * len(findings)), style).splitlines()


PAGE = "https://github.com/prodlint/prodlint/blob/main/docs/hooks/no-wildcard-cors.md"
HOW = "On purpose? Put `prodlint: ignore[no-wildcard-cors] reason` in a comment on that line or the one above."


def test_one_finding() -> None:
    assert shown(CORS) == [
        "api/server.js:3:9: any site may read the answers of this server [no-wildcard-cors]",
        "  3 | app.use(cors({ origin: true }))",
        "    |         ^^^^",
        "    List them.",
        "    All `4`.",
        "",
        f"1  no-wildcard-cors  {PAGE}",
        HOW,
    ]


def test_wrapped_to_the_width() -> None:
    assert shown(CORS, style=Style(60, False)) == [
        "api/server.js:3:9: any site may read the answers of this",
        "    server [no-wildcard-cors]",
        "  3 | app.use(cors({ origin: true }))",
        "    |         ^^^^",
        "    List them. All `4`.",
        "",
        "1  no-wildcard-cors",
        PAGE,
        "On purpose? Put `prodlint: ignore[no-wildcard-cors] reason`",
        "in a comment on that line or the one above.",
    ]


def test_in_colour() -> None:
    coloured = shown(CORS, style=Style(0, True))
    assert coloured[0] == (
        "\033[1mapi/server.js\033[0m:3:9: any site may read the answers of this server "
        "\033[31;1m[no-wildcard-cors]\033[0m"
    )
    assert coloured[2] == "\033[34;1m    |\033[0m         \033[31;1m^^^^\033[0m"
    assert coloured[4] == "    All \033[36m`4`\033[0m."
    assert [re.sub(r"\033\[[\d;]*m", "", line) for line in coloured] == shown(CORS)


def test_what_is_the_same_is_said_once() -> None:
    files = [CORS._replace(path=f"service-{number:02}.js") for number in range(44)]
    lines = shown(*files, CORS._replace(message="another"))
    assert [line for line in lines if "also" in line or "more" in line] == [
        "    also service-01.js:3:9",
        "    also service-02.js:3:9",
        "    also service-03.js:3:9",
        "    also service-04.js:3:9",
        "    and 39 more files",
    ]
    assert [line for line in lines if line.endswith("[no-wildcard-cors]")] == [
        "service-00.js:3:9: any site may read the answers of this server [no-wildcard-cors]",
        "api/server.js:3:9: another [no-wildcard-cors]",
    ]
    assert f"45  no-wildcard-cors  {PAGE}" in lines
    assert lines[-1] == "39 places are only counted here: `--output=FILE` writes down each."
    assert shown(*files[:6])[-1] == HOW
    assert [line for line in shown(*files[:6]) if "also" in line][-1] == "    also service-05.js:3:9"


def test_one_subject_is_said_once_whatever_is_said_of_it() -> None:
    named = CORS._replace(subject="VITE_A")
    lines = shown(named, named._replace(path="b.ts", message="another"), CORS._replace(path="c.ts", subject="VITE_B"))
    assert [line for line in lines if "also" in line] == ["    also b.ts:3:9"]
    assert len([line for line in lines if line.endswith("[no-wildcard-cors]")]) == 2


@pytest.mark.parametrize(
    ("line", "column", "width", "expected"),
    [
        ("\tx = é𝄞 + 日本('a b')", 14, 0, ["x = é𝄞 + 日本('a b')", "              ^^^^^"]),
        ("  - '6379:6379'", 5, 0, ["- '6379:6379'", "  ^^^^^^^^^^^"]),
        ("CMD uvicorn app --reload", 17, 0, ["CMD uvicorn app --reload", "                ^^^^^^^^"]),
        ("a" * 90 + " b = c", 92, 46, ["a" * 33 + "... b = c"[:6] + "...", ""]),
        ("x", 9, 0, ["x", " ^"]),
        ("a\x1b[31m##[error]b", 1, 0, ["a\\x1b[31m#\\x23[error]b", "^"]),
    ],
)
def test_the_place_is_marked(line: str, column: int, width: int, expected: list[str]) -> None:
    told = shown(CORS._replace(column=column), lines=[line], style=Style(width, False))
    found = [row.split("|", 1)[1][1:] for row in told if re.match(r" +3? \|", row)]
    if width:
        assert all(len(row) <= width - 6 for row in found)
        assert found[0].startswith("...") and found[1].strip() == "^"
        assert found[0][found[1].index("^")] == "b"
    else:
        assert found == expected


@given(st.text(), st.integers(0, 200), st.integers(40, 200))
def test_no_line_is_too_much(line: str, column: int, width: int) -> None:
    for row in shown(CORS._replace(column=column + 1), lines=[line.replace("\n", "")], style=Style(width, False)):
        assert row.isprintable() or not row


@given(st.lists(st.text(alphabet="abc` ", max_size=30)).map(" ".join), st.integers(40, 100))
def test_wrapping_keeps_the_words(text: str, width: int) -> None:
    lines = wrapped(text, width, "    ")
    assert " ".join(lines).split() == text.split()
    assert all(len(line) <= width for line in lines)


# --- what is never shown --------------------------------------------------------------------------------------------


def line_of(hook: str, line: str) -> str:
    repository = Repository(Options())
    repository.keep(Source("x", f"\n{line}\n".encode()))
    return excerpts([Finding("x", 2, 3, hook, "", "")], repository)[0]


def test_a_long_login_is_not_shown() -> None:
    line = "amqp://user:" + "aaaa" * 60 + "@mq.kettlewick.com"
    assert line_of("no-wildcard-cors", line) == ""


@pytest.mark.parametrize("hook", ["block-env-files", "no-public-secrets", "no-default-secrets", "no-env-in-image"])
def test_hooks_that_judge_secrets_show_no_line(hook: str) -> None:
    assert line_of("no-wildcard-cors", LINE) == LINE
    assert line_of(hook, LINE) == ""


@pytest.mark.parametrize(
    "line",
    [
        "DATABASE_URL=postgres://app:{}@db.example.com/app?sslmode=disable",
        'url: "amqp://{}:x@mq:5672"',
        "docker run -e POSTGRES_PASSWORD={} -p 5432:5432 postgres",
        "mysql -uroot -p{} -h db",
        "redis-cli -a {} ping",
        "curl -u admin:{} http://api.example.com",
        "mongod --keyFile x --setParameter a={}",
        "GRANT ALL ON *.* TO 'app'@'%' IDENTIFIED BY '{}'",
        "client = connect(host, '{}', sslmode='disable')",
        "client = connect('db', 'app', 'hunter2', '{}')",
        'mysqli_connect("db.example.com", "app", "summer")',
        "$db = new PDO($dsn, 'app', 'summer');",
        "Server=db;User Id=app;Pwd={};Encrypt=false",
    ],
)
@pytest.mark.parametrize("seed", range(4))
def test_no_line_that_may_hold_a_credential(line: str, seed: int) -> None:
    assert may_hold_a_credential(line.format(fakes.generated(20, seed)))


@pytest.mark.parametrize(
    "line",
    [
        "app.use(cors({ origin: true, credentials: true }))",
        "CORS(app, origins='*', supports_credentials=True)",
        "allow_headers=['Authorization', 'Content-Type'],",
        "    image: docker.io/valkey/valkey:9-alpine",
        "      - ${DB_PORT:-5432}:5432",
        "ExecStart=/usr/bin/npx next dev --turbopack --hostname 127.0.0.1 --port ${PORT}",
        "app = FastAPI(title='Shop', docs_url='/docs')",
    ],
)
def test_ordinary_lines_are_shown(line: str) -> None:
    assert not may_hold_a_credential(line)


@pytest.mark.parametrize("hook", HOOKS)
def test_no_made_up_credential_of_a_case_is_in_a_line(hook: str) -> None:
    """Those that the cases break with a `¦`: what stands around it is a credential, or has the form of one."""
    folder = Path(__file__).parent / "cases" / hook
    broken = re.findall(r"[^\s\"'`=,]*¦[^\s\"'`=,]*", "\n".join(path.read_text() for path in folder.glob("*.yaml")))
    joined = {word.replace("¦", "") for word in broken if "@sha256:" not in word}
    words = {word for word in joined if kind_of(word) or is_random(word)}
    texts = [text for case in load(hook) for text in case["files"].values() if text]
    lines = {line for text in texts for line in text.splitlines() if any(word in line for word in words)}
    allowed = [line for line in lines if line_of(hook, line)]
    assert allowed == []


# --- where it is shown ----------------------------------------------------------------------------------------------


def in_a_terminal(folder: Path, columns: int, *words: str, **environment: str) -> str:
    """What a person sees who runs the command in a terminal of so many columns."""
    fcntl, pty, struct, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "struct", "termios"))
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    command = [sys.executable, "-m", "prodlint", "no-wildcard-cors", *words]
    plain = {name: text for name, text in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    plain |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TERM": "xterm"}
    done = subprocess.run(command, cwd=folder, env=plain | environment, stdout=follower, stderr=follower, check=False)
    assert done.returncode == 1
    os.close(follower)
    told = os.read(leader, 1 << 16).decode()
    os.close(leader)
    return told.replace("\r\n", "\n")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, {"api/server.js": f"const cors = require('cors');\n\n{LINE}\n"})
    git(tmp_path, "add", "--", ".")
    return tmp_path


def test_in_a_terminal(repository: Path) -> None:
    told = in_a_terminal(repository / "api", 80, "server.js")
    assert told.startswith("\033[1mserver.js\033[0m:3:24: ")
    plain = re.sub(r"\033\[[\d;]*m", "", told)
    assert max(map(len, plain.splitlines())) <= 80
    assert "  3 | app.use(cors({ origin: true }))\n    |" in plain
    assert in_a_terminal(repository / "api", 80, "server.js", NO_COLOR="1") == plain
    assert in_a_terminal(repository / "api", 80, "server.js", TERM="dumb") == plain
    assert "[no-wildcard-cors]\n" in in_a_terminal(repository, 400, "api/server.js", NO_COLOR="1").split("|")[0]
    assert json_is_json(in_a_terminal(repository, 80, "api/server.js", "--format=json"))


def json_is_json(text: str) -> bool:
    return text.startswith('{"version"')


def test_without_a_terminal_it_stays_plain(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "prodlint", "no-wildcard-cors", "api/server.js"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "FORCE_COLOR": ""}
    told = subprocess.run(command, cwd=repository, env=environment, capture_output=True, text=True, check=False).stdout
    first, *fix, how, page = told.splitlines()
    assert first.startswith("api/server.js:3:24: ") and first.endswith("[no-wildcard-cors]")
    assert fix and all(line.startswith("    ") for line in fix)
    assert (how, page) == (HOW, f"About no-wildcard-cors: {PAGE}")
    forced = subprocess.run(
        command, cwd=repository, env=environment | {"FORCE_COLOR": "1"}, capture_output=True, text=True, check=False
    )
    assert "\033[34;1m  3 |\033[0m app.use(" in forced.stdout


def test_widths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLUMNS", raising=False)
    assert style_of(None) == Style(0, True)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    assert style_of(None) == Style(100, False)
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert style_of(None) is None


# --- an old repository ----------------------------------------------------------------------------------------------


def test_much_is_summed_up_first() -> None:
    many = [CORS._replace(path=f"{number // 10}.js", line=number + 1) for number in range(52)]
    told = overview([*many, CORS._replace(hook="no-env-in-image")], PLAIN, all_of_them=True).splitlines()
    assert told == [
        "prodlint: 53 findings in 7 files",
        "    52 in     6 files  no-wildcard-cors",
        "     1 in     1 file   no-env-in-image",
        "most of them in",
        *(f"    10 in {number}.js" for number in range(5)),
        "To start in an old repository, let the old ones wait and look at what a change adds: "
        "`prodlint --added-only=main`, or `args: [--added-only]` in .pre-commit-config.yaml.",
        "",
    ]
    assert len(overview(many, PLAIN, all_of_them=False).splitlines()) == 9
    assert max(map(len, overview(many, Style(80, False), all_of_them=True).splitlines())) <= 80


@pytest.mark.parametrize(("findings", "first"), [(50, False), (51, True)])
def test_it_comes_first_from_51_findings_on(tmp_path: Path, findings: int, first: bool) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, {"server.js": "const cors = require('cors');\n" + f"{LINE}\n" * findings})
    command = [sys.executable, "-m", "prodlint", "no-wildcard-cors", "server.js"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("prodlint: 51 findings in 1 file") is first
    assert done.stdout.startswith("server.js:2:")
