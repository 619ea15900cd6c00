"""What is released: one version everywhere, what the archives hold, and the workflows that make them."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

import manifest
from prodlint import BY_CHOICE, HOOKS, __version__
from prodlint.__main__ import main
from test_readme import command

WORKFLOWS = sorted((manifest.PROJECT / ".github/workflows").glob("*.yml"))
SINGLE = ("*.md", "LICENSE", "action.yml", "pyproject.toml", ".gitattributes", ".pre-commit-*.yaml")
OURS = ("hooks", "tests", "docs", "benchmarks", ".ci", ".github")
MADE = re.compile(r"(^|/)(__pycache__|\.\w+_cache|\.hypothesis)/|\.egg-info/")


def workflow(name: str) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load((manifest.PROJECT / ".github/workflows" / name).read_text())
    return loaded


def steps(jobs: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in jobs.values() for step in job["steps"]]


def scripts(jobs: dict[str, Any]) -> list[str]:
    return [step["run"] for step in steps(jobs) if "run" in step]


def supported() -> list[str]:
    """The versions of Python that the classifiers name."""
    text = (manifest.PROJECT / "pyproject.toml").read_text()
    return re.findall(r'"Programming Language :: Python :: (3\.\d+)"', text)


def test_one_version() -> None:
    texts = [manifest.PROJECT / "README.md", *(manifest.PROJECT / "docs").glob("*.md")]
    named = {rev for path in texts for rev in re.findall(r"(?:rev: v|prodlint@v?)([\w.]+)", path.read_text())}
    assert named == {__version__}
    changes = (manifest.PROJECT / "CHANGELOG.md").read_text()
    first = re.search(r"^## (\S+)", changes, re.M)
    assert first
    assert first[1] in ("Unreleased", __version__)
    assert supported()[0] == "3.10"
    assert 'requires-python = ">=3.10"' in (manifest.PROJECT / "pyproject.toml").read_text()


# --- archives -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], dict[str, bytes]]:
    """The names in the sdist, and the files of the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=manifest.PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    with zipfile.ZipFile(wheel) as archive:
        return names, {name: archive.read(name) for name in archive.namelist()}


def files_of(folder: Path) -> set[str]:
    paths = (path.relative_to(manifest.PROJECT).as_posix() for path in folder.rglob("*") if path.is_file())
    return {path for path in paths if not MADE.search(path)}


def test_the_wheel_holds_the_package_alone(archives: tuple[set[str], dict[str, bytes]]) -> None:
    _, wheel = archives
    about = f"prodlint-{__version__}.dist-info"
    package = {name.removeprefix("hooks/") for name in files_of(manifest.PROJECT / "hooks/prodlint")}
    assert "prodlint/py.typed" in package
    assert set(wheel) == package | {
        f"{about}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert wheel[f"{about}/entry_points.txt"].split() == [
        b"[console_scripts]",
        b"prodlint",
        b"=",
        b"prodlint.__main__:command",
    ]
    assert f"\nVersion: {__version__}\n".encode() in wheel[f"{about}/METADATA"]
    assert b"Root-Is-Purelib: true\nTag: py3-none-any\n" in wheel[f"{about}/WHEEL"]


def test_the_sdist_holds_what_the_tests_need(archives: tuple[set[str], dict[str, bytes]]) -> None:
    sdist, _ = archives
    single = {path.name for pattern in SINGLE for path in manifest.PROJECT.glob(pattern)}
    needed = single.union(*(files_of(manifest.PROJECT / folder) for folder in OURS))
    assert needed - sdist == set()
    assert sdist - needed <= {"PKG-INFO", ".gitignore"}


# --- workflows ------------------------------------------------------------------------------------------------------


def test_ci_runs_on_every_version_that_is_supported() -> None:
    jobs = workflow("test.yml")["jobs"]
    assert jobs["ci"]["strategy"]["matrix"]["python"] == supported()
    assert scripts({"ci": jobs["ci"]}) == ["bash .ci/run"]
    platforms = {row["os"] for row in jobs["ci"]["strategy"]["matrix"]["include"]} | {jobs["windows"]["runs-on"]}
    assert platforms == {"macos-latest", "windows-latest"}
    installed, tested, _ = scripts({"windows": jobs["windows"]})
    _, install, test = command("test command").split(" && ")
    assert installed.split()[3:] == install.replace("'", '"').split()[1:]
    assert tested.split()[2:] == ["pytest", *test.split()[1:]]


def test_a_release_is_built_checked_and_tested_before_it_is_published() -> None:
    release = workflow("release.yml")
    assert release[True] == {"push": {"tags": ["v*"]}}  # `on` is a boolean in YAML 1.1
    jobs = release["jobs"]
    assert jobs["sdist"]["needs"] == "build"
    assert set(jobs["publish"]["needs"]) == set(jobs) - {"publish"}
    order = ["GITHUB_REF_NAME", "bash .ci/run", "pip install", "python -m build", "twine check"]
    assert all(word in script for word, script in zip(order, scripts({"build": jobs["build"]}), strict=True))
    assert command("test command") in scripts({"sdist": jobs["sdist"]})


def test_only_the_job_that_publishes_can_publish() -> None:
    release = workflow("release.yml")
    assert release["permissions"] == {}
    granted = {name: job["permissions"] for name, job in release["jobs"].items()}
    assert granted == {"build": {"contents": "read"}, "sdist": {}, "publish": {"id-token": "write"}}
    assert scripts({"publish": release["jobs"]["publish"]}) == []
    assert workflow("test.yml")["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflow(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = workflow(path.name)["jobs"]
    for step in steps(jobs):
        assert (
            re.search(r"@[0-9a-f]{40}$", step.get("uses", "./")) or step.get("uses", "./") == "./"
        )  # no tag: they move
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
    assert not any("${{" in script for script in scripts(jobs))  # nothing is pasted into a shell
    assert all("timeout-minutes" in job for job in jobs.values())
    monkeypatch.chdir(manifest.PROJECT)
    for hook in HOOKS:
        if hook not in BY_CHOICE:
            assert main([hook, path.relative_to(manifest.PROJECT).as_posix()]) == 0
