from __future__ import annotations

from pathlib import Path

import pytest

from prodlint import HOOKS, ignore
from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.source import Repository, Source

HOOK = "no-wildcard-cors"


def kept(
    text: str, *, line: int, first: int = 0, last: int = 0, hook: str = HOOK, strict: bool = False
) -> list[Finding]:
    options = Options()
    options.strict = strict
    repository = Repository(options)
    source = repository.add(Source("a.py", text.encode()))
    finding = Finding("a.py", line, 1, hook, "message", "fix", first=first, last=last)
    checked = [(source, hook), (source, "no-reload-in-prod")]
    found = sorted(ignore.apply([finding], checked, repository, HOOKS))
    return ignore.hinted(found, repository, HOOKS)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


MARK = f"prodlint: ignore[{HOOK}] it is a public API"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(f"x = 1  # {MARK}", 1, id="same line"),
        pytest.param(f"# {MARK}\nx = 1", 2, id="line above"),
        pytest.param(f"x = 1  // {MARK}", 1, id="slashes"),
        pytest.param(f"/* {MARK} */\nx = 1", 2, id="block comment"),
        pytest.param(f"<!-- {MARK} -->\nx", 2, id="markup"),
        pytest.param(f"-- {MARK}\nx", 2, id="sql"),
        pytest.param(f"; {MARK}\nx", 2, id="ini"),
        pytest.param(f"x  # prodlint: ignore[block-env-files, {HOOK}] reason", 1, id="several ids"),
        pytest.param(f"# prodlint: ignore-file[{HOOK}] reason\n\n\nx", 4, id="file"),
    ],
)
def test_allows(text: str, line: int) -> None:
    assert kept(text, line=line) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("x = 1  # prodlint: ignore reason", 1, id="no id"),
        pytest.param("x = 1  # prodlint: ignore[] reason", 1, id="empty id"),
        pytest.param("x = 1  # prodlint: ignore[no-reload-in-prod]", 1, id="another hook"),
        pytest.param(f"x = 1  # {MARK}\ny = 2", 2, id="end of the line above"),
        pytest.param(f"# {MARK}\n\nx = 1", 3, id="two lines above"),
        pytest.param(f"x = 1\n# {MARK}", 1, id="line below"),
        pytest.param(f'x = "{MARK}"', 1, id="no comment"),
        pytest.param("\n" * 10 + f"# prodlint: ignore-file[{HOOK}]\nx", 12, id="file mark too far down"),
    ],
)
def test_does_not_allow(text: str, line: int) -> None:
    assert len(kept(text, line=line)) == 1


@pytest.mark.parametrize("line", [2, 3, 4])
def test_any_line_of_the_statement(line: int) -> None:
    lines = ["", "call(", "  1,", ")", ""]
    lines[line - 1] += f"  # {MARK}"
    assert kept("\n".join(lines), line=3, first=2, last=4) == []


@pytest.mark.parametrize(
    ("text", "line", "hook", "allowed"),
    [
        ("A=1  # pragma: allowlist secret", 1, "block-env-files", True),
        ("A=1  # pragma: whitelist secret", 1, "no-public-secrets", True),
        ("# pragma: allowlist nextline secret\nA=1", 2, "block-env-files", True),
        ("A=1  # gitleaks:allow", 1, "block-env-files", True),
        ("# pragma: allowlist secret\nA=1", 2, "block-env-files", False),
        ("A=1  # pragma: allowlist nextline secret", 1, "block-env-files", False),
        ("A=1  # pragma: allowlist secret", 1, HOOK, False),
    ],
)
def test_pragma(text: str, line: int, hook: str, allowed: bool) -> None:
    assert (kept(text, line=line, hook=hook) == []) is allowed


def test_unused_marks_are_findings_with_strict() -> None:
    text = f"x = 1  # {MARK}\n\ny = 2  # {MARK}\n\nz = 3  # prodlint: ignore\n"
    assert kept(text, line=1) == []
    found = kept(text, line=1, strict=True)
    assert [(f.line, f.message) for f in found] == [
        (3, f"this ignore of {HOOK} allows nothing"),
        (5, "this ignore names no hook and allows nothing"),
    ]


@pytest.mark.parametrize(
    ("mark", "message", "fix"),
    [
        ("ignore", "this ignore names no hook and allows nothing", "ignore[hook-id] reason"),
        ("ignore[no-wildcard-cor] public", "this ignore names a hook that there is not", f"ignore[{HOOK}] reason"),
        (f"ignore[{HOOK}, xyz]", "this ignore names a hook that there is not", "ignore[hook-id] reason"),
        ("ignore-file[block-env-file]", "this ignore names a hook that there is not", "ignore-file[block-env-files]"),
    ],
)
def test_a_mark_that_names_no_hook_is_one_finding_with_strict(mark: str, message: str, fix: str) -> None:
    text = f"x = 1\n\ny = 2  # prodlint: {mark}\n"
    strict = [f for f in kept(text, line=1, strict=True) if f.message.startswith("this ignore names")]
    assert [(f.line, f.message) for f in strict] == [(3, message)]
    assert fix in strict[0].fix
    assert len(kept(text, line=1)) == 1


@pytest.mark.parametrize(
    ("text", "line", "hinted"),
    [
        pytest.param("x = 1  # prodlint: ignore", 1, True, id="no id"),
        pytest.param("# prodlint: ignore[no-wildcard-cor] public\nx = 1", 2, True, id="misspelt, above"),
        pytest.param("# prodlint: ignore-file[cors]\n\nx = 1", 3, True, id="misspelt, of the file"),
        pytest.param("x = 1\n\ny = 2  # prodlint: ignore", 1, False, id="on another line"),
        pytest.param("x = 1  # prodlint: ignore[no-reload-in-prod] public", 1, False, id="another hook"),
        pytest.param("x = 1  # pragma: allowlist secret", 1, False, id="another tool"),
    ],
)
def test_the_fix_says_that_a_mark_names_no_hook(text: str, line: int, hinted: bool) -> None:
    (found,) = kept(text, line=line)
    assert ("names no hook: write `prodlint: ignore[no-wildcard-cors] reason`" in found.fix) is hinted


def test_a_finding_is_within_its_statement() -> None:
    found = Finding("a", 5, 1, "no-wildcard-cors", "m", "f")
    spans = [found, found._replace(first=4, last=7), found._replace(first=6, last=6), found._replace(last=3)]
    assert [one.span for one in spans] == [(5, 5), (4, 7), (5, 6), (5, 5)]
