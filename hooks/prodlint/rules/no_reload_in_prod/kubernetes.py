"""Kubernetes, Knative, kustomize and Helm: the containers of workloads, config maps, values for production."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.context.evidence import context_shown
from prodlint.finding import Finding
from prodlint.formats.node import Node, Scalar, mappings, text_of
from prodlint.formats.roots import roots
from prodlint.formats.shell import Command
from prodlint.rules.no_reload_in_prod.dockerfile import started_by
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, switched_on
from prodlint.rules.no_reload_in_prod.platforms import select
from prodlint.rules.no_reload_in_prod.run import findings
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start
from prodlint.rules.no_reload_in_prod.silence import SILENT
from prodlint.rules.no_reload_in_prod.templated import guarded_lines
from prodlint.source import Repository, Source
from prodlint.spelling import words_of

_WORKLOADS = frozenset(
    "Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Pod Service Rollout Configuration DeploymentConfig".split()
)
_ENVIRONMENT = (("env",), ("environment",))
_VALUES = "env envs environment extraEnv extraEnvs extraEnvVars envVars environmentVariables config".split()


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in manifests, and in Helm values that are named for production."""
    base = source.path.rpartition("/")[2]
    values = context_shown(source.path, repository) == PRODUCTION and _is_values(source.path, repository)
    if not (values or base.startswith("kustomization.") or ("apiVersion" in source.text and "kind" in source.text)):
        return
    guarded = guarded_lines(source.lines)
    found = findings(_steps(source, repository, base, values))
    yield from (one for one in found if one.line not in guarded)


def _steps(source: Source, repository: Repository, base: str, values: bool) -> Iterator[Step]:
    scene = start(source.path, repository)
    for root in roots(source):
        kind = root.get("kind")
        if isinstance(kind, Scalar) and root.get("apiVersion") is not None:
            yield from _manifest(kind.text, root, source, scene)
        elif base.startswith("kustomization."):
            for node in select(root, "configMapGenerator.*.literals"):
                yield from switched_on(node, source.lines, scene.step("kustomize config map"), custom=True)
        elif values:
            for node in mappings(root):
                yield from _container(node, source, scene.step("Helm values"), *_VALUES)


def _manifest(kind: str, root: Node, source: Source, scene: Scene) -> Iterator[Step]:
    if any(of_name(name) in SILENT for name in _names(root)):
        return
    if kind == "ConfigMap":
        yield from switched_on(root.get("data"), source.lines, scene.step("config map"), custom=True)
    elif kind in _WORKLOADS:
        for node in mappings(root):
            for container in node.listed("containers"):
                yield from _container(container, source, scene.step(f"Kubernetes {kind}"), "env")


def _names(root: Node) -> Iterator[str]:
    """The names that say which environment an object is for, those of its labels too."""
    yield from (text_of(root.get("metadata", key)) for key in ("namespace", "name"))
    for key, value in root.items("metadata", "labels"):
        if words_of(key.text)[-1:] in _ENVIRONMENT:
            yield text_of(value)


def _container(container: Node, source: Source, scene: Scene, *keys: str) -> Iterator[Step]:
    """What a container runs, and its variables, under any of the keys."""
    command = commands_of(container.get("command"), source.lines)
    arguments = commands_of(container.get("args"), source.lines)
    if not command:
        arguments = [started_by(text_of(container.get("image")), one) for one in arguments]
    whole = [Command(tuple(word for one in (*command, *arguments) for word in one.words))]
    yield Launch(whole if command and arguments else command or arguments, scene)
    for key in keys:
        yield from switched_on(container.get(key), source.lines, scene, custom=True)


def _is_values(path: str, repository: Repository) -> bool:
    """Whether it looks like the values of a chart: by its name, or a Chart.yaml around it."""
    return "values" in path.lower() or any(one.endswith("Chart.yaml") for one in repository.tracked)
