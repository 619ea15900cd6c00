"""The application that a command starts, by its own name, for what to start instead."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from prodlint.context.tracked import folder_of
from prodlint.expressions import expression
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod.scene import Scene

# What the fixes of the tables call it.
_APPLICATION, _SITE, _FILE = "app:app", "project.wsgi", "app.py"
_NAMED = expression(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*(?:\(\))?")
_MODULE = expression(r"[A-Za-z_][\w.]*")
_OPTIONS = ("--app", "-A")  # of Flask and its kin


def with_name(fix: str, words: Sequence[Word], scene: Scene) -> str:
    """A fix with the name that the command, its environment or the repository says in place of the usual one."""
    names = {_APPLICATION: _applications(words, scene), _SITE: _sites(scene), _FILE: _files(words)}
    for usual, found in names.items():
        if usual in fix and (name := next(found, "")):
            return fix.replace(usual, name)
    return fix


def _applications(words: Sequence[Word], scene: Scene) -> Iterator[str]:
    texts = [word.text for word in words[1:]]
    yield from (text for text in texts if _NAMED.fullmatch(text))
    given = [value for option, value in pairwise(texts) if option in _OPTIONS]
    for name in (*given, scene.environment.get("FLASK_APP", "")):
        module = name.removesuffix(".py").replace("/", ".")
        if _NAMED.fullmatch(name):
            yield name
        elif _MODULE.fullmatch(module):
            yield f"{module}:app"


def _files(words: Sequence[Word]) -> Iterator[str]:
    return (word.text for word in words[1:] if word.text.endswith(".py"))


def _sites(scene: Scene) -> Iterator[str]:
    """The module of the one wsgi.py, where there is one in the folders of the command or in the repository."""
    found = [folder_of(path) for path in scene.repository.tracked if path.endswith("/wsgi.py")]
    inside = [folder for folder in found if folder_of(folder) in scene.folders]
    for folders in (inside, found):
        if len(folders) == 1:
            yield folders[0].rpartition("/")[2] + ".wsgi"
