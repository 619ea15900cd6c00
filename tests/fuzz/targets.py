"""What is fuzzed: every reader, the judges of values and names, and every hook, each as a function of bytes.

A target gives the places (line, column) that it speaks of; the harness sees to it that each is in the text. Any
exception but `Unparsable` is a fault.
"""

from __future__ import annotations

import ast
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from prodlint import HOOKS, context, ignore, kinds
from prodlint.clean import hook_module
from prodlint.context.env_files import real_path, role_of
from prodlint.credentials import formats as credential_formats
from prodlint.credentials.names import is_public_name, is_secret_name
from prodlint.credentials.values import judge
from prodlint.dispatch import check
from prodlint.finding import Finding
from prodlint.formats import (
    Unparsable,
    braces,
    caddy,
    comments,
    dockerfile,
    dockerignore,
    dotenv,
    guards_by_indent,
    ini,
    javascript,
    json,
    nginx,
    pairs,
    python,
    regex,
    shell,
    template,
    toml,
    tree,
    yaml,
)
from prodlint.formats.code import Code
from prodlint.formats.node import Node, mappings, walk
from prodlint.formats.wrappers import unwrapped
from prodlint.options import Options, printable
from prodlint.source import Repository, Source
from prodlint.spelling import words_of

Place = tuple[int, int]
Reader = Callable[[str], Iterable[Place]]

# Between the files of a hook's input; each is its path, a newline, and its content.
SEPARATOR = b"\x1e"
_MOST_FILES = 12
_MOST_NODES = 400  # asked of one tree: queries over more of them take long and find no more


class Target(NamedTuple):
    """`run` takes the input; `kinds` are those of the files whose text is a seed; a hook's seeds are whole cases."""

    run: Callable[[bytes], None]
    kinds: tuple[str, ...] = ()
    hook: str = ""


def _of_reader(read: Reader, data: bytes) -> None:
    text = Source("", data).text
    try:
        places = list(read(text))
    except Unparsable as refusal:
        places = [(refusal.line, 1)]
    check_places(places, text)


def check_places(places: Iterable[Place], text: str) -> None:
    """Every place is one of the text: a column at most one behind the end of its line."""
    lines = text.split("\n")
    for line, column in places:
        assert 1 <= line <= len(lines), f"line {line} of {len(lines)}"
        assert 1 <= column <= len(lines[line - 1]) + 1, f"column {column} of {len(lines[line - 1])} in line {line}"


def _of_nodes(roots: Iterable[Node]) -> Iterator[Place]:
    for root in roots:
        for _, scalar in walk(root):
            yield scalar.line, scalar.column
            yield scalar.end_line, 1
            yield scalar.content_line, 1
        for mapping in mappings(root):
            mapping.items()
            yield mapping.line, mapping.column
            yield mapping.end_line, 1


def _toml(text: str) -> Iterator[Place]:
    return _of_nodes([toml.read(text)])


def _json(text: str) -> Iterator[Place]:
    return _of_nodes([json.read(text)])


def _yaml(text: str) -> Iterator[Place]:
    return _of_nodes(yaml.read(text))


def _dotenv(text: str) -> Iterator[Place]:
    return ((found.line, found.column) for found in dotenv.read(text))


def _ini(text: str) -> Iterator[Place]:
    return ((found.line, found.column) for found in ini.read(text))


def _pairs(text: str) -> Iterator[Place]:
    return ((found.line, found.column) for found in pairs.read(text))


def _braces(text: str) -> Iterator[Place]:
    return ((found.line, found.column) for found in braces.read(text))


def _caddy(text: str) -> Iterator[Place]:
    return ((line.end + 1, 1) for line in caddy.read(text).lines)


def _nginx(text: str) -> Iterator[Place]:
    for _, directive in nginx.walk(nginx.read(text)):
        yield directive.line, directive.column
        yield directive.end_line, 1
        yield from ((word.line, word.column) for word in directive.args)


def _shell(text: str) -> Iterator[Place]:
    for command in shell.split(text):
        for inner in unwrapped(command):
            yield from ((word.line, word.column) for word in inner.words)


def _dockerfile(text: str) -> Iterator[Place]:
    file = dockerfile.read(text)
    for stage in file.stages[:20]:
        dockerfile.effective(stage)
        variables = file.variables(stage)
        dockerfile.expand(stage.base, variables)
    for instruction in file.instructions:
        yield instruction.line, 1
        yield instruction.end_line, 1
        yield from ((word.line, word.column) for word in instruction.words)
        yield from ((pair.line, pair.column) for pair in instruction.pairs)
        yield from ((word.line, word.column) for command in instruction.commands() for word in command.words)


