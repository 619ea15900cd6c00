"""What one command does to the development dependencies of an image: installs, leaves out, takes away."""

import re
from collections.abc import Iterable, Iterator, Mapping

from prodlint.expressions import expression
from prodlint.formats.dockerfile import expand
from prodlint.formats.shell import Command, split
from prodlint.formats.wrappers import program, unwrapped
from prodlint.light_typing import NamedTuple
from prodlint.rules.lean_images.manifests import Groups
from prodlint.spelling import words_of
from prodlint.tables.installers import DEVELOPER_TOOLS, DEVELOPER_WORDS, FILE_WORDS, INSTALLERS, Installer
from prodlint.tables.truth import TRUE

NODE, PYTHON = "node", "python"
_FOLDER = expression(r"(?:--prefix|--cwd|--dir|-C|--directory|--project)(?:=|$)")
_VALUES = frozenset(("--filter", "-F", "--omit", "--include", "--only", "--registry", "--cache", "--network-timeout",
                     "--mutex", "--store-dir", "--reporter", "--loglevel", "-w", "--workspace", "--prefix", "--cwd",
                     "--dir", "-C", "--cache-folder", "--fetch-timeout"))  # fmt: skip
_EXTRAS = expression(r"\.{0,2}/?[\w./-]*\[(?P<extras>[\w, .-]+)\]")
_TOOL = expression(rf"{DEVELOPER_TOOLS}(?:[=<>~!\[].*)?")


class Effect(NamedTuple):
    """What a command does: `adds` development dependencies, or leaves an image without them.

    `names` are the requirement files or tools that say so by themselves; without any, `tool` installs what the
    manifests name: `groups` of them. `folder`: where, if the command says so. `ignores_mode`: it does so although
    NODE_ENV is production.
    """

    ecosystem: str
    adds: bool
    tool: str
    names: tuple[str, ...] = ()
    groups: Groups = Groups()
    folder: str = ""
    ignores_mode: bool = False


def effects_in(commands: Iterable[Command]) -> Iterator[Command]:
    """The commands that may have an effect: what wrappers run, and before that `uv run`, which is one itself."""
    for command in commands:
        if _is_uv(command):
            yield command
        for word in command.words[1:]:
            if "uv run" in word.text:  # `sh -c "uv run ..."`
                yield from (one for one in split(word) if _is_uv(one))
        yield from (inner for inner in unwrapped(command) if inner is not command or not _is_uv(command))


def _is_uv(command: Command) -> bool:
    return bool(command.words) and program(command.words[0]) == "uv"


def effect_of(command: Command, environment: Mapping[str, str], versions: Mapping[str, int | None]) -> Effect | None:
    """The effect of an unwrapped command under an environment; None where it has none, or that cannot be told."""
    if not command.words:
        return None
    known = {**environment, **{name: value.text for name, value in command.assignments}}
    name, words = program(command.words[0]), [word.text for word in command.words[1:]]
    words = [expand(word, known) for word in words]
    if any("$" in word or "`" in word for word in words if not word.startswith("/")):
        return None  # what stands there may leave them out
    if name == "corepack" and words:
        name, words = words[0], words[1:]
    if name == "python" and words[:2] == ["-m", "pip"]:
        name, words = "pip", words[2:]
    if name == "uv" and words[:1] == ["pip"]:
        name, words = "pip", words[1:]
    if name in INSTALLERS:
        return _of_node(name, words, known, versions)
    if name == "rm" and any(word.rstrip("/").endswith("node_modules") for word in words):
        return Effect(NODE, False, name)
    if name in ("pip", "pip3") and words[:1] == ["install"]:
        names = tuple(_for_developers(words[1:]))
        return Effect(PYTHON, True, "pip", names) if names else None
    if name == "pipenv" and words[:1] in (["install"], ["sync"]) and {"--dev", "-d"} & set(words):
        return Effect(PYTHON, True, name, ("dev-packages",))
    if name == "poetry" and words[:1] in (["install"], ["sync"]):
        return _of_poetry(words[1:])
    return _of_uv(words, known) if name == "uv" else None


