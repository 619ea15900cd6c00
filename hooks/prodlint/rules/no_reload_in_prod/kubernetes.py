"""Kubernetes, Knative, kustomize and Helm: the containers of workloads, config maps, values for production."""

from __future__ import annotations

from collections.abc import Iterator

from prodlint.context import PRODUCTION, of_name
from prodlint.context.files import context_of_file
from prodlint.finding import Finding
from prodlint.formats import Unparsable
from prodlint.formats.node import Mapping, Node, Scalar, Sequence
from prodlint.formats.roots import roots
from prodlint.rules.no_reload_in_prod.by_lines import check_lines
from prodlint.rules.no_reload_in_prod.node_commands import commands_of, variables_of
from prodlint.rules.no_reload_in_prod.platforms import command_with, select
from prodlint.rules.no_reload_in_prod.run import findings
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, start, variable
from prodlint.rules.no_reload_in_prod.silence import SILENT
from prodlint.rules.no_reload_in_prod.templated import guarded_lines
from prodlint.source import Repository, Source

_WORKLOADS = frozenset(
    "Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Pod Service Rollout Configuration DeploymentConfig".split()
)
_VALUES = "env envs environment extraEnv extraEnvs extraEnvVars envVars environmentVariables config".split()
MOST = 20_000


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What reloads or debugs in manifests, and in Helm values that are named for production."""
    base = source.path.rpartition("/")[2]
    values = context_of_file(source.path, repository) == PRODUCTION and _is_values(source.path, repository)
    if not (values or base.startswith("kustomization.") or ("apiVersion" in source.text and "kind" in source.text)):
        return
    guarded = guarded_lines(source.lines)
    try:
        found = list(findings(_steps(source, repository, base, values)))
    except Unparsable:
        found = list(check_lines(source, repository))
    yield from (one for one in found if one.line not in guarded)


def _steps(source: Source, repository: Repository, base: str, values: bool) -> Iterator[Step]:
    scene = start(source.path, repository)
    for root in roots(source):
        kind = root.get("kind")
        if isinstance(kind, Scalar) and root.get("apiVersion") is not None:
            yield from _manifest(kind.text, root, source, scene)
        elif base.startswith("kustomization."):
            for node in select(root, "configMapGenerator.*.literals"):
                yield from _variables(node, source, scene.step("kustomize config map"))
        elif values:
            for node in _mappings(root):
                yield from _container(node, source, scene.step("Helm values"), *_VALUES)


def _manifest(kind: str, root: Node, source: Source, scene: Scene) -> Iterator[Step]:
    namespace, name = root.get("metadata", "namespace"), root.get("metadata", "name")
    for named in (namespace, name):
        if isinstance(named, Scalar) and of_name(named.text) in SILENT:
            return
    if kind == "ConfigMap":
        data = root.get("data")
        if data is not None:
            yield from _variables(data, source, scene.step("config map"))
    elif kind in _WORKLOADS:
        for node in _mappings(root):
            containers = node.get("containers")
            for container in containers.nodes if isinstance(containers, Sequence) else ():
                yield from _container(container, source, scene.step(f"Kubernetes {kind}"), "env")


def _container(container: Node, source: Source, scene: Scene, *keys: str) -> Iterator[Step]:
    """What a container runs, and its variables, under any of the keys."""
    command = commands_of(container.get("command"), source.lines)
    arguments = commands_of(container.get("args"), source.lines)
    yield Launch(command_with(command, arguments), scene)
    for key in keys:
        yield from _variables(container.get(key), source, scene)


def _variables(node: Node | None, source: Source, scene: Scene) -> Iterator[Step]:
    for one in variables_of(node, source.lines):
        yield from variable(*one, scene, custom=True)


def _is_values(path: str, repository: Repository) -> bool:
    """Whether it looks like the values of a chart: by its name, or a Chart.yaml around it."""
    return "values" in path.lower() or any(one.endswith("Chart.yaml") for one in repository.tracked)


def _mappings(root: Node) -> Iterator[Node]:
    """A node and all mappings below it, the nearest first."""
    waiting = [root]
    seen: set[int] = set()
    for node in waiting:
        if id(node) in seen or len(seen) > MOST:
            continue
        seen.add(id(node))
        if isinstance(node, Mapping):
            yield node
            waiting += [value for _, value in node.items()]
        elif isinstance(node, Sequence):
            waiting += node.nodes
