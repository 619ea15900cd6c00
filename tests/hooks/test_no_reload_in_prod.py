"""What is wanted, what ships, what a service is for, which branch runs; and that nothing makes the hook crash."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile import write
from prodlint.__main__ import main
from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN
from prodlint.context.services import context_of, services_of
from prodlint.context.stages import shipping
from prodlint.dispatch import check
from prodlint.formats import Unparsable, dockerfile, yaml
from prodlint.formats.shell import split
from prodlint.options import Options
from prodlint.rules import no_reload_in_prod
from prodlint.rules.no_reload_in_prod import wants
from prodlint.rules.no_reload_in_prod.conditions import happens
from prodlint.source import Repository, Source


@pytest.mark.parametrize(
    "path",
    "Dockerfile Procfile fly.toml a.service ecosystem.config.js .ebextensions/a.config app.py a.sh bin/start".split(),
)
def test_wanted(path: str) -> None:
    assert wants(path)


@pytest.mark.parametrize("path", "src/app.ts src/index.js a.css README.md package-lock.json logo.png a.conf".split())
def test_not_wanted(path: str) -> None:
    assert wants(path) is None


@pytest.mark.parametrize(
    ("stages", "targets", "expected"),
    [
        ("base app", [], ["app"]),
        ("production test", [], ["production"]),
        ("dev", [], []),
        ("base runner app", [], ["runner", "app"]),
        ("deps prod-deps builder app", [], ["app"]),
        ("web worker dev", [], []),
        ("web worker dev", ["worker"], ["worker"]),
        ("base -", [], [""]),
    ],
)
def test_stages_that_ship(stages: str, targets: list[str], expected: list[str]) -> None:
    text = "".join("FROM a\n" if name == "-" else f"FROM a AS {name}\n" for name in stages.split())
    assert [stage.name for stage in shipping(dockerfile.read(text), targets)] == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("{build: .}", UNKNOWN),
        ("{build: ., restart: always, ports: ['80:80']}", UNKNOWN),
        ("{build: ., volumes: ['.:/app']}", DEVELOPMENT),
        ("{build: ., volumes: ['./web:/usr/src/app/web:cached']}", DEVELOPMENT),
        ("{build: ., volumes: ['./data:/app/data']}", UNKNOWN),
        ("{build: ., volumes: ['./conf.toml:/app/conf.toml']}", UNKNOWN),
        ("{build: ., volumes: ['data:/app']}", UNKNOWN),
        ("{build: {context: ., target: dev}}", DEVELOPMENT),
        ("{build: {context: ., dockerfile: Dockerfile.local}}", DEVELOPMENT),
        ("{build: ., profiles: [dev]}", DEVELOPMENT),
        ("{build: ., profiles: [prod], volumes: ['.:/app']}", PRODUCTION),
        ("{build: ., env_file: .env.production, volumes: ['.:/app']}", PRODUCTION),
        ("{build: ., environment: {NODE_ENV: production}, volumes: ['.:/app']}", PRODUCTION),
        ("{build: ., environment: ['NODE_ENV=production']}", PRODUCTION),
        ("{build: ., develop: {watch: []}}", DEVELOPMENT),
    ],
)
def test_what_a_service_is_for(definition: str, expected: str) -> None:
    (service,) = services_of(yaml.read(f"services:\n  api: {definition}\n"), "compose.yaml")
    assert context_of(service) == expected


@pytest.mark.parametrize(
    ("script", "values", "arguments", "expected"),
    [
        ("x", {}, (), True),
        ("if [ $DEV ]; then x; fi", {}, (), False),
        ("if [ $DEV ]; then x; fi", {"DEV": "1"}, (), True),
        ('if [ "$E" = dev ]; then x; fi', {"E": "dev"}, (), True),
        ('if [ "$E" != dev ]; then x; fi', {}, (), True),
        ('if [ "$E" = production ]; then x; fi', {}, (), True),
        ('if [ "$E" = production ]; then y; else x; fi', {"E": "production"}, (), False),
        ('if [ "$1" = dev ]; then x; fi', {}, (), False),
        ('if [ "$1" = dev ]; then x; fi', {}, ("dev",), True),
        ("if [ -f dev.js ]; then x; fi", {}, (), False),
        ("if [ -f app.js ]; then y; else x; fi", {}, (), True),
    ],
)
def test_which_branch_runs(script: str, values: dict[str, str], arguments: tuple[str, ...], expected: bool) -> None:
    command = next(one for one in split(script) if one.words and one.words[0].text == "x")
    assert happens(command.guards, {**command.defaults, **values}, arguments) == expected


NAMES = (
    "Dockerfile compose.prod.yaml Procfile fly.toml render.yaml app.json a.service supervisord.conf uwsgi.ini prod.sh "
    "Makefile .env.production package.json ecosystem.config.js k8s/a.yaml .github/workflows/deploy.yml"
).split()
PIECES = st.sampled_from(
    """FROM|CMD ["npm","start"]|ENTRYPOINT|ENV DEBUG=1|services:|  a:|    command: >|      uvicorn --reload|"scripts": {
|}|kind: Pod|apiVersion: v1|containers:|- command: [npm, run, dev]|[Service]|ExecStart=|[program:x]|prod:|\tnpm run dev
|if|then|case $1 in|esac|<<EOF|EOF|$X|${Y:-|--reload|\x00|\udcff|{{ if .debug }}|&&|'|"|\\""".split("|")
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), pieces=st.lists(PIECES, max_size=12), joint=st.sampled_from(["\n", " "]))
def test_never_crashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, pieces: list[str], joint: str
) -> None:
    monkeypatch.chdir(tmp_path)
    data = joint.join(pieces).encode("utf-8", "surrogateescape")
    with suppress(Unparsable):
        list(check(no_reload_in_prod, Source(name, data), Repository(Options())))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package.json", '{"scripts": {"start:prod": "uvicorn --reload"}'),
        ("ecosystem.config.json", '{"apps": [{"script": "x", "watch": true}'),
        ("fly.toml", 'app = "x"\n[processes]\nweb = "uvicorn --reload'),
        (".github/workflows/deploy.yml", "name: deploy\njobs:\n  - a\n b: ssh host uvicorn --reload\n"),
    ],
)
def test_what_cannot_be_read_is_refused_and_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {name: text})
    assert main(["no-reload-in-prod", name]) == 2


def test_a_script_that_runs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Dockerfile").write_text('FROM a\nCMD ["./a.sh"]\n')
    (tmp_path / "a.sh").write_text("./b.sh\n")
    (tmp_path / "b.sh").write_text("./a.sh\nmake -C . all\nnpm start\n")
    (tmp_path / "package.json").write_text('{"scripts": {"start": "npm start"}}')
    (tmp_path / "Makefile").write_text("all:\n\tmake all\n")
    monkeypatch.chdir(tmp_path)
    repository = Repository(Options())
    source = repository.source("Dockerfile")
    assert source is not None
    assert list(check(no_reload_in_prod, source, repository)) == []
