"""`--fix`: what is changed, what is left alone, and that nothing else of a file is touched."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import Case, git, load, prepare, write
from manifest import PROJECT, hands_over, hooks
from prodlint import fixes
from prodlint.__main__ import command, main
from prodlint.encodings import encoding_of
from prodlint.finding import Edit, Finding
from prodlint.options import Options
from prodlint.rewrite import Placed, Text
from prodlint.source import Repository
from test_cases import case_id

PORTS, FILES, IMAGE = "no-public-db-ports", "block-env-files", "no-env-in-image"
FIXING = (PORTS, FILES, IMAGE)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, which is the current folder."""
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init", "-q")
    return tmp_path


def stage(root: Path, files: Mapping[str, str | None]) -> None:
    write(root, dict(files))
    git(root, "add", "-f", "--", *files)


def contents(root: Path) -> dict[str, bytes]:
    """Every file of a work tree that can be read."""
    found = (path for path in root.rglob("*") if ".git" not in path.relative_to(root).parts)
    return {
        str(path.relative_to(root)): path.read_bytes() for path in found if path.is_file() and not path.is_symlink()
    }


# --- no-public-db-ports: compose ------------------------------------------------------------------------------------

COMPOSE = "services:\n  db:\n    image: postgres:16\n    ports:\n"

FIXED = {
    "      - 5432:5432\n": "      - 127.0.0.1:5432:5432\n",
    '      - "5432:5432"\n': '      - "127.0.0.1:5432:5432"\n',
    "    - '15432:5432/tcp' # ours\n": "    - '127.0.0.1:15432:5432/tcp' # ours\n",
    "      - 5432\n": '      - "127.0.0.1::5432"\n',
    "      - '5432'\n": "      - '127.0.0.1::5432'\n",
    "      [5432, '5433:5432']\n": "      [\"127.0.0.1::5432\", '127.0.0.1:5433:5432']\n",
    "      - ${DB_PORT:-5432}:5432\n": "      - 127.0.0.1:${DB_PORT:-5432}:5432\n",
    '      - "${A-5432}:${B:-5432}"\n': '      - "127.0.0.1:${A-5432}:${B:-5432}"\n',
    "      - ${PGPORT}:5432\n": "      - 127.0.0.1:${PGPORT}:5432\n",
    "      - $DB_PORT:5432\n": "      - 127.0.0.1:$DB_PORT:5432\n",
    "      - ${DB_PORT:?not set}:5432\n": "      - 127.0.0.1:${DB_PORT:?not set}:5432\n",
    "      - 0.0.0.0:5432:5432\n": "      - 127.0.0.1:5432:5432\n",
    '      - "0.0.0.0::5432"\n': '      - "127.0.0.1::5432"\n',
    '      - ":5432:5432"\n': '      - "127.0.0.1:5432:5432"\n',
    '      - "[::]:5432:5432"\n': '      - "[::1]:5432:5432"\n',
    '      - ":::5432:5432"\n': '      - "::1:5432:5432"\n',
    "      - ${BIND:-0.0.0.0}:5432:5432\n": "      - ${BIND:-127.0.0.1}:5432:5432\n",
    "      - >-\n        5432:5432\n": "      - >-\n        127.0.0.1:5432:5432\n",
    "      - 5432:5432\n      - 80:80\n      - 5433:5432\n": (
        "      - 127.0.0.1:5432:5432\n      - 127.0.0.1:80:80\n      - 127.0.0.1:5433:5432\n"
    ),
    "      - target: 5432\n        published: 5432\n": (
        "      - host_ip: 127.0.0.1\n        target: 5432\n        published: 5432\n"
    ),
    '      - { published: "5432", target: 5432 }\n': (
        '      - { host_ip: 127.0.0.1, published: "5432", target: 5432 }\n'
    ),
    "      - target: 5432\n        host_ip: 0.0.0.0\n": "      - target: 5432\n        host_ip: 127.0.0.1\n",
    '      - target: 5432\n        host_ip: "::"\n': '      - target: 5432\n        host_ip: "::1"\n',
}


@pytest.mark.parametrize("before", FIXED)
def test_ports_of_compose(root: Path, before: str) -> None:
    stage(root, {"compose.yaml": COMPOSE + before})
    assert main([PORTS, "--fix", "compose.yaml"]) == 1
    assert Path("compose.yaml").read_text() == COMPOSE + FIXED[before]
    assert main([PORTS, "--fix", "compose.yaml"]) == 0


