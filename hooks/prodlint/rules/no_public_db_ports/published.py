"""Ports that Kamal's accessories, the containers of Ansible and the Quadlets of Podman publish.

Sources: kamal-deploy.org/docs/configuration/accessories, docs.ansible.com for community.docker.docker_container and
containers.podman.podman_container, podman-systemd.unit(5).
"""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, of_name
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import ini
from prodlint.formats.node import Node, mappings, text_of
from prodlint.formats.published import is_open, short
from prodlint.formats.word import Word
from prodlint.rules.no_public_db_ports import messages
from prodlint.rules.no_public_db_ports.commands import documents_of
from prodlint.rules.no_public_db_ports.ports import database
from prodlint.source import Repository, Source

_KAMAL = expression(r"(?:.*/)?config/deploy[\w.-]*\.ya?ml")
_MODULES = ("docker_container", "podman_container")
_PORTS = ("published_ports", "ports", "publish", "published")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The databases that a file publishes."""
    if source.kind == "ini":
        yield from _of_quadlet(source)
        return
    for document in documents_of(source):
        if _KAMAL.fullmatch(source.path):
            for name, node in document.items("accessories"):
                if of_name(name.text) != DEVELOPMENT:
                    yield from _of_container(node.get("port"), text_of(node.get("image")), source.path)
        for outer in mappings(document):
            for key, node in outer.items():
                if key.text.endswith(_MODULES):
                    ports = next(filter(None, map(node.get, _PORTS)), None)
                    yield from _of_container(ports, text_of(node.get("image")), source.path)


def _of_container(ports: Node | None, image: str, path: str) -> Iterator[Finding]:
    for node in ports.strings() if ports is not None else ():
        yield from _published(Word(node.text, node.line, node.column), image, path)


def _of_quadlet(source: Source) -> Iterator[Finding]:
    entries = [entry for entry in source.read(ini.read) if entry.section.lower() == "container"]
    image = next((entry.value for entry in entries if entry.key == "Image"), "")
    for entry in entries:
        if entry.key == "PublishPort":
            yield from _published(Word(entry.value, entry.line, entry.column), image, source.path)


def _published(port: Word, image: str, path: str) -> Iterator[Finding]:
    opened = short(port.text)
    found = database(opened.ports, image, opened.protocol) if is_open(opened.address) else ""
    if found:
        yield messages.finding(path, port.line, port.column, found, messages.PUBLISHED, messages.BIND)
