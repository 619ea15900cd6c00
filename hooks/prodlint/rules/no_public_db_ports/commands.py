"""`docker run -p 5432:5432 postgres` in scripts, Makefiles and systemd units; podman and nerdctl alike.

In workflows only what they run elsewhere, through ssh, counts: a container of a job lives as long as the job.
"""

from collections.abc import Iterator, Sequence, Set
from contextlib import suppress

from prodlint import loopback
from prodlint.context import DEVELOPMENT, of_name, of_path
from prodlint.context.conditions import of_guards
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.formats import Unparsable, ini, makefile, yaml
from prodlint.formats.docker_run import PROGRAMS, Started, started
from prodlint.formats.node import Node, walk
from prodlint.formats.published import Published, is_open, ports_of, resolved, short
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word
from prodlint.formats.wrappers import program, unwrapped
from prodlint.rules.no_public_db_ports import consoles, messages
from prodlint.rules.no_public_db_ports.consoles import Container, console
from prodlint.rules.no_public_db_ports.ports import database, image_of
from prodlint.source import Repository, Source

_REMOTE = frozenset(("ssh",))
_ENVIRONMENT = ("-e", "--env")
_NETWORK = ("--network", "--net")
# What a container must be started with to be of interest; reading commands is what takes time.
_TELLS = expression(r"-[ditPq]*p|--publish|--net|published=")
_SUBSTITUTION = expression(r"\$\((?P<command>\s*(?:sudo )?(?:docker|podman|nerdctl)\s[^()]*)\)")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The databases that the commands of a file publish."""
    if not _TELLS.search(source.text):
        return
    commands = list(_commands(source))
    carriers = _REMOTE | {command.function for command in commands if command.function and _is_ssh(command)}
    for command in commands:
        if of_name(command.function) != DEVELOPMENT and of_guards(command.guards) != DEVELOPMENT:
            for one in (*_substituted(command), *unwrapped(command), *_remote(command, carriers)):
                yield from _of_command(one.words, source)


def _commands(source: Source) -> Iterator[Command]:
    if source.kind == "ini":
        for entry in ini.read(source.text):
            if entry.key.startswith("ExecStart"):
                yield from split(entry.value.lstrip("@-:+!"), entry.line, entry.column)
    elif source.kind == "makefile":
        for targets, line in source.read(makefile.read):
            for command in split(line):
                yield command._replace(function=next(iter(targets), ""))
    elif source.kind == "workflow":
        yield from _of_workflow(source)
    elif source.kind == "yaml":
        yield from _of_tasks(source)
    else:
        yield from source.read(split)


def _of_workflow(source: Source) -> Iterator[Command]:
    """What steps run on other machines: `script` of an ssh action, and the commands of `run` that ssh carries."""
    for path, scalar in (found for document in source.read(yaml.read) for found in walk(document)):
        if path[-1:] in (("script",), ("run",)):
            for command in split(scalar.text, scalar.content_line, scalar.content_column):
                yield from [command] if path[-1] == "script" else _remote(command, _REMOTE)


def _of_tasks(source: Source) -> Iterator[Command]:
    """What tasks of Ansible run: `shell: docker run ...`, also as `cmd` below it."""
    if not any(f"{name} run" in source.text for name in PROGRAMS):
        return
    for path, scalar in (found for document in documents_of(source) for found in walk(document)):
        key = next((part for part in reversed(path) if part != "cmd"), "")
        if str(key).rpartition(".")[2] in ("shell", "command"):
            yield from split(scalar.text, scalar.content_line, scalar.content_column)


def documents_of(source: Source) -> list[Node]:
    """Those of a file of YAML, if it is one: the reader of Kubernetes says what cannot be read."""
    with suppress(Unparsable):
        return source.read(yaml.read)
    return []


def _is_ssh(command: Command) -> bool:
    return any(one.words and program(one.words[0]) in _REMOTE for one in unwrapped(command))


def _remote(command: Command, carriers: Set[str]) -> Iterator[Command]:
    """`ssh host docker run ...`, `ssh host "docker run ..."`, and what a heredoc sends to ssh.

    `carriers` are ssh, and the functions of the script that call it.
    """
    words = command.words
    if not words or program(words[0]) not in carriers:
        return
    for index, word in enumerate(words[1:], start=1):
        if program(word) in PROGRAMS:
            yield Command(words[index:])
            break
        if any(name in word.text for name in PROGRAMS):
            yield from (inner for one in split(word) for inner in unwrapped(one))
    for heredoc in command.heredocs:
        yield from (inner for one in split(heredoc.body) for inner in unwrapped(one))


def _substituted(command: Command) -> Iterator[Command]:
    """`ID=$(docker run ...)`."""
    for word in (*command.words, *(value for _, value in command.assignments)):
        for inner in _SUBSTITUTION.finditer(word.text):
            for one in split(word.slice(*inner.span("command"))):
                yield from unwrapped(one)


def _of_command(words: Sequence[Word], source: Source) -> Iterator[Finding]:
    if not words or program(words[0]) not in PROGRAMS:
        return
    ran = started(words)
    if ran is None:
        return
    image = resolved(ran.image.text)
    for word in ran.given("-p", "--publish"):
        opened = _with_keys(word.text) if "target=" in word.text else short(word.text)
        if not is_open(opened.address):
            continue
        found = database(opened.ports, image, opened.protocol)
        seen = None if found else console(opened.ports, _container(ran))
        if found or seen:
            is_of_swarm = any(one.text == "service" for one in ran.before)
            edits = () if is_of_swarm else loopback.of_word(word, source)
            if seen:
                yield consoles.finding(source.path, (word.line, word.column), seen, of_path(source.path), edits=edits)
            else:
                place = source.path, word.line, word.column
                yield messages.finding(*place, found, messages.PUBLISHED, messages.BIND, edits=edits)
    for network in ran.given(*_NETWORK)[-1:]:
        if network.text == "host" and image_of(image):
            where = network.line, network.column
            yield messages.finding(source.path, *where, image_of(image), messages.ON_HOST, messages.BIND)


def _container(ran: Started) -> Container:
    given = (word.text for word in ran.given(*_ENVIRONMENT))
    settings = (text if "=" in text else f"{text}=$?" for text in given)
    arguments = (word.text for word in ran.arguments)
    has_files = bool(ran.given("--env-file"))
    return Container(resolved(ran.image.text), (*arguments, *settings), has_files)


def _with_keys(text: str) -> Published:
    """`published=5432,target=5432`, as `docker service create` takes it."""
    keys = dict(part.partition("=")[::2] for part in resolved(text).split(","))
    return Published("", ports_of(keys.get("target", "")), keys.get("protocol", "tcp"))