LEFT = {
    "range": COMPOSE + "      - 5432-5440:5432-5440\n",
    "range of the host": COMPOSE + "      - 5432-5440:5432\n",
    "public address": COMPOSE + "      - 8.8.4.4:5432:5432\n",
    "variable that may hold an address": COMPOSE + "      - ${DB_PUBLISH}:5432\n",
    "variable for the whole entry": COMPOSE + "      - ${PORTS}\n",
    "escape": COMPOSE + '      - "\\x35432:5432"\n',
    "tag": COMPOSE + "      - !!str 5432:5432\n",
    "anchor": COMPOSE + "      - &port 5432:5432\n",
    "template": COMPOSE + "      - {{ port }}:5432\n",
    "same port twice": COMPOSE + '      - 5432:5432\n      - "0.0.0.0:5432:5432"\n',
    "mode of a swarm": COMPOSE + "      - target: 5432\n        published: 5432\n        mode: host\n",
    "long form with a range": COMPOSE + "      - target: 5432\n        published: 5432-5440\n",
    "long form with a merge": "x-p: &p {target: 5432}\n" + COMPOSE + "      - <<: *p\n        published: 5432\n",
    "public address in long form": COMPOSE + "      - target: 5432\n        host_ip: 8.8.4.4\n",
    "alias": "x-open: &open [3306:3306]\nservices:\n  db:\n    image: mysql\n    ports: *open\n",
    "merge key": "x-db: &db\n  image: mysql\n  ports: [3306:3306]\nservices:\n  db:\n    <<: *db\n    restart: no\n",
    "swarm": COMPOSE + "      - 5432:5432\n    deploy: {placement: {constraints: [node.role == manager]}}\n",
    "network of the host": "services:\n  db:\n    image: redis\n    network_mode: host\n",
    "no YAML": 'services:\n  db:\n\timage: postgres\n    ports:\n      - "5432:5432"\n',
    "allowed": COMPOSE + "      - 5432:5432 # prodlint: ignore[no-public-db-ports] behind a firewall\n",
}


@pytest.mark.parametrize("name", LEFT)
def test_ports_that_are_left(root: Path, name: str) -> None:
    stage(root, {"compose.yaml": LEFT[name]})
    without = main([PORTS, "compose.yaml"])
    assert without == (name != "allowed")
    assert main([PORTS, "--fix", "compose.yaml"]) == without
    assert Path("compose.yaml").read_text() == LEFT[name]


SERVICE = "services:\n  db:\n    image: postgres:16\n    ports: ['5432:5432']\n"
OVERLAY = "services:\n  db:\n    ports: ['${DB_PORT:-5432}:5432']\n"


@pytest.mark.parametrize(
    ("path", "others", "fixed"),
    [
        pytest.param("compose.yaml", {"compose.override.yaml": OVERLAY}, False, id="the same port in an overlay"),
        pytest.param("compose.yaml", {"compose.override.yaml": OVERLAY.replace("5432}", "5433}")}, True, id="another"),
        pytest.param("compose.yaml", {"compose.prod.yaml": SERVICE}, True, id="a file that stands alone"),
        pytest.param("compose.yaml", {"b/compose.override.yaml": OVERLAY}, True, id="an overlay elsewhere"),
        pytest.param("docker-stack.yml", {}, False, id="a stack"),
        pytest.param("deploy/swarm/compose.yaml", {}, False, id="a folder for a swarm"),
        pytest.param("full-stack/compose.yaml", {}, True, id="a folder of another stack"),
        pytest.param("deploy/db.yaml", {}, True, id="a compose file of any name"),
    ],
)
def test_the_place_of_a_compose_file(root: Path, path: str, others: dict[str, str], fixed: bool) -> None:
    stage(root, {path: SERVICE, **others})
    assert main([PORTS, "--fix", path]) == 1
    assert ("127.0.0.1" in Path(path).read_text()) is fixed


HOST_PORTS = st.one_of(
    st.integers(1, 65535).map(str),
    st.builds("${{{}:-{}}}".format, st.sampled_from(["P", "DB_PORT"]), st.integers(1, 65535)),
)
ADDRESSES = st.sampled_from(["", "", "0.0.0.0:", "127.0.0.1:", "10.0.0.5:", ":"])
ENTRIES = st.tuples(
    st.builds(
        "{}{}:{}{}".format, ADDRESSES, HOST_PORTS, st.sampled_from([5432, 6379, 80]), st.sampled_from(["", "/tcp"])
    )
    | st.sampled_from(["5432", "6379", "80"]),
    st.sampled_from(['"{}"', "'{}'", "{}"]),
)


