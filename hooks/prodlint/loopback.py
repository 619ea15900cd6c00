"""The edits that bind a published port to this machine, for the forms in which there is only one way to do it.

No range: it may hold ports that are meant to be open. No unknown variable that does not say that it is a port: it may
hold the address too. Nothing for a swarm, which knows no address of a port.
"""

import re
from collections import Counter
from collections.abc import Iterator

from prodlint.context.services import Service, services_of
from prodlint.context.tracked import folder_of, of_kind, read_tracked
from prodlint.expressions import expression
from prodlint.finding import Edit
from prodlint.formats import yaml
from prodlint.formats.node import Mapping, Node, Scalar
from prodlint.formats.published import resolved
from prodlint.formats.word import Word
from prodlint.grouping import grouped
from prodlint.source import Repository, Source
from prodlint.spelling import words_of

_NUMBER = r"(?:\d{1,5}|\$\{\w+:?-\d{1,5}\})"
_PORT = rf"(?:{_NUMBER}|\$\w*PORT|\$\{{\w*PORT(?::?\?[^{{}}]*)?\}})"
_PROTOCOL = r"(?:/(?:tcp|udp))?"
_ALONE = expression(_NUMBER + _PROTOCOL)
_PAIR = expression(f"{_PORT}:{_PORT}{_PROTOCOL}", re.IGNORECASE)
_EVERY = r"0\.0\.0\.0|::|\[::\]|"
_WITH_ADDRESS = expression(
    rf"(?P<variable>\$\{{\w+:?-)?(?P<address>{_EVERY})(?(variable)\}}):{_PORT}?:{_PORT}{_PROTOCOL}", re.IGNORECASE
)
_IPV6 = {"::": "::1", "[::]": "[::1]"}
_IPV4 = "127.0.0.1"

_SWARM_KEYS = ("placement", "endpoint_mode", "update_config", "rollback_config")
_SWARM_WORDS = frozenset(("stack", "swarm"))
_KEYS = frozenset(("target", "published", "protocol", "host_ip", "name", "app_protocol"))  # `mode` is the swarm's


def bound(text: str) -> tuple[int, int, str] | None:
    """How to bind a port in short form: the offset, how many characters to take out there, what to put in."""
    if _ALONE.fullmatch(text):
        return 0, 0, f"{_IPV4}::"
    if _PAIR.fullmatch(text):
        return 0, 0, f"{_IPV4}:"
    match = _WITH_ADDRESS.fullmatch(text)
    return (match.start("address"), len(match["address"]), _IPV6.get(match["address"], _IPV4)) if match else None


def of_word(word: Word, source: Source) -> tuple[Edit, ...]:
    """The edit of a port in short form; none where the file does not hold it in one piece, letter by letter."""
    change = bound(word.text)
    return _edit(word, *change, source) if change else ()


def _edit(word: Word, offset: int, removed: int, added: str, source: Source) -> tuple[Edit, ...]:
    line, column = word.position(offset)
    end = next((start for start, _, _ in word.spans if start > offset), len(word.text))
    written = word.text[offset:end]
    if removed > len(written) or not "".join(source.lines[line - 1 : line]).startswith(written, column - 1):
        return ()
    return (Edit(source.path, line, column, removed, added),)


def of_item(node: Node, service: Service, source: Source, repository: Repository) -> tuple[Edit, ...]:
    """The edit of an item of `ports`: of a service's own list, which no file beside this one adds to."""
    is_own = service.node.line <= node.line <= service.node.end_line
    if not is_own or _is_for_swarm(service) or _is_published_elsewhere(node, service, repository):
        return ()
    if isinstance(node, Mapping):
        return _of_mapping(node, source)
    if not isinstance(node, Scalar):
        return ()
    if not node.quoted and _ALONE.fullmatch(node.text):  # a number, which must become a string for every parser
        return _edit(_word(node), 0, len(node.text), f'"{_IPV4}::{node.text}"', source)
    return of_word(_word(node), source)


def _word(scalar: Scalar) -> Word:
    return Word(scalar.text, scalar.content_line, scalar.content_column)


def _of_mapping(node: Mapping, source: Source) -> tuple[Edit, ...]:
    values = {key.text: value for key, value in node.pairs}
    texts = {key: value.text for key, value in values.items() if isinstance(value, Scalar)}
    if not texts or texts.keys() != values.keys() or not texts.keys() <= _KEYS:
        return ()
    if not _PAIR.fullmatch(f"{texts.get('published', '1')}:{texts.get('target')}"):
        return ()
    address = values.get("host_ip")
    if isinstance(address, Scalar):
        if not address.text or not re.fullmatch(_EVERY, address.text):
            return ()
        return _edit(_word(address), 0, len(address.text), _IPV6.get(address.text, _IPV4), source)
    first = node.pairs[0][0]
    if source.lines[node.line - 1].startswith("{", node.column - 1):
        return (Edit(source.path, first.line, first.column, 0, f"host_ip: {_IPV4}, "),)
    if (node.line, node.column) == (first.line, first.column):
        return (Edit(source.path, first.line, first.column, 0, f"host_ip: {_IPV4}\n" + " " * (first.column - 1)),)
    return ()


def _is_for_swarm(service: Service) -> bool:
    folder, _, name = service.path.rpartition("/")
    is_named = "swarm" in words_of(folder) or not _SWARM_WORDS.isdisjoint(words_of(name))
    return is_named or any(service.node.get("deploy", key) for key in _SWARM_KEYS)


def _is_published_elsewhere(node: Node, service: Service, repository: Repository) -> bool:
    """Whether another entry, in the same list or in a file that is read on top of this one, has the same host port:
    compose takes two equal entries for one, but cannot open both of two with different addresses."""

    def all_ports() -> Counter[str]:
        services = (service, *_on_top(service, repository))
        return Counter(_host_port(entry) for one in services for entry in one.node.listed("ports"))

    port = _host_port(node)
    return bool(port) and repository.once(("host ports", service.path, service.key.line), all_ports)[port] > 1


def _host_port(node: Node) -> str:
    """The port on the host by its defaults, or the text that does not tell it; "" where Docker takes any."""
    published = node.get("published") if isinstance(node, Mapping) else None
    text = published.text if isinstance(published, Scalar) else ""
    plain = resolved(text)
    if isinstance(node, Scalar):
        text, plain = node.text, "".join(resolved(node.text).rsplit(":", 2)[-2:-1])
    return text if "$?" in plain else plain


def _on_top(service: Service, repository: Repository) -> list[Service]:
    """What the other compose files of the folder add to a service, without saying what it runs."""
    by_name = repository.once(_on_top, lambda: grouped(_services(repository)))
    found = by_name.get((folder_of(service.path), service.name), ())
    return [one for one in found if one.path != service.path and not one.replaces]


def _services(repository: Repository) -> Iterator[tuple[tuple[str, str], Service]]:
    """All services by the folder of their file and their name."""
    for path in of_kind(repository, "compose"):
        for service in services_of(read_tracked(path, yaml.read, repository) or [], path):
            yield (folder_of(path), service.name), service
