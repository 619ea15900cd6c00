from __future__ import annotations

from pathlib import Path

import pytest

from prodlint.options import UsageError, printable, split


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("argv", "paths"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["a.py", "b.py"], ["a.py", "b.py"], id="paths"),
        pytest.param(["--strict", "a.py"], ["a.py"], id="option in front"),
        pytest.param(["--format", "text", "a.py"], ["a.py"], id="value as a word of its own"),
        pytest.param(["--", "--strict"], ["--strict"], id="two dashes end the options"),
        pytest.param(["a.py", "--strict", "b.py"], ["a.py", "b.py"], id="option behind a path"),
        pytest.param(["a.py", "--", "--strict"], ["a.py", "--strict"], id="two dashes behind a path"),
        pytest.param(["-"], ["-"], id="a dash is a path"),
    ],
)
def test_paths(argv: list[str], paths: list[str]) -> None:
    assert split(argv)[1] == paths


@pytest.mark.parametrize(
    "argv",
    [
        pytest.param(["--stric"], id="unknown"),
        pytest.param(["--strict=yes"], id="flag with a value"),
        pytest.param(["--format"], id="value missing"),
        pytest.param(["--format=xml"], id="unknown format"),
        pytest.param(["--unknown=maybe"], id="unknown choice"),
        pytest.param(["--dev-files=("], id="broken expression"),
        pytest.param(["--level="], id="empty level"),
        pytest.param(["--output="], id="empty name of a file"),
        pytest.param(["--added-only="], id="empty name of a commit"),
        pytest.param(["--exit-zero=1"], id="another flag with a value"),
    ],
)
def test_refused(argv: list[str]) -> None:
    with pytest.raises(UsageError):
        split(argv)


@pytest.mark.parametrize(
    "name",
    [
        "--help", "--version", "--explain", "--unknown=ignore", "--dev-files=.", "--level=tag", "--", "--exit-zero",
        "--added-only", "--added-only=main", "--fix", "--format=json", "--output=x",
    ],
)  # fmt: skip
def test_a_file_of_that_name_is_a_file(name: str) -> None:
    Path(name).touch()
    options, paths = split([name, "a.py"])
    assert paths == [name, "a.py"]
    assert not (options.help or options.version or options.explain or options.dev_files)
    assert (options.unknown, options.level) == ("report", "")
    assert (options.exit_zero, options.added_only, options.fix) == (False, None, False)
    assert (options.format, options.output) == ("text", "")


def test_added_only_takes_a_commit_behind_an_equals_sign_alone() -> None:
    assert split(["--added-only", "main"])[0].added_only == ""
    assert split(["--added-only", "main"])[1] == ["main"]
    assert split(["--added-only=main", "a.py"])[0].added_only == "main"


def test_the_format_of_the_environment_gives_way_to_the_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRODLINT_FORMAT", "sarif")
    assert split(["a.py"])[0].format == "sarif"
    assert split(["--format=json", "a.py"])[0].format == "json"
    monkeypatch.setenv("PRODLINT_FORMAT", "xml")
    with pytest.raises(UsageError):
        split(["a.py"])


def test_level() -> None:
    assert split(["--level=tag", "Dockerfile"])[0].level == split(["--level", "tag"])[0].level == "tag"


@pytest.mark.parametrize("name", ["--strict", "--prod-files=x", "--require=.env"])
def test_a_file_cannot_switch_off_what_tightens(name: str) -> None:
    before = split([name, "a.py"])[0]
    Path(name).touch()
    options, paths = split([name, "a.py"])
    assert paths == [name, "a.py"]
    assert (options.strict, options.prod_files, options.require) == (
        before.strict,
        before.prod_files,
        before.require,
    )


def test_a_file_cannot_eat_the_next_path_as_its_value() -> None:
    Path("--require").touch()
    Path(".env").touch()
    assert split(["--require", ".env"])[1] == ["--require", ".env"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plain-é.py", "plain-é.py"),
        ("a\nb", "a\\nb"),
        ("a\x1b[31m", "a\\x1b[31m"),
        ("\udcff", "\\udcff"),
        ("a\u2028b", "a\\u2028b"),
    ],
)
def test_printable(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_files_cannot_switch_off_what_tightens_by_the_next_word() -> None:
    for name in ("--public-prefix", "SHIP_"):
        Path(name).touch()
    options, paths = split(["--public-prefix", "SHIP_", "a.py"])
    assert options.public_prefix == ["SHIP_"]
    assert paths == ["--public-prefix", "SHIP_", "a.py"]


def test_hooks_are_named_with_commas_or_one_by_one() -> None:
    options, paths = split(["a.py", "--hook=a,b", "--hook", "c", "--skip", "d,e"])
    assert (options.hook, options.skip, paths) == (["a", "b", "c"], ["d", "e"], ["a.py"])


def test_paths_may_be_named_by_several_expressions() -> None:
    options = split(["--exclude=^a", "b.py", "--exclude=^b", "--dev-files=x", "--dev-files=y"])[0]
    assert [options.excludes(path) for path in ("a.py", "b.py", "c.py")] == [True, True, False]
    assert [pattern.text for pattern in options.dev_files] == ["x", "y"]