@given(
    entries=st.lists(ENTRIES, min_size=1, max_size=6), flow=st.booleans(), image=st.sampled_from(["postgres", "web"])
)
@settings(max_examples=40)
def test_whatever_the_ports(
    tmp_path_factory: pytest.TempPathFactory, entries: list[tuple[str, str]], flow: bool, image: str
) -> None:
    root = tmp_path_factory.mktemp("ports")
    items = [quotes.format(text) if text[0] != ":" else f'"{text}"' for text, quotes in entries]
    items = [f'"{text}"' if flow and "{" in text and text[0] not in "\"'" else text for text in items]
    listed = f" [{', '.join(items)}]" if flow else "".join(f"\n      - {item}  # one" for item in items)
    before = f"services:\n  db:\n    image: {image}\n    ports:{listed}\n    restart: always\n"
    write(root, {"compose.yaml": before})
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        found, after, left = run(root)
        old, new = (yaml.safe_load(text)["services"]["db"] for text in (before, after))
        assert [str(port).rpartition(":")[2] for port in old.pop("ports")] == [
            port.rpartition(":")[2] if isinstance(port, str) else str(port) for port in new.pop("ports")
        ]
        assert old == new
        hosts = [re.sub(r".*?(\d+)\}?$", r"\1", entry.rpartition(":")[0]) for entry, _ in entries if ":" in entry]
        if len(set(hosts)) == len(hosts):  # no port of the host is wanted twice
            assert left == 0
        assert run(root) == (left, after, left)
    assert bool(found) == (before != after) or left


def run(root: Path) -> tuple[int, str, int]:
    """How many findings there are, the file after `--fix`, and how many are left."""
    repository = Repository(options())
    from prodlint.clean import hook_module, sift
    from prodlint.engine import collect

    modules = {PORTS: hook_module(PORTS)}
    findings, _ = collect(modules, sift(modules, ["compose.yaml"])[0], repository)
    left, troubles = fixes.apply(findings, repository)
    assert troubles == []
    return len(findings), Path("compose.yaml").read_text(), len(left)


def options() -> Options:
    chosen = Options()
    chosen.fix = True
    return chosen


# --- no-public-db-ports: commands -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("run.sh", "docker run -p 5432:5432 postgres\n", "docker run -p 127.0.0.1:5432:5432 postgres\n"),
        ("run.sh", "docker run -dp5432:5432 postgres\n", "docker run -dp127.0.0.1:5432:5432 postgres\n"),
        ("run.sh", "docker run -p 5432 postgres\n", "docker run -p 127.0.0.1::5432 postgres\n"),
        ("run.sh", "podman run --publish='0.0.0.0:1:5432' pg\n", "podman run --publish='127.0.0.1:1:5432' pg\n"),
        ("run.sh", 'docker run -p "$DB_PORT":5432 postgres\n', 'docker run -p "127.0.0.1:$DB_PORT":5432 postgres\n'),
        ("run.sh", 'ssh a "docker run -p 1:5432 db"\n', 'ssh a "docker run -p 127.0.0.1:1:5432 db"\n'),
        ("run.sh", "docker run -p 1\\\n2:5432 db\n", "docker run -p 127.0.0.1:1\\\n2:5432 db\n"),
        ("Makefile", "db:\n\tdocker run \\\n\t -p 1:5432 db\n", "db:\n\tdocker run \\\n\t -p 127.0.0.1:1:5432 db\n"),
        (
            "db.service",
            "[Service]\nExecStart=/usr/bin/docker run -p 1:5432 db\n",
            "[Service]\nExecStart=/usr/bin/docker run -p 127.0.0.1:1:5432 db\n",
        ),
        (
            ".github/workflows/d.yml",
            "jobs:\n  a:\n    steps:\n    - run: |\n        ssh a docker run -p 1:5432 db\n",
            "jobs:\n  a:\n    steps:\n    - run: |\n        ssh a docker run -p 127.0.0.1:1:5432 db\n",
        ),
        ("run.sh", "docker service create -p 5432:5432 postgres\n", ""),
        ("run.sh", "docker service create --publish published=1,target=5432 postgres\n", ""),
        ("run.sh", "docker run -p 5432-5433:5432-5433 postgres\n", ""),
        ("run.sh", "docker run -p $WHERE:5432 postgres\n", ""),
        ("run.sh", "docker run --network host postgres\n", ""),
        (".github/workflows/d.yml", 'a:\n  run: "ssh a \\u0064ocker run -p 1:5432 db"\n', ""),
        ("redis.conf", "protected-mode no\n", ""),
        ("k8s.yaml", "kind: Service\napiVersion: v1\nspec:\n  type: NodePort\n  ports: [{port: 5432}]\n", ""),
    ],
)
def test_commands(root: Path, path: str, before: str, after: str) -> None:
    stage(root, {path: before})
    assert main([PORTS, "--fix", path]) == 1
    assert Path(path).read_text() == (after or before)
    assert main([PORTS, "--fix", path]) == (not after)


# --- block-env-files ------------------------------------------------------------------------------------------------

TEMPLATE = {".env.example": "A=\n"}


