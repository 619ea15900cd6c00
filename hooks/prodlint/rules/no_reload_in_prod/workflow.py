"""GitHub workflows and actions: the steps that deploy to production, and the containers of actions."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION
from prodlint.context.tracked import folder_of
from prodlint.formats import yaml
from prodlint.formats.node import Node, Scalar, text_of
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.rules.no_reload_in_prod.deploys import context_of_target, deploy, run_and_deploy
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, switched_on, word_of
from prodlint.rules.no_reload_in_prod.run import followed
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.source import Repository, Source

# Inputs of actions: shell text for another machine (appleboy/ssh-action), variables of what is deployed
# (google-github-actions/deploy-cloudrun, deploy-cloud-functions; azure/appservice-settings, container-apps-deploy).
_REMOTE = ("script", "command", "run", "args")
_VARIABLES = ("env_vars", "environment_variables", "environmentVariables", "env-vars", "set-env-vars")


@followed
def check(source: Source, repository: Repository) -> Iterator[Step]:
    """What reloads or debugs behind a workflow, job or step that is named for production. Raises Unparsable."""
    base = source.path.rpartition("/")[2].rpartition(".")[0]
    if source.kind == "yaml":
        if base == "action":
            yield from _action(source, start(source.path, repository, "action", script=True))
        return
    for root in source.read(yaml.read):
        workflow = _context(_text(root.get("name")), base)
        for key, job in root.items("jobs"):
            context = _context(_text(job.get("name")), key.text, _text(job.get("environment")))
            on_server = any("self-hosted" in one.text for one in job.strings("runs-on"))
            scene = start(source.path, repository, f"job {key.text}", script=True)
            for step in job.listed("steps") if context != DEVELOPMENT else ():
                if _context(_text(step.get("name")), outer=context or workflow) == PRODUCTION:
                    yield from _step(step, source.lines, scene, on_server)


def _action(source: Source, scene: Scene) -> Iterator[Step]:
    """What an action of ours runs: its container, or the steps of one that deploys."""
    for root in source.read(yaml.read):
        runs, folder = root.get("runs"), folder_of(source.path).rpartition("/")[2]
        context = _context(_text(root.get("name")), folder)
        if runs is None or context == DEVELOPMENT:
            continue
        if _text(runs.get("using")) == "docker":
            words = [one for key in ("entrypoint", "args") for one in commands_of(runs.get(key), source.lines)]
            yield Launch([Command(tuple(word for one in words for word in one.words))], scene)
            yield from switched_on(runs.get("env"), source.lines, scene)
        for step in runs.listed("steps"):
            if _context(_text(step.get("name")), outer=context) == PRODUCTION:
                yield from _step(step, source.lines, scene, on_server=False)


def _step(step: Node, lines: list[str], scene: Scene, on_server: bool) -> Iterator[Step]:
    script = step.get("run")
    if isinstance(script, Scalar):
        yield from deploy(split(word_of(script, lines)), scene, on_server=on_server)
    for name in _REMOTE:
        remote = step.get("with", name)
        if isinstance(remote, Scalar) and "ssh" in _text(step.get("uses")):
            yield from run_and_deploy(split(word_of(remote, lines)), scene)
    for name in _VARIABLES:
        node = step.get("with", name)
        if isinstance(node, Scalar):
            yield from _pairs(word_of(node, lines).text, node, scene)
        else:
            yield from switched_on(node, lines, scene)


def _pairs(text: str, node: Scalar, scene: Scene) -> Iterator[Step]:
    """`A=b` parted by lines or commas."""
    for row, line in enumerate(text.split("\n")):
        for part in line.split(","):
            name, _, value = part.strip().partition("=")
            yield from variable(name, Word(value, *node.place(row + 1, 1)), scene)


def _context(*names: str, outer: str = "") -> str:
    """What the innermost name that says anything says; development beats production among equals."""
    contexts = {context_of_target(name) for name in names if name}
    for context in (DEVELOPMENT, PRODUCTION):
        if context in contexts:
            return context
    return outer


def _text(node: Node | None) -> str:
    return text_of(node) or text_of(node.get("name") if node is not None else None)
