"""block-env-files: names, what a message may hold, the index, the ignore rule and the team's configuration."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import fakes
from casefile import git, load, prepare, write
from prodlint.__main__ import main
from prodlint.clean import hook_module
from prodlint.context.env_entries import entries
from prodlint.context.env_files import real_path, role_of
from prodlint.context.env_secrets import secrets, without_public_prefix
from prodlint.credentials.values import judge
from prodlint.options import Options
from prodlint.rules.block_env_files import looks_beyond, wants
from prodlint.rules.block_env_files.committed import objects
from prodlint.rules.block_env_files.user_config import selection
from prodlint.source import Repository, Source

HOOK = "block-env-files"
TOKEN = fakes.fake("a GitHub token")

# --- names ----------------------------------------------------------------------------------------------------------

ROLES = {
    "env": ".env .ENV env app/.env prod.env .env.production .env.txt .env-prod .env_prod .env@prod .envrc .flaskenv "
    "local.env .env.local-test .envs/.production/.django local.settings.json .env.vault .env.json env.yaml .env.php",
    "template": ".env.example .env.EXAMPLE .env-example .env_example .example.env example.env env.example .env.dist "
    ".env.local.example .env.sample.txt .env.defaults .env.schema .dev.vars.example sample.local.settings.json "
    ".env.example.bak .env.local.template~",
    "local": ".env.local .env.production.local .Env.Local .envrc.local .dev.vars .dev.vars.staging .env.local.php",
    "backup": ".env.bak .env~ .env.local~ .env.backup .env.old .env.swp .env.save .env.bak2 .env.backup.20240101 "
    "prod.env.orig #.env#",
    "keys": ".env.keys .env.me",
    "gitignore": ".gitignore web/.gitignore",
    None: "env.ts src/env.d.ts config/prod.env.js environment.prod.ts env.md env.py .environment app.env.j2 envoy.yaml "
    ".envs/README.md main.py local.settings.md .gitignore.md .env/bin/activate .env/pyvenv.cfg venv/.env.svg",
}


@pytest.mark.parametrize(
    ("path", "role"), [(path, role) for role, paths in ROLES.items() for path in paths.split()], ids=str
)
def test_role(path: str, role: str | None) -> None:
    assert (role_of(path) if wants(path) is not None else None) == role


@pytest.mark.parametrize(
    ("template", "real"),
    [
        (".env.example", ".env"),
        ("web/.env.local.example", "web/.env.local"),
        (".env.Production.Sample", ".env.Production"),
        (".env_example", ".env"),
        (".env-dist", ".env"),
        ("example.env", ".env"),
        (".sample.env", ".env"),
        (".dev.vars.example", ".dev.vars"),
        (".envrc.template", ".envrc"),
        ("env.example", None),
        ("prod.env.example", None),
        (".env-example.env", None),
        (".env.example.local", None),
        (".env.defaults", None),
        (".env.demo", None),
    ],
)
def test_what_a_template_stands_for(template: str, real: str | None) -> None:
    assert real_path(template) == real


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("VITE_REACT_APP_KEY", "KEY"),
        ("next_public_key", "key"),
        ("NEXT_PRIVATE_KEY", "NEXT_PRIVATE_KEY"),
        ("VITE_", ""),
    ],
)
def test_prefix(name: str, bare: str) -> None:
    assert without_public_prefix(name) == bare


# --- nothing that is printed holds a secret -------------------------------------------------------------------------

WINDOW = 8


def pieces(value: str) -> set[str]:
    return {value[start : start + WINDOW] for start in range(len(value) - WINDOW + 1)}


def secret_values(path: str, text: str) -> list[str]:
    source = Source(path, text.encode("utf-8", "surrogateescape"))
    return [entry.value for entry in entries(source) if judge(entry.name, entry.value).is_secret]


def without_addresses(output: str) -> str:
    """What is said, without the pages that it leads to: addresses of secrets begin alike."""
    return re.sub(r"^About .*$", "", output, flags=re.MULTILINE)


@pytest.mark.parametrize("case", [case for case in load(HOOK) if case["label"] == "bad"], ids=lambda case: case["name"])
def test_no_output_holds_a_piece_of_a_secret(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    staged = prepare(case, tmp_path)
    main([HOOK, *case.get("args", ()), "--strict", *staged])
    output = without_addresses("".join(capfd.readouterr()))
    assert output
    for path, text in [*case["files"].items(), *case.get("modify", {}).items()]:
        output = output.replace(" PRIVATE_KEY ", "")  # a name, with which a key begins as well
        for value in secret_values(path, text):
            assert [piece for piece in pieces(value) if piece in output] == []


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=_-"
URL = f"redis://app:{fakes.generated(20)}@db.kettlewick.com/app"
VALUES = st.one_of(
    st.text(LETTERS, min_size=16, max_size=80),
    st.integers(0, 999).map(lambda seed: fakes.fake("an OpenAI key", seed)),
    st.integers(0, 999).map(lambda seed: fakes.jwt(seed, role="service_role")),
    st.integers(0, 999).map(lambda seed: fakes.private_key(seed=seed)),
    st.integers(0, 999).map(lambda seed: URL.replace(fakes.generated(20), fakes.generated(20, seed))),
)
SHAPES = (
    "SECRET_KEY={}\n", "{}\n", "{}=x\n", "# {}\n", 'SECRET_KEY="{}"\n', "API_TOKEN: {}\n", "export {}=\n", "{} = {}\n",
    "SECRET_KEY=a\n{}=b\n", '{{"SECRET_KEY": "{}"}}', '{{"{}": "{}"}}', "SECRET_KEY={}=\n", "SECRET_KEY\n={}\n",
)  # fmt: skip
NAMES = (".env", ".env.example", ".env.local", ".env.yaml", ".env.json", ".env.php", ".env.test", ".env.bak")


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), shape=st.sampled_from(SHAPES), value=VALUES, other=VALUES)
@example(name=".env", shape="{} = {}\n", value=fakes.fake("a GitHub token"), other=fakes.generated(40))
@example(name=".env.json", shape='{{"{}": "{}"}}', value=URL, other=fakes.fake("a GitHub token"))
def test_no_finding_holds_a_piece_of_what_was_generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, shape: str, value: str, other: str
) -> None:
    assume(min(len(set(value)), len(set(other))) > 6)  # sixteen zeros are nobody's secret, and may be a name
    monkeypatch.chdir(tmp_path)
    repository = Repository(Options())
    source = Source(name, shape.replace("{}", value, 1).replace("{}", other).encode())
    for finding in hook_module(HOOK).check(source, repository):
        told = repr(finding)
        assert [piece for piece in pieces(value) | pieces(other) if piece in told] == []


# --- content --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "places"),
    [
        (".env", "A=1\nSECRET_KEY='x\ny'\n", []),
        (".env", f'A="1\n2"\nT={TOKEN}\n', [(3, 3)]),
        (".env.json", f'{{"A": {{\n"T": "{TOKEN}"}}}}', [(2, 6)]),
        (".env.json", f'{{"A": \n"T": "{TOKEN}"', [(2, 6)]),
        (".env.yaml", f"a:\n  - name: T\n    value: {TOKEN}\n", [(3, 12)]),
        (".env.yaml", f"a: [\nT: {TOKEN}\n", [(2, 4)]),
        (".env.php", f"<?php return [\n'T' => '{TOKEN}'];", [(2, 8)]),
        (".env", "T=" + "a" * 100_000, []),
        (".env", "-----BEGIN RSA PRIVATE KEY-----\n" * 1000, []),
    ],
    ids="quotes lines json broken-json yaml broken-yaml php long many".split(),
)
def test_places(path: str, text: str, places: list[tuple[int, int]]) -> None:
    assert [(secret.line, secret.column) for secret in secrets(Source(path, text.encode()), "env")] == places


def test_utf16_and_byte_order_marks() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le"):
        source = Source(".env", f"A=1\r\nT={TOKEN}\r\n".encode(encoding))
        assert [secret.line for secret in secrets(source, "env")] == [2]


@pytest.mark.parametrize("start", [b"\0GITCRYPT\0", b"Salted__", b"age-encryption.org/v1\n", b"\x85\x02\x0c\x03\xff"])
def test_ciphertext(start: bytes) -> None:
    assert secrets(Source(".env", start + b"\xff\nT=" + TOKEN.encode()), "env") == []


# --- git ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_outside_git_the_working_tree_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {".env": f"T={TOKEN}\n", ".env.example": "T=\n", ".gitignore": ""})
    assert main([HOOK, ".env", ".env.example", ".gitignore"]) == 1
    assert lines(capsys)[0].startswith(".env:1:3: T has the form of a GitHub token")


def test_one_question_for_all_contents(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"{number}/.env" for number in range(5)]
    write(repository, dict.fromkeys(names, "A=1\n") | {"b.txt": "x", "3/.env": "B=1\n"})
    git(repository, "add", ".")
    asked = Repository(Options())
    questions: list[bytes] = []
    ask = asked.git

    def count(*args: str, stdin: bytes = b"", accept: tuple[int, ...] = (0,)) -> bytes | None:
        questions.append(stdin)
        return ask(*args, stdin=stdin, accept=accept)

    monkeypatch.setattr(asked, "git", count)
    sources = [asked.add(Source(name, b"")) for name in ("b.txt", *names)]
    for source in sources[1:]:
        list(hook_module(HOOK).check(source, asked))
    assert [len(question.splitlines()) for question in questions if question] == [2]


def test_an_object_that_git_does_not_have(repository: Path) -> None:
    assert objects(Repository(Options()), ["0" * 40]) == {}


def test_from_below(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository, {"app/.env": f"T={TOKEN}\n", "app/.env.sample": "T=\n"})
    git(repository, "add", "-f", ".")
    write(repository, {"app/.env": "T=\n"})
    monkeypatch.chdir(repository / "app")
    assert main([HOOK, ".env", ".env.sample"]) == 1
    output = lines(capsys)
    assert output[0].startswith(".env:1:3: ")
    assert "    Take it out and keep your copy: git rm --cached -- .env" in output


def test_an_index_elsewhere(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repository, {".env": f"T={TOKEN}\n"})
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    git_environment = os.environ | {"GIT_INDEX_FILE": ".git/next-index-1.lock"}
    monkeypatch.setattr("casefile.GIT_ENVIRONMENT", git_environment)
    git(repository, "add", "-f", ".env")
    write(repository, {".env": "A=1\n"})
    assert main([HOOK, ".env"]) == 1


@pytest.mark.parametrize(
    ("ignored", "status"), [(None, 1), ("node_modules\n", 1), (".env.local\n", 0)], ids=["none", "other", "covered"]
)
def test_required_names_are_asked_for_in_every_run(
    repository: Path, capsys: pytest.CaptureFixture[str], ignored: str | None, status: int
) -> None:
    write(repository, {"a.txt": "x\n"} | ({".gitignore": ignored} if ignored else {}))
    git(repository, "add", "-A")
    assert main([HOOK, "--require=.env.local"]) == status  # nothing is handed over
    assert main(["--hook", HOOK, "--require=.env.local"]) == status
    assert main([HOOK]) == 0
    reported = "covers .env.local, as --require .env.local asks" in capsys.readouterr().out
    assert reported == bool(status)


def test_what_is_required_and_has_a_template_is_said_once(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository, {".env.example": "A=\n"})
    git(repository, "add", "-A")
    assert main([HOOK, "--require=.env", ".env.example"]) == 1
    assert capsys.readouterr().out.count("covers .env,") == 1


def test_merges_and_pushes_are_looked_into(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not looks_beyond()
    (repository / ".git/MERGE_HEAD").touch()
    assert looks_beyond()
    (repository / "sub").mkdir()
    monkeypatch.chdir(repository / "sub")
    assert looks_beyond()
    (repository / ".git/MERGE_HEAD").unlink()
    assert not looks_beyond()
    monkeypatch.setenv("PRE_COMMIT_TO_REF", "HEAD")
    assert looks_beyond()


@pytest.mark.parametrize("reference", ["--output=x", "no-such-commit", "HEAD"])
def test_references_that_lead_nowhere(repository: Path, monkeypatch: pytest.MonkeyPatch, reference: str) -> None:
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", reference)
    monkeypatch.setenv("PRE_COMMIT_TO_REF", reference)
    assert main([HOOK]) == 0
    assert not (repository / "x").exists()


# --- the configuration of the team ----------------------------------------------------------------------------------

CONFIGURATION = """
files: ^(a|b)/
repos:
  - repo: x
    hooks: [{id: other, exclude: ^a/}]
  - repo: y
    hooks:
      - {id: block-env-files, exclude: "^a/skip/"}
      - {id: block-env-files, files: "^b/only/", exclude: "["}