@pytest.mark.parametrize(
    ("files", "arguments", "expected"),
    [
        pytest.param({}, [], {".gitignore": ".env\n"}, id="made"),
        pytest.param({".gitignore": "dist\n"}, [], {".gitignore": "dist\n.env\n"}, id="added"),
        pytest.param({".gitignore": "dist"}, [], {".gitignore": "dist\n.env\n"}, id="no newline at the end"),
        pytest.param({".gitignore": "a\nb\r\n"}, [], {".gitignore": "a\nb\r\n.env\r\n"}, id="the last line end counts"),
        pytest.param({".gitignore": ""}, [], {".gitignore": ".env\n"}, id="empty"),
        pytest.param({".gitignore": "a\r\nb\r"}, [], {".gitignore": "a\r\nb\r\n.env\r\n"}, id="no line end of git's"),
        pytest.param(
            {".gitignore": "/.env.local\n#.env\n"}, [], {".gitignore": "/.env.local\n#.env\n.env\n"}, id="kin"
        ),
        pytest.param({"a/.env.sample": "", "b/.env.sample": ""}, [], {".gitignore": ".env\n"}, id="wanted three times"),
        pytest.param(
            {"a/.env.local.example": "", "a/.gitignore": "x\n"},
            [],
            {".gitignore": ".env\n", "a/.gitignore": "x\n.env.local\n"},
            id="two files",
        ),
        pytest.param(
            {".gitignore": ".env\n"},
            ["--require=.env.*.local,.env.local"],
            {".gitignore": ".env\n.env.local\n.env.*.local\n"},
            id="required names",
        ),
        pytest.param({".gitignore": ".env\n!.env\n"}, [], {}, id="taken back on purpose"),
        pytest.param({".gitignore": ".env # secrets\n"}, [], {}, id="comment behind it"),
        pytest.param({".gitignore": ".env/\n"}, [], {}, id="folder only"),
        pytest.param({"web/.env": "PORT=1\n"}, [], {}, id="a file of that name is committed"),
        pytest.param({}, ["--require=secrets/"], {".gitignore": ".env\n"}, id="a folder is required"),
        pytest.param({".gitignore": "# prodlint: ignore-file[block-env-files] ours\n"}, [], {}, id="allowed"),
    ],
)
def test_ignore_rules(root: Path, files: dict[str, str], arguments: list[str], expected: dict[str, str]) -> None:
    stage(root, TEMPLATE | files)
    before = contents(root)
    paths = [name for name in TEMPLATE | files if "env" in name]
    status = main([FILES, "--fix", *arguments, *paths])
    assert contents(root) == before | {name: text.encode() for name, text in expected.items()}
    assert git(root, "ls-files", "-z") == b"\0".join(sorted(name.encode() for name in before)) + b"\0"
    git(root, "add", "-A", "-f")
    again = main([FILES, "--fix", *arguments, *paths])
    assert contents(root) == before | {name: text.encode() for name, text in expected.items()}
    assert status == ("prodlint" not in files.get(".gitignore", ""))
    assert again == (status if not expected or arguments == ["--require=secrets/"] else 0)


