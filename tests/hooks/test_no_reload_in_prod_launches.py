"""What production launches: which files, by which way; and that following never takes more than its budget."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from prodlint.context.image_paths import MOST_FOLDERS, entered
from prodlint.dispatch import check
from prodlint.options import Options
from prodlint.rules import no_reload_in_prod
from prodlint.rules.no_reload_in_prod.reached_files import by_file
from prodlint.rules.no_reload_in_prod.scene import MOST
from prodlint.source import Repository

Files = dict[str, str]
FILES = {
    "Dockerfile": 'FROM a\nCOPY . .\nCMD ["./bin/start.sh", "web"]\n',
    "Procfile": "web: gunicorn -c conf/server.py shop:app\n",
    "bin/start.sh": "cd web\nnpm start\nmake serve\npython -m shop.cli\n",
    "web/package.json": '{"scripts": {"start": "node server.js"}}',
    "Makefile": "serve:\n\t./bin/serve.sh\n",
    "bin/serve.sh": "uvicorn shop:app\n",
    "shop/cli.py": "",
    "conf/server.py": "reload = True\n",
    "app.py": "",
}


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Files], Repository]:
    def made(files: Files) -> Repository:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
        monkeypatch.chdir(tmp_path)
        return Repository(Options())

    return made


def test_which_files_are_launched_and_how(repository: Callable[[Files], Repository]) -> None:
    ways = {path: [launch.scene.chain for launch in launches] for path, launches in by_file(repository(FILES)).items()}
    assert ways == {
        "bin/start.sh": [("CMD", "start.sh")],
        "web/package.json": [("CMD", "start.sh", "scripts.start")],
        "Makefile": [("CMD", "start.sh", "make serve")],
        "bin/serve.sh": [("CMD", "start.sh", "make serve", "serve.sh")],
        "shop/cli.py": [("CMD", "start.sh")],
        "conf/server.py": [("process web",)],
    }


def test_what_a_server_reads_is_told_from_what_it_runs(repository: Callable[[Files], Repository]) -> None:
    launches = by_file(repository(FILES))
    configures = {path for path, ways in launches.items() if any(launch.configures for launch in ways)}
    assert configures == {"conf/server.py"}


def test_a_file_that_arrives_alone_says_what_its_launcher_would(repository: Callable[[Files], Repository]) -> None:
    made = repository(FILES | {"bin/serve.sh": "uvicorn shop:app --reload\n"})
    for path in ("bin/start.sh", "Makefile", "bin/serve.sh", "Dockerfile"):
        source = made.source(path)
        assert source is not None
        places = {(found.path, found.line) for found in check(no_reload_in_prod, source, made)}
        assert places == {("bin/serve.sh", 1)}


def test_scripts_that_call_one_another_again_and_again(repository: Callable[[Files], Repository]) -> None:
    calls = {f"{one}.sh": f"./{following}.sh\n" * 60 for one, following in ("ab", "bc", "cd")}
    made = repository({"Dockerfile": 'FROM a\nCMD ["./a.sh"]\n', **calls, "d.sh": "uvicorn shop:app --reload\n"})
    launches = by_file(made)
    assert launches.keys() == {"a.sh", "b.sh", "c.sh", "d.sh"}
    assert all(len(ways) == 1 for ways in launches.values())
    source = made.source("Dockerfile")
    assert source is not None
    assert 1 <= len(list(check(no_reload_in_prod, source, made))) < MOST


def test_folders_that_a_script_may_have_entered(repository: Callable[[Files], Repository]) -> None:
    made = repository({"srv/shop/a": "", "shop/b": "", "c/shop/srv/shop/d": ""})
    assert entered("/srv/shop", ("",), made) == ("srv/shop", "shop", "")
    assert entered("$HOME/shop", ("",), made) == ("",)
    folders: tuple[str, ...] = ("c", "")
    for _ in range(40):
        folders = entered("/srv/shop", folders, made)
    assert len(folders) <= MOST_FOLDERS
    assert set(folders) == {"c/shop/srv/shop", "c/shop", "srv/shop", "shop", "c", ""}
