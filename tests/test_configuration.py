"""What `prodlint.toml` and `[tool.prodlint]` say counts for every hook, for all in one process and for the command."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from casefile import git, write
from prodlint import ALL, BY_DEFAULT
from test_cli import places, prodlint

ANY = "add_header Access-Control-Allow-Origin *;\n"
MAIN = (
    "from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\napp = FastAPI()\n"
    'app.add_middleware(CORSMiddleware, allow_origins=["*"])\n'
)
FILES = {
    "api/main.py": MAIN,
    "api/nginx.conf": ANY,
    "web/.env.production": "NEXT_PUBLIC_OPENAI_API_KEY=\nACME_PUBLIC_OPENAI_API_KEY=\n",
    "web/chat.ts": "const ai = new OpenAI({ apiKey: process.env.ACME_SHOWN_OPENAI_API_KEY })\n",
    "Dockerfile": "FROM python:3.12\nUSER app\nCMD uvicorn api.main:app --reload\n",
    "legacy/nginx.conf": ANY,
}
RELOAD = "Dockerfile:3:26 [no-reload-in-prod]"
CORS = ["api/main.py:5:51 [no-wildcard-cors]", "api/nginx.conf:1:40 [no-wildcard-cors]"]
LEGACY = "legacy/nginx.conf:1:40 [no-wildcard-cors]"
PUBLIC = "web/.env.production:1:1 [no-public-secrets]"
ALL_PLACES = [RELOAD, *CORS, LEGACY, PUBLIC]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    write(tmp_path, FILES)
    git(tmp_path, "add", "-f", "--", *FILES)
    return tmp_path


def found(repository: Path, configuration: dict[str, str], *options: str) -> list[str]:
    """The findings of the command, which are those of the id of all hooks, and those of the single ones together."""
    write(repository, dict(configuration))
    git(repository, "add", "-f", "--", *configuration)
    files = git(repository, "ls-files").decode().splitlines()
    command = prodlint(repository, *options)
    assert command[0] == int(bool(places(command[1]))), command[2]
    module = (sys.executable, "-I", "-m", "prodlint")
    together = prodlint(repository, *options, *files, program=(*module, ALL))
    assert places(together[1]) == places(command[1])
    if "[tool.prodlint]\nextend" not in "".join(configuration.values()):
        single = [prodlint(repository, *options, *files, program=(*module, hook))[1] for hook in BY_DEFAULT]
        assert sorted(place for output in single for place in places(output)) == sorted(places(command[1]))
    return places(command[1])


def table(text: str) -> dict[str, str]:
    return {"pyproject.toml": f"[project]\nname = 'shop'\n\n[tool.prodlint]\n{text}"}


def test_without_a_table_nothing_changes(repository: Path) -> None:
    assert found(repository, {}) == ALL_PLACES
    assert found(repository, {"pyproject.toml": "[project]\ndependencies = ['prodlint']\n"}) == ALL_PLACES


@pytest.mark.parametrize("name", ["pyproject.toml", "prodlint.toml"])
def test_paths_are_left_out(repository: Path, name: str) -> None:
    text = "exclude = ['^legacy/']\n[no-wildcard-cors]\nexclude = ['main']\n"
    if name == "pyproject.toml":
        text = "[tool.prodlint]\n" + text.replace("[no-", "[tool.prodlint.no-")
    assert found(repository, {name: text}) == [RELOAD, CORS[1], PUBLIC]


def test_hooks_are_added_and_skipped(repository: Path) -> None:
    text = "extend-hooks = ['pin-base-images']\nskip-hooks = ['no-wildcard-cors']\n"
    pinned = "Dockerfile:1:6 [pin-base-images]"
    assert found(repository, table(text)) == [pinned, RELOAD, PUBLIC]
    assert found(repository, table(text + "[tool.prodlint.pin-base-images]\nlevel = 'tag'\n")) == [RELOAD, PUBLIC]
    assert places(prodlint(repository, "--hook=no-wildcard-cors")[1]) == [*CORS, LEGACY]  # who asks for it gets it


def test_an_added_hook_is_found_where_no_other_hook_has_anything_to_look_at(repository: Path) -> None:
    write(repository, {"db.sql": "GRANT ALL PRIVILEGES ON DATABASE shop TO web;\n"})
    module = (sys.executable, "-I", "-m", "prodlint", ALL)
    assert prodlint(repository, "db.sql", program=module)[0] == 0
    for written in ("no-broad-db-grants", r"no\u002dbroad-db-grants"):
        write(repository, table(f'extend-hooks = ["{written}"]\n'))
        assert prodlint(repository, "db.sql", program=module)[0] == 1


def test_options_of_one_hook(repository: Path) -> None:
    text = "[tool.prodlint.no-public-secrets]\nallow = ['NEXT_PUBLIC_OPENAI_API_KEY']\npublic-prefix = ['{}']\n"
    expected = "web/.env.production:2:1 [no-public-secrets]"
    assert found(repository, table(text.format("ACME_PUBLIC_"))) == [*ALL_PLACES[:-1], expected]
    shown = "web/chat.ts:1:33 [no-public-secrets]"  # no needle is in that file
    assert found(repository, table(text.format("ACME_SHOWN_"))) == [*ALL_PLACES[:-1], shown]
    assert found(repository, {}, "--allow=X", "--public-prefix=X_") == ALL_PLACES  # the command line wins
    assert shown in found(repository, {}, "--no-config", "--public-prefix=ACME_SHOWN_")


def test_a_name_that_gitignore_must_cover_is_asked_for_in_every_run(repository: Path) -> None:
    write(repository, table("[tool.prodlint.block-env-files]\nrequire = ['.env.local']\n") | {"a.py": "a = 1\n"})
    module = (sys.executable, "-I", "-m", "prodlint")
    for hook in (ALL, "block-env-files"):
        assert places(prodlint(repository, "a.py", program=(*module, hook))[1]) == [".gitignore:1:1 [block-env-files]"]


def test_production_and_development_by_path(repository: Path) -> None:
    files = {"tools/nginx.conf": ANY, "services/sandbox/nginx.conf": ANY, "tests/nginx.conf": ANY}
    write(repository, files)
    git(repository, "add", "--", *files)
    text = "dev-files = ['^tools/', '^api/', '^legacy/']\nprod-files = ['^tests/']\n"
    paths = [place.split(":")[0] for place in found(repository, table(text))]
    assert paths == ["Dockerfile", "services/sandbox/nginx.conf", "tests/nginx.conf", "web/.env.production"]


def test_the_nearest_file_counts_alone_and_paths_are_from_there(repository: Path) -> None:
    configuration = {
        "prodlint.toml": "exclude = ['^legacy/', '^api/main']\nskip-hooks = ['no-reload-in-prod']\n",
        "api/prodlint.toml": "exclude = ['^nginx', '^legacy/']\n",
        "web/pyproject.toml": "[project]\nname = 'prodlint-user'\n",
    }
    assert found(repository, configuration) == [CORS[0], PUBLIC]
    _, output, _ = prodlint(repository / "api")
    assert places(output) == ["main.py:5:51 [no-wildcard-cors]", f"../{PUBLIC}"]


ENTRY = "[[tool.prodlint.allow]]\nhook = 'no-wildcard-cors'\npath = '{}'\nreason = 'public files'\n"


def test_entries_allow(repository: Path) -> None:
    assert found(repository, table(ENTRY.format("nginx"))) == [RELOAD, CORS[0], PUBLIC]
    assert found(repository, table(ENTRY.format("^api/") + "match = 'add_header'\n")) == [
        RELOAD, CORS[0], LEGACY, PUBLIC,
    ]  # fmt: skip
    assert found(repository, table(ENTRY.format("^api/") + "match = 'nothing'\n")) == ALL_PLACES


def test_an_entry_that_allows_nothing_is_said_with_strict(repository: Path) -> None:
    write(repository, table("strict = true\n" + ENTRY.format("^web/") + ENTRY.format("^gone/") + ENTRY.format("^api/")))
    git(repository, "add", "--", "pyproject.toml")
    _, output, _ = prodlint(repository)
    said = [place for place in places(output) if place.startswith("pyproject")]
    assert said == ["pyproject.toml:6:1 [no-wildcard-cors]", "pyproject.toml:10:1 [no-wildcard-cors]"]
    module = (sys.executable, "-I", "-m", "prodlint", ALL)
    _, output, _ = prodlint(repository, "Dockerfile", program=module)  # nobody looked at web/
    assert [place for place in places(output) if place.startswith("pyproject")] == [said[1]]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("exclud = ['a']\n", "5:1: error: no such key: exclud; is exclude meant?"),
        ("exclude = ['(']\n", "5:12: error: exclude is no regular expression: missing ), unterminated subpattern"),
        ("exclude = [1]\n", "5:11: error: exclude is a list of regular expressions"),
        ("strict = 'yes'\n", "5:10: error: strict is true or false"),
        (
            "skip-hooks = ['no-wildcard-cor']\n",
            "5:15: error: no such hook: no-wildcard-cor; is no-wildcard-cors meant?",
        ),
        ("[tool.prodlint.no-wildcard-cor]\n", "5:16: error: no such key: no-wildcard-cor; is no-wildcard-cors meant?"),
        ("[tool.prodlint.no-wildcard-cors]\nallow = ['a']\n", "6:1: error: no such key of no-wildcard-cors: allow"),
        ("[tool.prodlint.pin-base-images]\nlevel = 'tags'\n", "6:9: error: level is digest or tag"),
        ("[tool.prodlint.no-reload-in-prod]\nunknown = 'x'\n", "6:11: error: unknown is report or ignore"),
        ("no-wildcard-cors = 1\n", "5:20: error: no-wildcard-cors is a table"),
        ("allow = ['A']\n", "5:9: error: allow is a list of tables, [[tool.prodlint.allow]]"),
        (ENTRY.format("a").replace("reason", "because"), "8:1: error: no such key of an allow entry: because"),
        (ENTRY.format("a").replace("'public files'", "' '"), "5:1: error: this allow entry has no reason"),
        (ENTRY.format("("), "7:8: error: path is no regular expression"),
        ("exclude = [\n", " error: line 6: not TOML"),
    ],
)
def test_what_is_wrong_is_an_error(repository: Path, text: str, complaint: str) -> None:
    write(repository, table(text))
    module = (sys.executable, "-I", "-m", "prodlint")
    for words, program in (((), ("prodlint",)), (["pyproject.toml"], (*module, ALL))):
        status, output, errors = prodlint(repository, *words, program=program)
        assert (status, output) == (2, "")
        assert errors.startswith("pyproject.toml:")
        assert complaint in errors
    assert prodlint(repository, "api/nginx.conf", program=(*module, "no-wildcard-cors"))[0] == 2
    assert prodlint(repository, "--no-config", "web/chat.ts")[0] == 0


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_configuration_that_cannot_be_read_is_an_error(repository: Path) -> None:
    (repository / "prodlint.toml").symlink_to("elsewhere.toml")
    status, _, errors = prodlint(repository, "api/nginx.conf")
    assert (status, errors.split(":")[0]) == (2, "prodlint.toml")


def test_another_file_or_none(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    central = tmp_path_factory.mktemp("central") / "rules.toml"
    central.write_text("exclude = ['^api/']\n")
    write(repository, table("exclude = ['.']\n") | {"api/prodlint.toml": "exclude = ['.']\n"})
    assert places(prodlint(repository, f"--config={central}")[1]) == [RELOAD, LEGACY, PUBLIC]
    assert places(prodlint(repository, "--no-config")[1]) == ALL_PLACES
    assert prodlint(repository, "--config=missing.toml")[0] == 2
    assert prodlint(repository)[:2] == (0, "")


def test_comments_may_have_to_give_a_reason_or_allow_nothing(repository: Path) -> None:
    allowed = {
        "api/nginx.conf": ANY[:-1] + " # prodlint: ignore[no-wildcard-cors] fonts\n",
        "legacy/nginx.conf": ANY[:-1] + " # prodlint: ignore[no-wildcard-cors]\n",
    }
    write(repository, allowed)
    assert found(repository, {}) == [RELOAD, CORS[0], PUBLIC]
    assert found(repository, {}, "--require-reason") == [RELOAD, CORS[0], LEGACY, PUBLIC]
    assert found(repository, {}, "--no-inline-ignores") == ALL_PLACES
    assert found(repository, table("require-reason = true\n")) == [RELOAD, CORS[0], LEGACY, PUBLIC]
    assert "gives no reason" in prodlint(repository, "legacy")[1]


def test_what_counts_is_shown(repository: Path) -> None:
    write(repository, table("exclude = ['^x/']\n[tool.prodlint.no-public-secrets]\nallow = ['A']\n"))
    status, output, _ = prodlint(repository, "--strict", "--show-config", "web/chat.ts")
    assert status == 0
    assert output.startswith("# web/chat.ts: pyproject.toml\n# counts as unknown: ")
    for line in (
        "strict = true  # command line",
        'exclude = ["^x/"]  # pyproject.toml',
        "dev-files = []  # default",
        '[no-public-secrets]\nallow = ["A"]  # pyproject.toml',
    ):
        assert line in output
    assert prodlint(repository, "--no-config", "--show-config")[1].startswith("# *: no configuration\n")
