"""Whether an image steps down from root by itself: its command, a script of its own, or the programs of supervisord."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain

from prodlint.context.tracked import Placed, folder_of, nearest_called, paths_of
from prodlint.expressions import expression
from prodlint.formats import ini
from prodlint.formats.dockerfile import Effective, Stage, expand
from prodlint.light_typing import NamedTuple
from prodlint.rules.no_root_container.users import is_root
from prodlint.source import Repository
from prodlint.tables.image_users import LAMBDA_MARKS, STEPPING_PROGRAMS, STEPPING_SERVERS

_INSTALLED = expression(r"(?<![\w-])(?:gosu|su-exec|fixuid)(?![\w-])")
# A server that steps down counts where it is what the script turns into, not where it runs beside the application.
_SERVER = r"(?:/[^\s;&|]*/)?(?:nginx|httpd|apache2|apache2ctl|apachectl|apache2-foreground|php-fpm)(?![\w-])"
_IN_SCRIPT = expression(
    r"(?<![\w-])(?:gosu|su-exec|setpriv|runuser|s6-setuidgid|setuidgid|chpst|setuser|fixuid|crond?)(?![\w-])"
    r"|(?:^|[;&|(])[ \t]*(?:exec[ \t]+)?(?:su|sudo)[ \t]"
    rf"|(?:^|[;&|])[ \t]*exec[ \t]+{_SERVER}"
    r"|^uid[ \t]*=[ \t]*[1-9A-Za-z]",  # uwsgi.ini
    re.MULTILINE,
)
_USER = expression(r"--(?:userspec|reuid|uid|user)[= ][\"']?(?P<user>[^\s\"';&|]{0,100})")
_IS_ROOT = expression(r"^[ \t]*(?:export[ \t]+)?(?P<name>\w{1,100})=[\"']?(?:root|0)[\"']?[ \t]*$", re.MULTILINE)
_STARTS_SERVER = expression(rf"(?:^|[;&|])[ \t]*{_SERVER}")
_SUPERVISORD = expression(r"(?<![\w./-])(?:/\S*/)?supervisord(?![\w./-])")
_CLOSERS = frozenset(("fi", "done", "esac", "}"))
_OPTION = expression(r"--(?:user|uid|setuid|run-as-user)(?:=.*)?")
_CALLED = expression(r"(?<![\w.-])[\w.-]{1,100}\.sh\b")


class _Does(NamedTuple):
    """What scripts do: turn into another user, start supervisord, and the names of the scripts that they call."""

    steps_down: bool
    supervises: bool
    calls: frozenset[str]


def steps_down_itself(stage: Stage, force: Effective, path: str, repository: Repository) -> bool:
    """Whether what the image of a stage runs becomes another user: the command, or a script that it starts with.

    `path` is that of the Dockerfile; scripts are looked for by their names among the files of the repository.
    """
    parts = [part for one in (force.entrypoint, force.cmd) if one for word in one.words for part in word.text.split()]
    names = {posixpath.basename(part) for part in parts}
    if names & (STEPPING_PROGRAMS | STEPPING_SERVERS) or any(name.startswith("php-fpm") for name in names):
        return True
    if any(_OPTION.fullmatch(part) for part in parts) or {"-u", "-g"}.issubset(parts):
        return True
    steps = [one for part in stage.chain for one in part.instructions]
    texts = [*parts, *(flag.text for one in steps for flag in one.flags), *(one.text.text for one in steps)]
    if any(mark in text for mark in LAMBDA_MARKS for text in texts):
        return True
    written = [heredoc.body.text for one in steps for heredoc in one.heredocs]
    outside = {posixpath.basename(force.copied.get(name, name)) for name in names}
    found = _scripts(outside, folder_of(path), repository)
    called = _scripts({name for one in found for name in one.calls}, folder_of(path), repository)
    if any(one.steps_down for one in (*found, *called, _done(written))):
        return True
    if "supervisord" in names or any(one.supervises for one in found):
        return not _are_programs_root([*written, *_configurations(names, folder_of(path), repository)])
    # What hands over is installed for a script: one that is not here may do so.
    if not found and any("/" in part or part.endswith(".sh") for part in parts[:1]):
        return any(_INSTALLED.search(text) for text in texts)
    return False


def _are_programs_root(texts: Iterable[str]) -> bool:
    """Whether supervisord starts an application, and neither it nor a program of it has a user.

    Source: supervisord.org/configuration.html, `user` of [supervisord] and of a program.
    """
    entries = [entry for text in texts if "[program:" in text or "[supervisord" in text for entry in ini.read(text)]
    if any(entry.key == "user" and not is_root(entry.value) for entry in entries):
        return False
    commands = [
        entry.value for entry in entries if entry.key == "command" and entry.section.startswith(("program:", "fcgi-"))
    ]
    return any(not _steps_down(command) for command in commands)


def _steps_down(command: str) -> bool:
    names = {posixpath.basename(word) for word in command.split()}
    is_server = not names.isdisjoint(STEPPING_PROGRAMS | STEPPING_SERVERS)
    return is_server or any(name.startswith("php-fpm") for name in names) or _hands_over(command)


def _hands_over(text: str) -> bool:
    """Whether a script or a command turns into another user; `--user=$USER` does not where it says `USER=root`."""
    if _IN_SCRIPT.search(text):
        return True
    known = {found["name"]: "root" for found in _IS_ROOT.finditer(text)}
    return any(not is_root(expand(found["user"], known)) for found in _USER.finditer(text))


def _ends_in_server(text: str) -> bool:
    """Whether the last line that does more than close a block starts a server."""
    lines = text.split("\n")
    while lines and _CLOSERS.issuperset(lines[-1].split()):
        lines.pop()
    return bool(lines) and _STARTS_SERVER.search(lines[-1]) is not None


def _scripts(names: Iterable[str], folder: str, repository: Repository) -> list[_Does]:
    """What the files do that are called like what the image runs, as far as they are near to its Dockerfile."""
    found = (tuple(nearest_called(repository, name, folder)) for name in sorted(names))
    return [repository.once((_done, paths), partial(_done, _texts(paths, repository))) for paths in found if paths]


def _done(texts: Iterable[str]) -> _Does:
    each = [*texts]
    steps_down = any(_hands_over(text) or _ends_in_server(text) for text in each)
    calls = frozenset(name for text in each for name in _CALLED.findall(text))
    return _Does(steps_down, any(_SUPERVISORD.search(text) for text in each), calls)


def _configurations(names: set[str], folder: str, repository: Repository) -> Iterator[str]:
    """The files that supervisord may read: those that its command names, or whose path names it."""
    known = repository.once(_configurations, lambda: Placed(one for one in paths_of(repository) if "supervisor" in one))
    named = (nearest_called(repository, name, folder) for name in sorted(names) if name.endswith((".conf", ".ini")))
    return _texts(chain(*named, known.nearest(folder)), repository)


def _texts(paths: Iterable[str], repository: Repository) -> Iterator[str]:
    return (source.text for source in map(repository.source, paths) if source)
