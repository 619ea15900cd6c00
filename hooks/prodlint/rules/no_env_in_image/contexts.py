"""The env files and logins to expect in the build contexts of a Dockerfile."""

import posixpath
import re
from bisect import bisect_left

from prodlint.context import DOCUMENTATION, EXAMPLE, TEST, VENDORED, of_path
from prodlint.context.build_contexts import Context
from prodlint.context.compositions import env_files_read
from prodlint.context.env_files import real_path, role_of
from prodlint.context.tracked import paths_of
from prodlint.credentials.formats import kind_of as credential_in
from prodlint.credentials.placeholders import is_placeholder
from prodlint.credentials.references import is_reference
from prodlint.credentials.values import judge
from prodlint.formats import dotenv, pairs
from prodlint.kinds import kind_of
from prodlint.source import Repository
from prodlint.tables.image_secrets import LOGIN_FILES
from prodlint.tables.public_prefixes import ALL_PREFIXES

# Nobody copies a template to an env file there.
_UNUSED_PLACES = (TEST, EXAMPLE, DOCUMENTATION, VENDORED)
_FOR_ONE_MACHINE = ("local", "backup", "keys")
_SHORTEST_LOGIN = 6


def expected(repository: Repository) -> dict[str, str]:
    """The env files that people have or make, by their paths from the root, and what tells so."""
    return repository.once(expected, lambda: _expected(repository))


def expected_in(context: Context, repository: Repository) -> list[str]:
    """Those of them that lie below the folder of a context, in their order."""
    order = {path: number for number, path in enumerate(expected(repository))}
    paths = repository.once(expected_in, lambda: sorted(order))
    start = posixpath.join(context.folder, "")
    if not start:
        return list(order)
    first = bisect_left(paths, start)
    return sorted(paths[first : bisect_left(paths, start[:-1] + "0", first)], key=order.__getitem__)  # "0" follows "/"


def _expected(repository: Repository) -> dict[str, str]:
    reasons: dict[str, str] = {}
    for path in paths_of(repository):
        if ".env" not in path.lower() and ".dev.vars" not in path.lower():
            continue
        real = real_path(path)
        if real and real not in repository.tracked and of_path(real) not in _UNUSED_PLACES:
            reasons.setdefault(real, f"which people make from {path}")
        elif is_env_file(path) and of_path(path) not in _UNUSED_PLACES:
            if holds_secrets(path, repository):
                reasons[path] = "which is committed with secrets in it"
            elif role_of(path) in _FOR_ONE_MACHINE:
                reasons[path] = "which is for one machine only"
    for path in paths_of(repository):
        if is_login_file(path) and of_path(path) not in _UNUSED_PLACES and holds_login(path, repository):
            reasons[path] = "which is committed with a login in it"
    for real, reader in env_files_read(repository).items():
        if real not in repository.tracked and is_env_file(real) and of_path(real) not in _UNUSED_PLACES:
            reasons.setdefault(real, f"which {reader} reads")
    return reasons


def is_login_file(path: str) -> bool:
    """Whether a path is that of a package manager's configuration that may hold a login, by its name."""
    return path.rpartition("/")[2].lower() in LOGIN_FILES


def holds_login(path: str, repository: Repository) -> bool:
    """Whether such a file of the working tree holds the login itself, not a variable in its place."""
    source = repository.source(path)
    pattern = LOGIN_FILES[path.rpartition("/")[2].lower()]
    texts = [next(filter(None, match.groups()), "") for match in re.finditer(pattern, source.text)] if source else []
    return any(len(text) >= _SHORTEST_LOGIN and not is_reference(text) and not is_placeholder(text) for text in texts)


def is_env_file(path: str) -> bool:
    """Whether a path is that of an env file in use, by its name."""
    named = kind_of(path) == "dotenv" and (".env" in path.lower() or ".dev.vars" in path.lower())
    return named and role_of(path) in ("env", "local", "backup", "keys")


def holds_secrets(path: str, repository: Repository) -> bool:
    """Whether a file of the working tree holds a credential, or a secret under the name of one."""
    source = repository.source(path)
    if source is None:
        return False
    named = [(one.name, one.value or "") for one in source.read(dotenv.read)] if is_env_file(path) else []
    named = named or [(pair.name, pair.value) for pair in pairs.read(source.text)]
    if credential_in(source.text):
        return True
    return any(judge(name, value).is_secret for name, value in named if not name.upper().startswith(ALL_PREFIXES))