def _of_node(
    name: str, words: list[str], known: Mapping[str, str], versions: Mapping[str, int | None]
) -> Effect | None:
    row, text = INSTALLERS[name], " ".join(words)
    folder, verb, others = _parts(words)
    if verb == "prune" or text.startswith("workspaces focus"):
        leaves = _says(row.leaves, text) or (known.get("NODE_ENV") == "production" and verb == "prune")
        return Effect(NODE, not leaves and verb != "prune", name, folder=folder) if leaves or verb != "prune" else None
    if verb not in row.verbs or others or {"-g", "--global", "--version", "-v", "--help"} & set(words):
        return None
    if _says(row.takes, text):
        return Effect(NODE, True, name, folder=folder)
    set_to = [f"{key.upper()}={value}" for key, value in known.items()]
    if _says(row.leaves, text) or (row.environment and any(re.fullmatch(row.environment, one) for one in set_to)):
        return Effect(NODE, False, name, folder=folder)
    if known.get("NODE_ENV") != "production":
        return Effect(NODE, True, name, folder=folder)
    heeds = _heeds(row, versions.get(name))
    return None if heeds is None else Effect(NODE, not heeds, name, folder=folder, ignores_mode=not heeds)


def _heeds(row: Installer, version: int | None) -> bool | None:
    """Whether a package manager looks at NODE_ENV; None where its version would tell."""
    if row.heeds_before <= 1:
        return row.heeds_before == 0
    return None if version is None else version < row.heeds_before


def _says(pattern: str, text: str) -> bool:
    return re.search(rf"(?:^|\s)(?:{pattern})(?=\s|$)", text) is not None


def _parts(words: list[str]) -> tuple[str, str, list[str]]:
    """The folder that an option names, the verb ("" without one), and the packages behind it."""
    folder, plain = "", []
    waiting = iter(words)
    for word in waiting:
        if _FOLDER.match(word):
            folder = word.partition("=")[2] or next(waiting, "")
        elif word in _VALUES:
            next(waiting, None)
        elif not word.startswith("-"):
            plain.append(word)
    return folder, plain[0] if plain else "", plain[1:]


def _for_developers(words: list[str]) -> list[str]:
    """The requirement files, groups, extras and tools of a `pip install` that are for developers."""
    found: list[str] = []
    for index, word in enumerate(words):
        before = words[index - 1] if index else ""
        option, equal, value = word.partition("=")
        if before in ("-r", "--requirement") or (equal and option == "--requirement"):
            name = value if equal and option == "--requirement" else word
            is_named = FILE_WORDS & set(words_of(name.rpartition("/")[2])) or DEVELOPER_WORDS & set(words_of(name))
            found += [name] if is_named and not name.startswith("/dev/") else []
        elif before == "--group" or (equal and option == "--group"):
            name = value if equal and option == "--group" else word
            found += [name] if DEVELOPER_WORDS & set(words_of(name)) else []
        elif extras := _EXTRAS.fullmatch(word):
            if any(DEVELOPER_WORDS & set(words_of(one)) for one in extras["extras"].split(",")):
                found.append(word)
        elif _TOOL.fullmatch(word) and before not in ("-c", "-i", "-f", "--index-url"):
            found.append(word)
    return found


def _of_poetry(words: list[str]) -> Effect:
    groups = Groups(
        without=frozenset(_values("--without", words)), only=frozenset(_values("--only", words)),
        also=frozenset(_values("--with", words)),
    )  # fmt: skip
    leaves = {"--only-root", "--no-dev"} & set(words) or groups.only == {"main"}
    return Effect(PYTHON, not leaves, "poetry", groups=groups, folder=next(iter(_values("--directory", words)), ""))


def _of_uv(words: list[str], known: Mapping[str, str]) -> Effect | None:
    verb = next((word for word in words if not word.startswith("-")), "")
    if verb not in ("sync", "run"):
        return None
    own = words if verb == "sync" else _options_in_front(words)
    is_off = any(known.get(name, "").lower() in TRUE for name in ("UV_NO_DEV", "UV_NO_DEFAULT_GROUPS"))
    if verb == "run" and (known.get("UV_NO_SYNC", "").lower() in TRUE or {"--no-sync", "--no-project"} & set(own)):
        return None
    leaves = is_off or {"--no-dev", "--no-default-groups", "--only-group"} & {word.partition("=")[0] for word in own}
    groups = Groups(
        without=frozenset(_values("--no-group", own)), also=frozenset(_values("--group", own)),
        default=not leaves, every="--all-groups" in own,
    )  # fmt: skip
    adds = not leaves or bool(groups.also) or groups.every
    return Effect(PYTHON, adds, f"uv {verb}", groups=groups, folder=next(iter(_values("--directory", own)), ""))


def _options_in_front(words: list[str]) -> list[str]:
    """The options of `uv run` in front of the command that it runs."""
    end = next((index for index, word in enumerate(words) if not word.startswith("-") and word != "run"), len(words))
    return words[:end]


def _values(option: str, words: list[str]) -> list[str]:
    found: list[str] = []
    for index, word in enumerate(words):
        name, equal, value = word.partition("=")
        if name == option:
            found += (value if equal else "".join(words[index + 1 : index + 2])).split(",")
    return [one.strip() for one in found]
