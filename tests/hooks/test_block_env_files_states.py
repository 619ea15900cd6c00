"""Each state of a repository in which an env file reaches a commit or a push, with the real pre-commit and prek."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

import fakes
import manifest
import scratch
from casefile import git, write

pytestmark = pytest.mark.xdist_group("env states")

TOKEN = fakes.fake("a GitHub token")
SECRET = f"A=1\nDEPLOY_TOKEN={TOKEN}\n"
MESSAGE = "DEPLOY_TOKEN has the form of a GitHub token"


class Team:
    """A repository that uses the hook, and what its people do."""

    def __init__(self, root: Path, home: Path, program: str) -> None:
        self.root, self.home, self.program = root, home, program
        git(root, "init", "-q")
        self.configure()
        git(root, "config", "user.name", "A")
        git(root, "config", "user.email", "a@example.com")
        self.run(program, "install", "-t", "pre-commit", "-t", "pre-merge-commit", "-t", "pre-push")
        self.commit("start", {"README.txt": "x\n"})

    def configure(self, folder: str = ".", **settings: str) -> None:
        entry = next(entry for entry in manifest.raw() if entry["id"] == "block-env-files")
        hook = entry | {"language": "system"} | settings
        name = f"{folder}/.pre-commit-config.yaml"
        write(self.root, {name: yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]})})
        git(self.root, "add", name)

    def run(self, *command: str, **environment: str) -> tuple[bool, str]:
        """Whether a program passed, and what it said."""
        status, output = scratch.run(self.root, *command, home=self.home, **environment)
        assert TOKEN not in output
        assert TOKEN[4:20] not in output
        return status == 0, output

    def commit(self, message: str, files: dict[str, str | None] | None = None, *options: str) -> tuple[bool, str]:
        write(self.root, files or {})
        if files:
            git(self.root, "add", "-f", "-A", "--", *files)
        return self.run("git", "commit", "-qm", message, *options)

    def sneak(self, message: str, files: dict[str, str | None]) -> None:
        """A commit that no hook sees, as `--no-verify`, a rebase or another clone makes it."""
        write(self.root, files)
        git(self.root, "add", "-f", "-A", "--", *files)
        git(self.root, "commit", "-q", "--no-verify", "-m", message)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def team(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Team:
    root = tmp_path / "team"
    root.mkdir()
    return Team(root, home, getattr(request, "param", "pre-commit"))


# prek is asked too where it has code of its own: which files it hands over, and what it tells of a push.
both = pytest.mark.parametrize("team", ["pre-commit", "prek"], indirect=True)


def blocked(result: tuple[bool, str], place: str = ".env:2:", message: str = MESSAGE) -> None:
    passed, output = result
    assert not passed
    assert place in output
    assert message in output


def passed(result: tuple[bool, str]) -> None:
    assert result[0], result[1]


@both
def test_added_and_modified_and_taken_out(team: Team) -> None:
    blocked(team.commit("add", {".env": SECRET}))
    passed(team.commit("harmless", {".env": "A=1\n"}))
    result = team.commit("modify", {".env": SECRET})
    blocked(result)
    assert "git rm --cached -- .env" in result[1]
    assert "in the history already" in result[1]
    git(team.root, "rm", "-q", "--cached", "--", ".env")
    passed(team.commit("the fix"))


def test_renamed_copied_and_made_executable(team: Team) -> None:
    team.sneak("settings", {"settings.txt": SECRET})
    git(team.root, "mv", "settings.txt", ".env")
    blocked(team.commit("rename"))
    git(team.root, "mv", ".env", "settings.txt")
    (team.root / "app").mkdir()
    shutil.copy(team.root / "settings.txt", team.root / "app/.env")
    git(team.root, "add", "-f", "app/.env")
    blocked(team.commit("copy"), "app/.env:2:")
    git(team.root, "commit", "-q", "--no-verify", "-m", "sneak")
    (team.root / "app/.env").chmod(0o755)
    git(team.root, "add", "-f", "app/.env")
    blocked(team.commit("mode"), "app/.env:2:")
    git(team.root, "mv", "app/.env", "app/values.txt")
    passed(team.commit("rename away"))


@both
def test_partly_staged(team: Team) -> None:
    write(team.root, {".env": SECRET})
    git(team.root, "add", "-f", ".env")
    write(team.root, {".env": "A=1\n"})
    blocked(team.run("git", "commit", "-qm", "the secret is staged"))
    git(team.root, "add", "-f", ".env")
    write(team.root, {".env": SECRET})
    passed(team.run("git", "commit", "-qm", "the secret is not staged"))
    assert (team.root / ".env").read_text() == SECRET
    blocked(team.run("git", "commit", "-qam", "all"))
    blocked(team.run("git", "commit", "-qm", "path", ".env"))


def test_all_files_reads_the_index(team: Team) -> None:
    team.sneak("secret", {".env": SECRET})
    write(team.root, {".env": "A=1\n"})
    blocked(team.run(team.program, "run", "--all-files"))
    blocked(team.run(team.program, "run", "--files", ".env"))


def test_staged_and_then_deleted(team: Team) -> None:
    write(team.root, {".env": SECRET})
    git(team.root, "add", "-f", ".env")
    (team.root / ".env").unlink()
    blocked(team.run("git", "commit", "-qm", "deleted in the working tree"))


def test_intent_to_add(team: Team) -> None:
    write(team.root, {".env": SECRET, "a.txt": "a\n"})
    git(team.root, "add", "a.txt")
    git(team.root, "add", "-f", "-N", ".env")
    passed(team.run("git", "commit", "-qm", "not part of it"))
    blocked(team.run("git", "commit", "-qam", "part of it"))


@both
def test_link(team: Team) -> None:
    team.sneak("values", {"settings/values.txt": SECRET})
    (team.root / ".env").symlink_to("settings/values.txt")
    git(team.root, "add", "-f", ".env")
    blocked(team.run("git", "commit", "-qm", "link"), ".env:1:1:", "in settings/values.txt, which this links to")
    for target in ("../elsewhere/.env", ".env", "/etc/passwd", "gone.txt", "settings"):
        (team.root / ".env").unlink()
        (team.root / ".env").symlink_to(target)
        git(team.root, "add", "-f", ".env")
        passed(team.run(team.program, "run"))


@both
def test_submodule(team: Team, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    git(other, "commit", "-q", "--allow-empty", "-m", "x")
    git(team.root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other), ".env")
    passed(team.run("git", "commit", "-qm", "a submodule called .env"))


def test_amended_and_initial_and_squashed(team: Team) -> None:
    git(team.root, "checkout", "-q", "-b", "side")
    team.sneak("secret", {".env": SECRET})
    git(team.root, "checkout", "-q", "main")
    git(team.root, "merge", "-q", "--squash", "side")
    blocked(team.run("git", "commit", "-qm", "squashed"))
    git(team.root, "reset", "-q", "--hard")
    write(team.root, {".env": SECRET})
    git(team.root, "add", "-f", ".env")
    blocked(team.run("git", "commit", "--amend", "-qm", "amended"))
    git(team.root, "checkout", "-q", "--orphan", "new")
    blocked(team.run("git", "commit", "-qm", "initial"))


def test_linked_worktree(team: Team, tmp_path: Path) -> None:
    git(team.root, "worktree", "add", "-q", "-b", "other", str(tmp_path / "linked"))
    team.root = tmp_path / "linked"
    blocked(team.commit("in a worktree", {".env": SECRET}))


def test_filter_that_encrypts(team: Team) -> None:
    attributes = ".env filter=crypt\nother.env filter=plain\n"
    write(team.root, {".gitattributes": attributes})
    git(team.root, "config", "filter.crypt.clean", "printf '\\000GITCRYPT\\000'; od -An -tx1")
    git(team.root, "config", "filter.crypt.smudge", f"printf 'DEPLOY_TOKEN={TOKEN}'")
    git(team.root, "config", "filter.plain.smudge", "echo A=1")
    git(team.root, "config", "filter.plain.clean", "cat")
    passed(team.commit("sealed in the index", {".env": SECRET, ".gitattributes": attributes}))
    blocked(team.commit("plain in the index", {"other.env": SECRET}), "other.env:2:")


def test_line_ends(team: Team) -> None:
    git(team.root, "config", "core.autocrlf", "true")
    (team.root / ".env").write_bytes(SECRET.replace("\n", "\r\n").encode())
    git(team.root, "add", "-f", ".env")
    blocked(team.run("git", "commit", "-qm", "CRLF"))


@both
def test_odd_names(team: Team) -> None:
    names = ["a b/.env", "gr\u00fcn/.env", "--help/.env", "a'b\"c\td/.env", "a\nb/.env", "*/.env"]
    passed, output = team.commit("odd", dict.fromkeys(names, SECRET))
    assert not passed
    assert output.count(MESSAGE) == len(names)


@both
def test_conflict_merge(team: Team) -> None:
    git(team.root, "checkout", "-q", "-b", "side")
    team.sneak("secret", {".env": SECRET, "README.txt": "side\n", "skipped/.env": SECRET})
    git(team.root, "checkout", "-q", "main")
    passed(team.commit("main", {"README.txt": "main\n"}))
    assert not team.run("git", "merge", "side")[0]
    write(team.root, {"README.txt": "both\n"})
    git(team.root, "add", "README.txt")
    blocked(team.run("git", "commit", "-qm", "merge"))
    git(team.root, "rm", "-q", "--cached", "--", ".env", "skipped/.env")
    passed(team.run("git", "commit", "-qm", "merge without"))


@both
def test_clean_merge(team: Team) -> None:
    git(team.root, "checkout", "-q", "-b", "side")
    team.sneak("secret", {".env": SECRET})
    git(team.root, "checkout", "-q", "main")
    passed(team.commit("main", {"b.txt": "main\n"}))
    blocked(team.run("git", "merge", "--no-edit", "side"))


@both
def test_what_the_team_excludes_stays_excluded_in_a_merge(team: Team) -> None:
    team.configure(exclude="^skipped/")
    passed(team.commit("exclude"))
    git(team.root, "checkout", "-q", "-b", "side")
    team.sneak("secret", {"README.txt": "side\n", "skipped/.env": SECRET})
    git(team.root, "checkout", "-q", "main")
    passed(team.commit("main", {"README.txt": "main\n"}))
    assert not team.run("git", "merge", "side")[0]
    write(team.root, {"README.txt": "both\n"})
    git(team.root, "add", "README.txt")
    passed(team.run("git", "commit", "-qm", "merge"))


@pytest.fixture
def remote(team: Team, tmp_path: Path) -> Path:
    folder = tmp_path / "remote"
    folder.mkdir()
    git(folder, "init", "-q", "--bare")
    git(team.root, "remote", "add", "origin", str(folder))
    return folder


@both
def test_added_and_removed_again_inside_a_push(team: Team, remote: Path) -> None:
    passed(team.run("git", "push", "-q", "origin", "main"))
    team.sneak("add", {"app/.env": SECRET})
    team.sneak("remove", {"app/.env": None})
    result = team.run("git", "push", "-q", "origin", "main")
    blocked(result, "app/.env:2:")
    assert "git rebase -i" in result[1]
    git(team.root, "reset", "-q", "--hard", "HEAD~2")
    passed(team.commit("fine", {"b.txt": "b\n"}))
    passed(team.run("git", "push", "-q", "origin", "main"))


@both
def test_the_first_push_of_all(team: Team, remote: Path) -> None:
    team.sneak("add", {"app/.env": SECRET})
    team.sneak("clean", {"app/.env": "A=1\n"})
    blocked(team.run("git", "push", "-q", "origin", "main"), "app/.env:2:", "in commit ")


@both
def test_a_range_in_ci(team: Team) -> None:
    team.sneak("add", {".env": SECRET})
    team.sneak("remove", {".env": None})
    blocked(team.run(team.program, "run", "--from-ref", "HEAD~2", "--to-ref", "HEAD"))
    passed(team.run(team.program, "run", "--from-ref", "HEAD~1", "--to-ref", "HEAD"))


@pytest.mark.parametrize("team", ["prek"], indirect=True)
def test_a_workspace(team: Team) -> None:
    team.configure("part")
    write(team.root, {"part/.env": SECRET})
    git(team.root, "add", "-f", "part/.env")
    result = team.run("prek", "run", "--refresh")
    blocked(result)
    blocked(result, "part/.env:2:")
    assert "git rm --cached -- .env\n" in result[1]
