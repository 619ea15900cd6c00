"""Ansible: the commands and containers that tasks start, and the units that they write."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.conditions import of_guard
from prodlint.formats import ini, yaml
from prodlint.formats.guards import Guard
from prodlint.formats.node import Mapping, Node, Scalar, text_of
from prodlint.formats.shell import split
from prodlint.rules.no_reload_in_prod.deploys import context_of_target, run_and_deploy
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, switched_on, word_of
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start
from prodlint.rules.no_reload_in_prod.units import in_entries, placed
from prodlint.source import Repository, Source

# docs.ansible.com/ansible/latest/collections: the last parts of the names of modules.
_COMMANDS = frozenset(("shell", "command", "raw"))
_CONTAINERS = frozenset(("docker_container", "podman_container"))
_WRITERS = frozenset(("copy", "blockinfile"))
_TASKS = ("tasks", "pre_tasks", "post_tasks", "handlers", "block", "rescue", "always")
_DEEPEST = 10


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What the tasks of a playbook, or of a role, start. Raises Unparsable."""
    scene = start(source.path, repository, script=True)
    is_of_role = any(part in f"/{source.path}" for part in ("/tasks/", "/handlers/"))
    for root in source.read(yaml.read):
        if is_of_role or any(play.get("hosts") is not None for play in root.listed()):
            for task in _tasks(root):
                yield from _task(task, source.lines, scene.step(f"task {text_of(task.get('name'))}".rstrip()))


def _tasks(node: Node, depth: int = 0) -> Iterator[Mapping]:
    """The tasks of plays and blocks that are not there for development."""
    for one in node.listed() if depth < _DEEPEST else ():
        if not isinstance(one, Mapping) or _is_for_development(one):
            continue
        inner = [found for key in _TASKS if (found := one.get(key)) is not None]
        for tasks in inner:
            yield from _tasks(tasks, depth + 1)
        if not inner:
            yield one


def _is_for_development(node: Mapping) -> bool:
    """Whether its hosts, its name or its condition say so."""
    asked = (of_guard(Guard(one.text, (), "!=" not in one.text)) for one in node.strings("when"))
    return (
        of_name(text_of(node.get("hosts"))) == DEVELOPMENT
        or context_of_target(text_of(node.get("name"))) == DEVELOPMENT
        or DEVELOPMENT in asked
    )


def _task(task: Mapping, lines: list[str], scene: Scene) -> Iterator[Step]:
    for key, value in task.items():
        module = key.text.rpartition(".")[2]
        if module in _COMMANDS:
            yield from _command(value, task, lines, scene)
        elif module in _CONTAINERS:
            for name in ("entrypoint", "command"):
                yield Launch(commands_of(value.get(name), lines), scene)
            yield from switched_on(value.get("env"), lines, scene)
        elif module in _WRITERS:
            content = value.get("content") or value.get("block")
            if isinstance(content, Scalar) and "ExecStart=" in content.text:
                yield from in_entries(placed(word_of(content, lines), ini.read(content.text)), scene)


def _command(value: Node, task: Mapping, lines: list[str], scene: Scene) -> Iterator[Step]:
    text = value if isinstance(value, Scalar) else value.get("cmd") or value.get("argv")
    commands = split(word_of(text, lines)) if isinstance(text, Scalar) else commands_of(text, lines)
    yield from run_and_deploy(commands, scene)
    yield from switched_on(task.get("environment"), lines, scene, custom=True)