"""


@pytest.mark.parametrize(
    ("configuration", "path", "held"),
    [
        (CONFIGURATION, "a/.env", True),
        (CONFIGURATION, "a/skip/.env", False),
        (CONFIGURATION, "c/.env", False),
        ("repos: [", "c/.env", True),
        ("", "c/.env", True),
        (None, "c/.env", True),
        ("exclude: {glob: '*'}", "c/.env", True),
    ],
)
def test_selection(repository: Path, configuration: str | None, path: str, held: bool) -> None:
    if configuration is not None:
        write(repository, {".pre-commit-config.yaml": configuration})
    assert selection(Repository(Options())).holds(path) == held


# --- ignore rule and messages ---------------------------------------------------------------------------------------


def test_the_ignore_rule_is_said_once(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    templates = (".env.example", ".env.sample", "web/.env.example")
    write(repository, dict.fromkeys(templates, "A=\n") | {"web/.gitignore": "x\n"})
    git(repository, "add", ".")
    assert main([HOOK, *templates, "web/.gitignore"]) == 1
    found = [line for line in lines(capsys) if line.endswith("[block-env-files]")]
    assert [line.partition(", ")[0] for line in found] == [
        ".gitignore:1:1: no .gitignore here covers .env",
        "web/.gitignore:1:1: no .gitignore here covers web/.env",
    ]


def test_the_fix_depends_on_the_state(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(repository, {"a b/.env": f"T={TOKEN}\n", ".gitignore": ".env\n", "new.env": f"T={TOKEN}\n"})
    git(repository, "add", "-f", "a b/.env")
    git(repository, "commit", "-q", "-m", "x")
    git(repository, "add", ".gitignore", "new.env")
    assert main([HOOK, "a b/.env", "new.env"]) == 1
    output = lines(capsys)
    assert output[1:4] == [
        "    Everybody who gets the repository gets it.",
        "    Take it out and keep your copy: git rm --cached -- 'a b/.env'",
        "    The file is in the history already: change each secret in it at its provider, removal is not enough.",
    ]
    assert output[5:9] == [
        "    Everybody who gets the repository gets it.",
        "    Take it out and keep your copy: git rm --cached -- new.env",
        "    Ignore it: add `new.env` to .gitignore.",
        "    If it was ever pushed or shared, change it at its provider: removal is not enough.",
    ]


def test_a_git_file_that_cannot_be_read_is_no_reason_to_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "elsewhere").write_bytes(b"gitdir: \xff\n")
    (tmp_path / ".git").symlink_to("elsewhere")  # a link is not followed
    assert hook_module(HOOK).looks_beyond() is False
    (tmp_path / ".git").unlink()
    (tmp_path / ".git").write_bytes(b"gitdir: \xff\n")
    assert hook_module(HOOK).looks_beyond() is False
