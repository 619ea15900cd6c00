"""Kubernetes manifests and Helm values: security contexts that ask for root."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import yaml
from prodlint.formats.node import Mapping, Node, Scalar, mappings, text_of
from prodlint.rules.no_root_container.users import HOOK, is_root
from prodlint.source import Repository, Source

_USER = "runAsUser 0 makes the process of this container root"
_ANY = "runAsNonRoot: false lets the process of this container be root"
_FIX = "Set `runAsNonRoot: true` and a `runAsUser` of its own, such as 10001; `fsGroup` gives it the volumes."

# What prepares a pod and ends.
_PREPARING = expression(r"init|volumepermissions|sysctl|chown|debug|test", re.IGNORECASE)
# Kinds that rule over pods, and agents that look after a node, which need root there.
_OTHER_KINDS = frozenset(("PodSecurityPolicy", "SecurityContextConstraints", "CustomResourceDefinition", "DaemonSet"))
# Nothing is gained by another user in a pod that may do everything on its host.
_HOST = ("hostPID", "hostNetwork", "hostIPC")

Levels = tuple[Mapping, ...]  # the security contexts of one container, the nearest first


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The security contexts of a file that make a container root."""
    for document in source.read(yaml.read):
        if text_of(document.get("kind")) not in _OTHER_KINDS:
            yield from _of_document(document, source.path)


def _of_document(root: Node, path: str) -> Iterator[Finding]:
    judged: set[int] = set()
    for node in mappings(root, _below):
        for levels in _contexts(node) if id(node) not in judged and not _is_of_the_host(node) else ():
            found = _rootly(levels)
            if found and id(found[0]) not in judged:
                yield Finding(path, found[0].line, found[0].column, HOOK, found[1], _FIX)
                judged.add(id(found[0]))
            judged.update(map(id, levels))


def _below(node: Mapping) -> list[Node]:
    """The children that may run as root: not those of the host's own, nor of what prepares."""
    return [] if _is_of_the_host(node) else [child for key, child in node.pairs if not _PREPARING.search(key.text)]


def _contexts(node: Mapping) -> list[Levels]:
    """The security contexts of each container of a pod, or of what the values of a chart make; else what may be one."""
    containers, of_pod = node.listed("containers"), node.get("podSecurityContext")
    if containers:
        pod = node.get("securityContext")
        listed = (one for one in containers if isinstance(one, Mapping) and not _is_of_the_host(one))
        return [_levels(one.get("securityContext"), pod) for one in listed]
    if of_pod is not None:
        return [_levels(node.get("containerSecurityContext") or node.get("securityContext"), of_pod)]
    return [_levels(node)]


def _levels(*contexts: Node | None) -> Levels:
    """Those that are there, without what a chart switches off."""
    found = tuple(one for one in contexts if isinstance(one, Mapping))
    return tuple(one for one in found if text_of(one.get("enabled")).lower() != "false")


def _rootly(levels: Levels) -> tuple[Scalar, str] | None:
    """The value that makes a container root and what it does; the nearest level counts for each key by itself.

    Source: kubernetes.io/docs/reference, SecurityContext: "the value specified in SecurityContext takes precedence".
    """
    user, strict = _nearest("runAsUser", levels), _nearest("runAsNonRoot", levels)
    if user is not None:
        return (user, _USER) if is_root(user.text) and not user.templated else None
    return (strict, _ANY) if strict is not None and strict.text.lower() == "false" else None


def _nearest(key: str, levels: Levels) -> Scalar | None:
    return next((value for one in levels if isinstance(value := one.get(key), Scalar)), None)


def _is_of_the_host(node: Mapping) -> bool:
    """Whether a container is privileged, or a pod shares what belongs to the host."""
    return any(_is_true(node.get(key)) for key in _HOST) or _is_true(node.get("securityContext", "privileged"))


def _is_true(node: Node | None) -> bool:
    return text_of(node).lower() == "true"
