"""The README and the pages below docs/ are true: their examples are judged by the hooks, their commands are run."""

from __future__ import annotations

import os
import re
import subprocess
from itertools import chain
from pathlib import Path

import pytest
import yaml

import manifest
import pages
import scratch
from casefile import CASES, GIT_ENVIRONMENT, git, write
from prodlint import ALL, HOOKS
from prodlint.__main__ import main
from prodlint.options import FORMATS

README = (manifest.PROJECT / "README.md").read_text()
CI = (manifest.PROJECT / "docs/ci.md").read_text()
TEXTS = {path.relative_to(manifest.PROJECT): path.read_text() for path in sorted(manifest.PROJECT.glob("docs/**/*.md"))}
TEXTS |= {Path(name): (manifest.PROJECT / name).read_text() for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")}
MOST = 250  # lines that a newcomer reads


def test_the_readme_is_short() -> None:
    assert README.count("\n") <= MOST


@pytest.mark.parametrize("example", list(pages.examples(README)), ids=lambda example: example.verdict)
def test_example(example: pages.Example) -> None:
    for hook in (ALL, "no-wildcard-cors"):
        assert pages.said(hook, example)[0] == (example.verdict == "bad")


def test_the_first_configuration_is_the_id_of_all_hooks() -> None:
    block = re.search(r"^```yaml\n(repos:.*?)^```$", README, re.M | re.S)
    assert block
    (repo,) = yaml.safe_load(block[1])["repos"]
    assert repo["hooks"] == [{"id": ALL}]
    assert (yaml.safe_load(pages_block("pre-commit"))["repos"]) == [repo]


def test_what_is_read_is_in_cases_or_tables() -> None:
    section = re.search(r"^## What is read\n(.*?)^## ", README, re.M | re.S)
    assert section
    cells = [row.split("|")[2] for row in section[1].splitlines() if row.startswith("| ")]
    names = {name.strip() for name in re.split(r"[,;]", ",".join(cells)) if name.strip(" -")}
    package = (manifest.PROJECT / "hooks/prodlint").rglob("*.py")
    known = "".join(path.read_text().lower() for path in chain(CASES.rglob("*.yaml"), package))
    assert len(names) > 100
    assert [name for name in sorted(names) if name.lower() not in known] == []


# --- links ----------------------------------------------------------------------------------------------------------


def anchors(text: str) -> set[str]:
    """What GitHub makes of the titles of a text."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("name", TEXTS, ids=str)
def test_links_lead_somewhere(name: Path) -> None:
    prose = re.sub(r"^```.*?^```$", "", TEXTS[name], flags=re.M | re.S)
    for target in re.findall(r"\]\((?!https://)([^)]+)\)", prose):
        path, _, anchor = target.partition("#")
        there = manifest.PROJECT / name.parent / path if path else manifest.PROJECT / name
        assert there.is_file(), target
        if anchor:
            assert anchor in anchors(there.read_text()), target


# --- commands -------------------------------------------------------------------------------------------------------


def command(marker: str, text: str = README) -> str:
    block = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)\n```", text, re.S)
    assert block
    return block[1]


def pages_block(label: str, text: str = CI) -> str:
    """The fenced block of a page with a label behind its language."""
    block = re.search(rf"^```\w+ {label}\n(.*?)^```$", text, re.M | re.S)
    assert block
    return block[1]


@pytest.mark.xdist_group("end to end")
@pytest.mark.skipif(os.name == "nt", reason="the command is for a POSIX shell")
def test_run_command(tmp_path: Path) -> None:
    scratch.snapshot(tmp_path / "prodlint")
    done = subprocess.run(
        command("run command"),
        shell=True,
        cwd=tmp_path / "prodlint",
        env=GIT_ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert "prodlint: clean; " in done.stderr


def test_test_command_is_what_ci_runs() -> None:
    assert ".[dev]" in command("test command")
    assert "<!-- test command -->" in (manifest.PROJECT / ".ci/run").read_text()


OLD = "add_header Access-Control-Allow-Origin *;\n"


@pytest.fixture
def branch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of an old repository, on a branch that adds a line to what was there."""
    write(tmp_path, {"old/nginx.conf": OLD})
    for step in (["init", "-q"], ["add", "."], ["commit", "-qm", "old"]):
        git(tmp_path / "old", *step)
    git(tmp_path, "clone", "-q", "old", "new")
    folder = tmp_path / "new"
    git(folder, "checkout", "-qb", "branch")
    write(folder, {"nginx.conf": OLD + "\n" + OLD})
    git(folder, "add", ".")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.skipif(os.name == "nt", reason="the command is for a POSIX shell")
def test_added_only_command(committed: bool, branch: Path, tmp_path: Path) -> None:
    if committed:
        git(branch, "commit", "-qm", "new")
    status, output = scratch.run(branch, "sh", "-c", command("added-only command", CI), home=tmp_path)
    assert status == 1
    assert [line.split(": ")[0] for line in output.splitlines() if line.startswith("nginx")] == ["nginx.conf:3:40"]


def test_added_only_args(branch: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (hook,) = yaml.safe_load(pages_block("added-only"))
    assert main([hook["id"], *hook["args"], "nginx.conf"]) == 1
    assert capsys.readouterr().out.startswith("nginx.conf:3:40: ")
    git(branch, "commit", "-qm", "new")
    assert main([hook["id"], *hook["args"], "nginx.conf"]) == 0


def test_statistics_command(branch: Path, tmp_path: Path) -> None:
    status, output = scratch.run(branch, *command("statistics command", CI).split(), home=tmp_path)
    assert status == 1
    assert re.search(r"\b2\b.*no-wildcard-cors|no-wildcard-cors.*\b2\b", output)


def test_each_service_of_a_monorepo_has_its_configuration(tmp_path: Path) -> None:
    configurations = dict(re.findall(r"^```toml monorepo (\S+)\n(.*?)^```$", CI, re.M | re.S))
    image = 'FROM python:3.12-slim\nCMD ["python", "-m", "api"]\n'
    images = {str(Path(path).parent / "Dockerfile"): image for path in configurations}
    git(tmp_path, "init", "-q")
    write(tmp_path, configurations | images)
    git(tmp_path, "add", ".")
    _, output = scratch.run(tmp_path, "prodlint", home=tmp_path)
    found = set(re.findall(r"^([^:\s]+):\d+:\d+: .*\[([\w-]+)\]$", output, re.M))
    api, site = images
    assert found == {(site, "no-root-container"), (site, "pin-base-images")}
    assert api not in scratch.run(tmp_path, "prodlint", str(Path(api).parent), home=tmp_path)[1]


def test_every_format_is_in_the_table() -> None:
    section = CI.partition("## Formats\n")[2]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.M)) == set(FORMATS)


def test_every_hook_has_a_page_that_the_readme_leads_to() -> None:
    assert tuple(re.findall(r"\(docs/hooks/([\w-]+)\.md\)", README)) == HOOKS