def test_a_file_that_is_not_tracked_yet(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage(root, TEMPLATE)
    assert main([FILES, "--fix", ".env.example"]) == 1
    assert capsys.readouterr().out == (
        ".gitignore:1: fixed: added `.env` [block-env-files]\n    This file is new: git add it.\n"
    )
    assert main([FILES, "--fix", ".env.example"]) == 1
    assert "git does not track .gitignore: git add it." in capsys.readouterr().out
    assert Path(".gitignore").read_text() == ".env\n"


def test_secrets_stay_where_they_are(root: Path) -> None:
    files = {
        ".env.local": "A=1\n",
        ".env": "API_KEY=vT9x2Lq" + "Pz7Wm0aKd83hQ\n",
        ".gitignore": ".env\n",
    }
    stage(root, files)
    before = contents(root)
    assert main([FILES, "--fix", *files]) == 1
    assert contents(root) == before
    assert git(root, "ls-files").split() == [b".env", b".env.local", b".gitignore"]


# --- no-env-in-image ------------------------------------------------------------------------------------------------

COPY_ALL = "FROM python:3.12\nWORKDIR /app\nCOPY . .\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, {".dockerignore": ".env\n"}, id="made"),
        pytest.param({".dockerignore": "dist\r\n"}, {".dockerignore": "dist\r\n.env\r\n"}, id="added"),
        pytest.param({".dockerignore": "*\n!app\n!api"}, {}, id="left out already"),
        pytest.param({".dockerignore": "*\n!**/.env\n"}, {}, id="taken in on purpose"),
        pytest.param(
            {"Dockerfile": COPY_ALL + "COPY .env.example .env.sample ./\n"}, {".dockerignore": ".env\n"}, id="templates"
        ),
        pytest.param(
            {"Dockerfile": COPY_ALL + "COPY .env.example .env\n"},
            {".dockerignore": ".env\n"},
            id="copied under its name",
        ),
        pytest.param({"Dockerfile": COPY_ALL + "RUN . ./.env && make\n"}, {}, id="read while building"),
        pytest.param(
            {"Dockerfile": COPY_ALL + 'CMD ["node", "--env-file=.env", "a.js"]\n'}, {}, id="read when it starts"
        ),
        pytest.param({"Dockerfile": COPY_ALL + "COPY package.json .env* ./\n"}, {}, id="copied by a pattern"),
        pytest.param({"dev/Dockerfile": "FROM node\nCOPY .env /app/\n"}, {}, id="another Dockerfile needs it"),
        pytest.param({"Dockerfile.dockerignore": "x\n"}, {"Dockerfile.dockerignore": "x\n.env\n"}, id="its own file"),
        pytest.param({".env.example": "VITE_URL=\nKEY=\n"}, {}, id="variables of a frontend"),
        pytest.param(
            {".env.example": None, "compose.yaml": "services:\n  a:\n    build: .\n    env_file: .env\n"},
            {},
            id="no template tells what is in it",
        ),
        pytest.param(
            {"a/.env.example": "", "b/.env.sample": "", "b/.env.example": ""},
            {".dockerignore": ".env\na/.env\nb/.env\n"},
            id="more files",
        ),
        pytest.param({".env.example": None, "api/.env": "API_KEY=vT9x2Lq" + "Pz7Wm0aKd83hQ\n"}, {}, id="committed"),
        pytest.param(
            {
                "Dockerfile": None,
                "docker/Dockerfile": COPY_ALL,
                "compose.yaml": "services:\n  a:\n    build: {context: ., dockerfile: docker/Dockerfile}\n",
            },
            {".dockerignore": ".env\n"},
            id="context of compose",
        ),
        pytest.param(
            {"Dockerfile": None, ".env.example": None, "api/Dockerfile": COPY_ALL, "api/.env.example": ""},
            {"api/.dockerignore": ".env\n"},
            id="context of a folder",
        ),
        pytest.param(
            {
                "Dockerfile": COPY_ALL + "RUN npm run build\nFROM node\nCOPY --from=0 /app/.next/standalone ./\n",
            },
            {},
            id="standalone of Next",
        ),
    ],
)
def test_docker_ignore(root: Path, files: dict[str, str | None], expected: dict[str, str]) -> None:
    merged = {"Dockerfile": COPY_ALL, ".env.example": "KEY=\n", ".env.sample": "KEY=\n"} | files
    if ".env.example" in files:
        del merged[".env.sample"]
    stage(root, {name: text for name, text in merged.items() if text is not None})
    before = contents(root)
    paths = sorted(before)
    without = main([IMAGE, *paths])
    assert main([IMAGE, "--fix", *paths]) == without
    assert contents(root) == before | {name: text.encode() for name, text in expected.items()}
    git(root, "add", "-A", "-f")
    assert main([IMAGE, "--fix", *sorted(contents(root))]) == (0 if expected else without)
    assert contents(root) == before | {name: text.encode() for name, text in expected.items()}


# --- every bad case -------------------------------------------------------------------------------------------------

BAD = [(hook, case) for hook in FIXING for case in load(hook) if case["label"] == "bad"]


