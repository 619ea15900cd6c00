"""What there is to leave out: the development dependencies that the manifests of a folder name."""

from collections.abc import Iterator
from itertools import islice

from prodlint.context.tracked import ancestors, called, folder_of, joined, read_tracked
from prodlint.expressions import expression
from prodlint.formats import json, toml
from prodlint.formats.node import Mapping, Node, text_of
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository
from prodlint.spelling import words_of
from prodlint.tables.installers import DEVELOPER_WORDS

_MANAGER = expression(r"(?P<name>npm|pnpm|yarn|bun)@(?P<version>\d+)")
_LOCKED = expression(r"lockfileVersion: '?(?P<version>\d+)")


class Groups(NamedTuple):
    """Which groups of Python's dependencies a command asks for, beside those that come by default."""

    without: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    default: bool = True
    every: bool = False


def package_json(folder: str, repository: Repository) -> Node | None:
    """The package.json of a folder from the root of the repository."""
    return read_tracked(joined(folder, "package.json"), json.read, repository)


def dev_dependencies(folder: str, repository: Repository) -> list[str]:
    """The names of the devDependencies of a folder's package.json, and of its workspaces' where it has any."""
    return repository.once((dev_dependencies, folder), lambda: list(dict.fromkeys(_of_packages(folder, repository))))


def _of_packages(folder: str, repository: Repository) -> Iterator[str]:
    manifest, below = package_json(folder, repository), list[str]()
    if manifest is None:
        return
    if manifest.get("workspaces") is not None or joined(folder, "pnpm-workspace.yaml") in repository.tracked:
        below = repository.once(_packages, lambda: grouped(_packages(repository))).get(folder, [])
    for one in (manifest, *(read_tracked(path, json.read, repository) for path in below)):
        yield from (name.text for name, _ in one.items("devDependencies")) if one is not None else ()


def _packages(repository: Repository) -> Iterator[tuple[str, str]]:
    """Each package.json with the folders of the workspaces that may hold it: one and two above its own."""
    for path in called(repository, "package.json"):
        around = islice(ancestors(folder_of(path)), 1, 3)
        yield from ((folder, path) for folder in around)


def versions(folder: str, text: str, repository: Repository) -> dict[str, int | None]:
    """The major versions of the package managers, by the manifest, the Dockerfile's own text and the lock files."""
    found: dict[str, int | None] = {match["name"]: int(match["version"][:4]) for match in _MANAGER.finditer(text)}
    for above in ancestors(folder):
        if match := _MANAGER.match(text_of((package_json(above, repository) or Node(1, 1)).get("packageManager"))):
            return {**found, match["name"]: int(match["version"][:4])}
    source = repository.source(joined(folder, "pnpm-lock.yaml"))
    if "pnpm" not in found and source and (locked := _LOCKED.search(source.text[:500])) and int(locked["version"]) < 9:
        found["pnpm"] = 8  # the ninth format is that of pnpm 9 and 10
    lock = repository.source(joined(folder, "yarn.lock"))
    if joined(folder, ".yarnrc.yml") in repository.tracked or (lock and "__metadata:" in lock.text[:500]):
        found["yarn"] = 4
    elif lock and "yarn lockfile v1" in lock.text[:500]:
        found["yarn"] = 1
    return found


def developer_groups(folder: str, tool: str, groups: Groups, repository: Repository) -> list[str]:
    """The groups for developers that `poetry` or `uv` installs from the pyproject.toml of a folder."""
    project = read_tracked(joined(folder, "pyproject.toml"), toml.read, repository)
    if project is None:
        return []
    named = list(_poetry_groups(project) if tool == "poetry" else _uv_groups(project, groups))
    wanted = [name for name in named if name not in groups.without and (not groups.only or name in groups.only)]
    return [name for name in wanted if DEVELOPER_WORDS & set(words_of(name))]


def _poetry_groups(project: Mapping) -> Iterator[str]:
    if _has_items(project.get("tool", "poetry", "dev-dependencies")):
        yield "dev"
    for name, group in project.items("tool", "poetry", "group"):
        if text_of(group.get("optional")).lower() != "true" and _has_items(group.get("dependencies")):
            yield name.text
    yield from (name.text for name, group in project.items("dependency-groups") if _has_items(group))


def _uv_groups(project: Mapping, groups: Groups) -> Iterator[str]:
    names = [name.text for name, group in project.items("dependency-groups") if _has_items(group)]
    if _has_items(project.get("tool", "uv", "dev-dependencies")):
        names.append("dev")
    default = project.get("tool", "uv", "default-groups")
    listed = [one.text for one in default.strings()] if default is not None else ["dev"]
    for name in dict.fromkeys(names):
        comes = groups.default and (name in listed or listed == ["all"])
        if comes or name in groups.also or groups.every:
            yield name


def _has_items(node: Node | None) -> bool:
    return node is not None and bool(node.items() or node.listed())