def _dockerignore(text: str) -> Iterator[Place]:
    rules = dockerignore.read(text)
    for rule in rules[:20]:
        dockerignore.excluded(rule.pattern, rules[:20])
    return ((rule.line, 1) for rule in rules)


def _template(text: str) -> Iterator[Place]:
    masked = template.Masked(text)
    assert masked.text.count("\n") == text.count("\n")
    masked.restore(masked.text)
    return iter(())


def _branches(text: str) -> Iterator[Place]:
    lines = text.split("\n")
    for number in range(1, min(len(lines), 40) + 1):
        guards_by_indent.guards(lines, number, len(lines[number - 1]) // 2 + 1)
    return iter(())


def _comments(text: str) -> Iterator[Place]:
    for kind in ("java", "go", "rust", "php", "ruby", "xml"):
        blanked = comments.blank(text, kind)
        assert list(map(len, blanked.split("\n"))) == list(map(len, text.split("\n")))
    return iter(())


def _regex(text: str) -> Iterator[Place]:
    pattern, _, subject = text.partition("\n")
    for how in (regex.FULL, regex.PREFIX, regex.SEARCH):
        regex.matches(pattern, subject[:200], how)
    return iter(())


def _code(code: Code) -> None:
    """What the protocol asks of every language."""
    list(code.texts("?")), code.imports()
    for call in code.calls[:_MOST_NODES]:
        code.callee(call), code.method(call), code.arguments(call), code.keywords(call)
    for named in code.named_values()[:_MOST_NODES]:
        code.possible(named.value), code.constant(named.value), code.constant(named.value, unset=True)
        (
            code.entries(named.value),
            code.environment(named.value),
            code.inside(named.value),
            list(code.around(named.node)),
        )


def _python(text: str) -> Iterator[Place]:
    module = python.read(text)
    _code(module)
    for node in module.nodes[:_MOST_NODES]:
        module.parent(node), module.inside(node), module.guards(node)
        yield module.line(node), module.column(node)
        yield from ((line, 1) for line in module.statement(node))
        if isinstance(node, ast.ClassDef):
            module.bases(node)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            module.answers(node)
        if isinstance(node, ast.Call):
            module.keywords(node)
        if isinstance(node, ast.expr):
            module.instances_of(node), module.instance_of(node), module.definition(node)
            module.possible(node), module.constant(node), module.constant(node, unset=True)
            module.entries(node), module.environment(node), module.condition(node, holds=False)


def _javascript(read: Callable[[str], javascript.Module], text: str) -> Iterator[Place]:
    module = read(text)
    _code(module)
    for node in module.of_type(*module.types())[:_MOST_NODES]:
        module.possible(node), module.is_complete(node), module.property(node, "a"), module.instance_of(node)
        module.environment(node), module.literal(node), module.guards(node), module.condition(node)
        module.fallback(node), module.arguments(node), module.parameters(node), module.answers(node)
        yield module.line(node), module.column(node)
        yield from ((line, 1) for line in module.statement(node))


def _tree(language: str, text: str) -> Iterator[Place]:
    module = tree.read(text, language)
    module.imports(), module.texts("x"), module.placeholders
    for call in module.calls[:_MOST_NODES]:
        module.callee(call), module.keywords(call), module.entries(call), module.instance_of(call)
        for node in (call, *module.arguments(call)):
            module.possible(node), module.constant(node), module.environment(node), module.condition(node, False)
            module.guards(node), module.inside(node), module.bindings(node)
            yield module.line(node), module.column(node)
            yield from ((line, 1) for line in module.statement(node))
    for named in module.named_values()[:_MOST_NODES]:
        module.possible(named.value)
        yield module.line(named.node), module.column(named.node)


def _values(text: str) -> Iterator[Place]:
    for pair in text.split("\n")[:20]:
        name, _, value = pair.partition("=")
        judge(name, value), is_secret_name(name), is_public_name(name), credential_formats.is_public(value)
    return iter(())


def _names(text: str) -> Iterator[Place]:
    for name in text.split("\n")[:20]:
        kinds.kind_of(name), context.of_path(name), context.of_name(name), role_of(name), real_path(name)
        words_of(name)
        assert printable(name).isprintable()
        for hook in HOOKS:
            hook_module(hook).wants(name)
    return iter(())


class Memory(Repository):
    """A repository that is only in memory: these files are tracked, staged, and all that git tells of."""

    def __init__(self, files: dict[str, bytes], options: Options) -> None:
        super().__init__(options)
        self.inside_git, self.root = True, "/nowhere"
        self._objects = {f"{number:040x}": data for number, data in enumerate(files.values())}
        self._listed = {path: ("100644", f"{number:040x}") for number, path in enumerate(files)}

    def _read_index(self) -> dict[str, tuple[str, str]]:
        return self._listed

    def shown(self, path: str) -> str:
        return path

    def git(self, *args: str, stdin: bytes = b"", accept: tuple[int, ...] = (0,)) -> bytes | None:
        if "cat-file" in args:
            objects = [(name, self._objects.get(name, b"")) for name in stdin.decode().split()]
            return b"".join(b"%s blob %d\n%s\n" % (name.encode(), len(data), data) for name, data in objects)
        if "check-ignore" in args:
            return b"".join(b"\0\0\0%s\0" % path for path in stdin.split(b"\0") if path)
        return None


def files_of(data: bytes) -> dict[str, bytes]:
    """The files in the input of a hook, with paths as git would give them."""
    files = {}
    for part in data.split(SEPARATOR)[:_MOST_FILES]:
        name, _, content = part.partition(b"\n")
        path = posixpath.normpath("/" + os.fsdecode(name.replace(b"\0", b""))).lstrip("/")
        if path:
            files[path] = content
    return files


def _of_hook(hook: str, data: bytes) -> None:
    options = Options()
    options.strict = data[:1] == SEPARATOR
    files = files_of(data)
    repository = Memory(files, options)
    module = hook_module(hook)
    sources = [repository.add(Source(path, content)) for path, content in files.items()]
    wanted = [source for source in sources if module.wants(source.path) is not None]
    found: set[Finding] = set()
    for source in wanted:
        with suppress(Unparsable):  # which the engine says
            found.update(check(module, source, repository))
    for finding in ignore.apply(found, [(source, hook) for source in wanted], repository, HOOKS):
        check_finding(finding, repository)


def check_finding(finding: Finding, repository: Repository) -> None:
    """A finding points into its file, and holds nothing that has the form of a credential but in a file's name."""
    source = repository.source(finding.path)
    check_places([(finding.line, 1)], source.text if source else "")
    assert finding.column >= 1
    assert finding.span[0] <= finding.line <= finding.span[1], f"{finding.span} around {finding.line}"
    if not any(map(credential_formats.kind_of, repository.tracked)):
        kind = credential_formats.kind_of(f"{finding.message}\n{finding.fix}")
        assert kind is None, f"a finding with {kind} in it"


_READERS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "yaml": (_yaml, ("yaml", "compose", "workflow")),
    "json": (_json, ("json",)),
    "toml": (_toml, ("toml",)),
    "dotenv": (_dotenv, ("dotenv",)),
    "ini": (_ini, ("ini", "properties")),
    "pairs": (_pairs, ("properties", "dotenv", "yaml")),
    "braces": (_braces, ("terraform", "bicep")),
    "caddy": (_caddy, ("caddy",)),
    "nginx": (_nginx, ("nginx", "conf")),
    "shell": (_shell, ("shell", "procfile")),
    "dockerfile": (_dockerfile, ("dockerfile",)),
    "dockerignore": (_dockerignore, ("ignore",)),
    "template": (_template, ("yaml", "nginx", "html")),
    "branches": (_branches, ("java", "go", "ruby", "php", "csharp", "rust")),
    "comments": (_comments, ("java", "go", "ruby", "php", "csharp", "rust", "xml")),
    "regex": (_regex, ("regex",)),
    "python": (_python, ("python",)),
    "tsx": (partial(_javascript, javascript.read_tsx), ("javascript",)),
    "typescript": (partial(_javascript, javascript.read_typescript), ("typescript",)),
    "sfc": (partial(_javascript, javascript.read_sfc), ("sfc", "html")),
    **{language: (partial(_tree, language), (language,)) for language in kinds.TREES},
    "values": (_values, ("dotenv",)),
    "names": (_names, ("path",)),
}

TARGETS: dict[str, Target] = {
    **{name: Target(partial(_of_reader, read), of) for name, (read, of) in _READERS.items()},
    **{hook: Target(partial(_of_hook, hook), hook=hook) for hook in HOOKS},
}