@pytest.mark.parametrize(("hook", "case"), BAD, ids=case_id)
def test_bad_cases(hook: str, case: Case, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is fixed is found no more, nothing else is changed, and what is not fixed is still reported."""
    entry = hooks()[hook]
    staged = [path for path in prepare(case, root) if hands_over(entry, path, root)]
    arguments = [hook, *case.get("args", ()), "--format=json"]
    found = len(reported(capsys, [*arguments, *staged]))
    before = contents(root)
    left = reported(capsys, [*arguments, "--fix", *staged])
    after = contents(root)
    fixed = {name for name in after if after[name] != before.get(name)}
    assert bool(fixed) == (len(left) < found)
    assert set(after) >= set(before)
    if fixed:
        git(root, "add", "-A", "-f", "--", *fixed)
        names = [path for path in {*staged, *fixed} if hands_over(entry, path, root)]
        again = reported(capsys, [*arguments, "--fix", *names])
        assert sorted(map(message, again)) == sorted(map(message, left))
        assert contents(root) == after


def reported(capsys: pytest.CaptureFixture[str], argv: list[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main(argv) in (0, 1)
    findings: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return findings


def message(finding: dict[str, Any]) -> tuple[str, str]:
    return finding["path"], finding["message"]


# --- the text of a file ---------------------------------------------------------------------------------------------

# No NULs: where they stand tells the encoding.
CHARACTERS = st.text("ab é\u2028\U0001f600\ufffd", max_size=4)
ADDED = st.none() | st.sampled_from(["", "x", "127.0.0.1:", "h\n  "])
ROWS = st.lists(st.tuples(CHARACTERS, CHARACTERS, CHARACTERS, ADDED, st.sampled_from(["\n", "\r\n", "\r"])), max_size=8)
MARKS = {"utf-8": b"", "utf-8-sig": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@given(rows=ROWS, codec=st.sampled_from(sorted(MARKS)), broken=st.booleans())
def test_nothing_but_the_edits_is_changed(
    rows: list[tuple[str, str, str, str | None, str]], codec: str, broken: bool
) -> None:
    """Against a second reckoning: each row is a line in three parts, the second of which becomes `added`."""
    name = codec.removesuffix("-sig")
    start = "-\udcff\udce9" if broken and name == "utf-8" else "-"
    before, after, edits = "", "", []
    for number, (left, removed, right, added, end) in enumerate([*rows, ("", "", "", None, "")], 1):
        before += start + left + removed + right + end
        after += start + left + (removed if added is None else added.replace("\n", end)) + right + end
        if added is not None:
            edits.append(Edit("a", number, len(start + left) + 1, len(removed), added))
    text = Text(MARKS[codec] + before.encode(name, "surrogateescape"))
    assert text.lines == before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    data, changes = text.rewritten([place(text, edit) for edit in reversed(edits)])
    assert data == MARKS[codec] + after.encode(name, "surrogateescape")
    lines = Text(data).lines
    assert all(lines[line - 1][edit.column - 1 :].startswith(edit.added.split("\n")[0]) for line, edit in changes)


LINES_OF_BYTES = st.lists(st.sampled_from([b"\xef\xbb\xbf", b"a", b"\r", b"\n", b"\r\n", b"\xff"]), max_size=9).map(
    b"".join
)


def place(text: Text, edit: Edit) -> Placed:
    placed = text.place(edit)
    assert placed
    return placed


@given(st.binary(max_size=20) | LINES_OF_BYTES, st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=3))
def test_lines_at_the_end_come_behind_all_that_was_there(data: bytes, added: list[str]) -> None:
    try:
        text = Text(data)
    except ValueError:
        return
    placed = [text.place(Edit("a", 0, 1, 0, line)) for line in added]
    if None in placed:
        assert encoding_of(data).startswith("utf-16")
        return
    after, changes = text.rewritten(filter(None, placed))
    assert after.startswith(data)
    assert [line.strip(b"\r\xef\xbb\xbf") for line in after.split(b"\n")][-1 - len(added) :] == [
        *map(str.encode, added),
        b"",
    ]
    lines = Text(after).lines
    assert [line for line, _ in changes] == list(range(len(lines) - len(added), len(lines)))


# --- findings and files ---------------------------------------------------------------------------------------------


def finding(*edits: tuple[int, int, int, str], path: str = "a.txt", hook: str = PORTS) -> Finding:
    return Finding("a.txt", 1, 1, hook, str(edits), "Fix it.", edits=tuple(Edit(path, *edit) for edit in edits))


INSERT, SAME, OTHER, ACROSS = (1, 2, 0, "x"), (1, 2, 0, "x"), (1, 2, 0, "y"), (1, 1, 3, "z")
APART, END = (2, 1, 1, "D"), (0, 1, 0, "end")


@pytest.mark.parametrize(
    ("findings", "after", "remaining"),
    [
        pytest.param([[INSERT], [APART], [END]], "axbc\nDef\nend\n", [], id="from any place to any other"),
        pytest.param([[APART, INSERT]], "axbc\nDef\n", [], id="two of one finding"),
        pytest.param([[INSERT], [SAME], [END], [END]], "axbc\ndef\nend\n", [], id="the same ones"),
        pytest.param([[INSERT], [OTHER]], "axbc\ndef\n", [1], id="another at the same place"),
        pytest.param([[INSERT], [ACROSS]], "axbc\ndef\n", [1], id="across another"),
        pytest.param([[ACROSS], [APART, INSERT]], "z\ndef\n".replace("z\n", "z\n"), [1], id="all or none"),
        pytest.param([[ACROSS, INSERT], [APART]], "abc\nDef\n", [0], id="against itself"),
        pytest.param([[(9, 1, 0, "x")]], None, [0], id="no such line"),
        pytest.param([[(1, 4, 1, "x")]], None, [0], id="beyond the line"),
        pytest.param([[(1, 0, 0, "x")]], None, [0], id="no such column"),
        pytest.param([[(0, 1, 0, "def")]], None, [0], id="a line that is there"),
    ],
)
def test_edits_together(
    root: Path, findings: list[list[tuple[int, int, int, str]]], after: str | None, remaining: list[int]
) -> None:
    stage(root, {"a.txt": "abc\ndef\n"})
    every = [finding(*edits) for edits in findings]
    left, troubles = fixes.apply(every, Repository(options()))
    assert troubles == []
    assert [one.edits for one in left] == sorted(every[index].edits for index in remaining)
    assert Path("a.txt").read_text() == (after or "abc\ndef\n")


def test_what_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage(root, {"a.txt": "abc\ndef\n", "b c.txt": "abc"})
    every = [
        finding((1, 2, 0, "x\n  ")),
        finding((2, 1, 1, "D"), (0, 1, 0, "e")),
        finding((0, 1, 0, "f"), path="b c.txt"),
    ]
    assert fixes.apply([*every, finding()], Repository(options())) == ([finding()], [])
    assert capsys.readouterr().out.splitlines() == [
        f"a.txt:1: fixed: added `x` [{PORTS}]",
        f"a.txt:3: fixed: wrote `D` [{PORTS}]",
        f"a.txt:4: fixed: added `e` [{PORTS}]",
        f"b c.txt:2: fixed: added `f` [{PORTS}]",
    ]


def test_edits_for_two_files_are_none(root: Path) -> None:
    stage(root, {"a.txt": "abc\n", "b.txt": "abc\n"})
    one = finding(INSERT)._replace(edits=(Edit("a.txt", *INSERT), Edit("b.txt", *INSERT)))
    assert fixes.apply([one], Repository(options())) == ([one], [])
    assert set(contents(root).values()) == {b"abc\n"}


def test_the_mode_is_kept(root: Path) -> None:
    stage(root, {"run.sh": "docker run -p 5432:5432 postgres\n"})
    Path("run.sh").chmod(0o750)
    assert main([PORTS, "--fix", "run.sh"]) == 1
    assert Path("run.sh").stat().st_mode & 0o7777 == 0o750
    assert "127.0.0.1" in Path("run.sh").read_text()


def test_a_hard_link_stays_one(root: Path) -> None:
    write(root, {"compose.yaml": 'services:\n  db:\n    image: postgres\n    ports: ["5432:5432"]\n'})
    os.link(root / "compose.yaml", root / "other.txt")
    git(root, "add", "-A")
    assert main(["no-public-db-ports", "--fix", "compose.yaml"]) == 1
    assert (root / "compose.yaml").samefile(root / "other.txt")
    assert (root / "other.txt").read_text().endswith('ports: ["127.0.0.1:5432:5432"]\n')


@pytest.mark.parametrize("path", ["link.txt", "folder/a.txt", "../a.txt", "gone/../a.txt"])
def test_what_lies_behind_a_link_or_outside_is_left(
    root: Path, tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    write(outside, {"a.txt": "abc\n"})
    write(root, {"sub/a.txt": "abc\n", "a.txt": "abc\n"})
    (root / "link.txt").symlink_to("a.txt")
    (root / "folder").symlink_to(outside, target_is_directory=True)
    (root.parent / "a.txt").write_text("abc\n")
    one = finding((0, 1, 0, "x"), path=path)
    left, _ = fixes.apply([one], Repository(options()))
    assert left == [one]
    every = [outside / "a.txt", root / "a.txt", root / "sub/a.txt", root.parent / "a.txt"]
    assert {file.read_text() for file in every} == {"abc\n"}


def test_a_file_that_changed_meanwhile_is_left(root: Path) -> None:
    stage(root, {"a.txt": "abc\n"})
    repository = Repository(options())
    assert repository.source("a.txt")
    assert repository.source("new.txt") is None
    write(root, {"a.txt": "abcd\n", "new.txt": "mine\n"})
    every = [finding(INSERT), finding(END, path="new.txt")]
    left, troubles = fixes.apply(every, repository)
    assert left == sorted(every)
    assert troubles == [(name, "could not be fixed: it was changed since it was read") for name in ("a.txt", "new.txt")]
    assert contents(root) == {"a.txt": b"abcd\n", "new.txt": b"mine\n"}


def test_a_full_disk(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    stage(root, {"compose.yaml": SERVICE})
    monkeypatch.setattr(os, "fsync", fail)
    assert main([PORTS, "--fix", "compose.yaml"]) == 2
    output = capsys.readouterr()
    assert output.err == "compose.yaml: error: could not be fixed: No space left on device\n"
    assert output.out.startswith("compose.yaml:4:")
    assert contents(root) == {"compose.yaml": SERVICE.encode()}


def test_a_file_that_is_read_only(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stage(root, {"compose.yaml": SERVICE})
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write to everything
    assert main([PORTS, "--fix", "compose.yaml"]) == 2
    assert capsys.readouterr().err == "compose.yaml: error: could not be fixed: it is read-only\n"
    assert contents(root) == {"compose.yaml": SERVICE.encode()}


def test_a_folder_in_the_place_of_a_file(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage(root, TEMPLATE)
    write(root, {".gitignore/x": ""})
    assert main([FILES, "--fix", ".env.example"]) == 2
    assert capsys.readouterr().err == ".gitignore: error: could not be fixed: not a regular file\n"


@pytest.mark.parametrize(
    ("codec", "prefix"), [("utf-8", b"# caf\xe9\n"), ("utf-8-sig", b""), ("utf-16", b""), ("utf-16-le", b"")]
)
def test_encodings(root: Path, codec: str, prefix: bytes) -> None:
    before = SERVICE.replace("\n", "\r\n")
    Path("compose.yaml").write_bytes(prefix + before.encode(codec))
    assert main([PORTS, "--fix", "compose.yaml"]) == 1
    after = before.replace("'5432:5432'", "'127.0.0.1:5432:5432'")
    assert Path("compose.yaml").read_bytes() == prefix + after.encode(codec)
    assert main([PORTS, "--fix", "compose.yaml"]) == 0


def test_a_file_that_is_no_text_is_left(root: Path) -> None:
    data = f"{SERVICE}# ".encode("utf-16") + b"\x00"
    Path("compose.yaml").write_bytes(data)
    assert main([PORTS, "--fix", "compose.yaml"]) == 1
    assert Path("compose.yaml").read_bytes() == data


# --- the command ----------------------------------------------------------------------------------------------------

REPOSITORY = {
    "compose.yaml": SERVICE + "  cache:\n    image: redis\n    ports: [7000-7001:6379-6380]\n",
    "Dockerfile": COPY_ALL + "USER app\n",
    ".env.example": "KEY=\n",
}


def test_all_hooks_at_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stage(root, REPOSITORY)
    assert command(["--fix"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if ": fixed: " in line] == [
        ".dockerignore:1: fixed: added `.env` [no-env-in-image]",
        ".gitignore:1: fixed: added `.env` [block-env-files]",
        "compose.yaml:4: fixed: added `127.0.0.1:` [no-public-db-ports]",
    ]
    assert [line.split(": ")[0] for line in lines if line.endswith("]") and ": fixed: " not in line] == [
        "compose.yaml:7:13"
    ]
    git(root, "add", "-A")
    before = contents(root)
    assert command(["--fix"]) == 1
    assert contents(root) == before


def test_one_hook_after_another(root: Path) -> None:
    stage(root, REPOSITORY | {".gitignore": "dist\n"})
    for hook in FIXING:
        main([hook, "--fix", *REPOSITORY])
    assert {name: data for name, data in contents(root).items() if name.endswith("ignore")} == {
        ".gitignore": b"dist\n.env\n",
        ".dockerignore": b".env\n",
    }


@pytest.mark.parametrize("arguments", [["--format=json"], ["--format=sarif"], ["--format=github"]])
def test_a_report_for_a_machine_holds_what_remains(
    root: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    stage(root, REPOSITORY)
    assert main([PORTS, "--fix", *arguments, "compose.yaml"]) == 1
    output = capsys.readouterr()
    assert output.err.startswith("compose.yaml:4: fixed: added `127.0.0.1:` [no-public-db-ports]\n")
    assert "fixed" not in output.out
    assert output.out.count("is published on") == 1


def test_only_what_is_reported_is_fixed(root: Path) -> None:
    stage(root, {"compose.yaml": SERVICE})
    git(root, "commit", "-q", "-m", "before")
    stage(root, {"compose.yaml": SERVICE + "  cache:\n    image: redis\n    ports: ['6379:6379']\n"})
    assert main([PORTS, "--fix", "--added-only", "compose.yaml"]) == 1
    assert (
        Path("compose.yaml").read_text() == SERVICE + "  cache:\n    image: redis\n    ports: ['127.0.0.1:6379:6379']\n"
    )


def test_in_a_sub_folder(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stage(root, {"a/compose.yaml": SERVICE, "a/b/x": ""})
    monkeypatch.chdir("a/b")
    assert main([PORTS, "--fix", "../compose.yaml"]) == 1
    assert capsys.readouterr().out.startswith("../compose.yaml:4: fixed: ")


def test_many_edits_in_one_file(root: Path) -> None:
    ports = "".join(f"      - {number}:5432\n" for number in range(1, 3001))
    write(root, {"compose.yaml": COMPOSE + ports})
    assert main([PORTS, "--fix", "compose.yaml"]) == 1
    assert Path("compose.yaml").read_text().count("- 127.0.0.1:") == 3000


def test_the_example_of_the_documentation(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = re.search(r"^## Fix\n(.*)", (PROJECT / "docs/configuration.md").read_text(), re.M | re.S)
    assert section
    said = re.search(r"^```text\n(.*?)^```$", section[1], re.M | re.S)
    diff = re.search(r"^```diff\n(.*?)^```$", section[1], re.M | re.S)
    assert said
    assert diff
    before, after = (
        "".join(f"{line[1:]}\n" for line in diff[1].splitlines() if line[0] in signs) for signs in (" -", " +")
    )
    stage(root, {"compose.yaml": before})
    assert main([PORTS, "--fix", "compose.yaml"]) == 1
    assert Path("compose.yaml").read_text() == after
    assert capsys.readouterr().out == said[1]
