"""What an image runs: whether it serves anybody, or is a tool or a shell."""

import json
import posixpath
from collections.abc import Sequence

from prodlint.context import DEVELOPMENT, of_name
from prodlint.context.services import Service
from prodlint.expressions import expression
from prodlint.formats.dockerfile import Effective, Stage
from prodlint.formats.dockerfile_instructions import Instruction, instructions_of
from prodlint.formats.node import Node, Scalar
from prodlint.formats.shell import Command
from prodlint.formats.word import Word
from prodlint.formats.wrappers import program, unwrapped
from prodlint.tables.image_users import IDLE_PROGRAMS, INITS, SHELLS
from prodlint.tables.wrappers import SHELL_VALUES

_NO_SCRIPT = expression(r"-|-[a-zA-Z]*[cs][a-zA-Z]*")  # of a shell: it reads its input, or a text
_HELP = ("--help", "-h", "help")


def started(force: Effective, service: Service) -> Effective:
    """What is in force when a compose service starts the image: its `entrypoint` and `command` replace those there."""
    entrypoint, command = service.node.get("entrypoint"), service.node.get("command")
    if entrypoint is not None:
        force = force._replace(entrypoint=_instruction("ENTRYPOINT", entrypoint), cmd=None)
    return force if command is None else force._replace(cmd=_instruction("CMD", command))


def _instruction(keyword: str, node: Node) -> Instruction | None:
    """A command of compose as the instruction of a Dockerfile that says the same; None for an empty one."""
    if isinstance(node, Scalar):
        text = " ".join(node.text.split())
    else:
        text = json.dumps([scalar.text for scalar in node.strings()])
    return next(iter(instructions_of(f"{keyword} {text}")), None) if text else None


def serves(force: Effective) -> bool:
    """Whether the command is more than a shell, a pause or a run of tests; also where there is none to be seen."""
    words = force.entrypoint.words if force.entrypoint else ()
    if words and not _hands_over(words):
        return True
    commands = [one for one in _commands(force) if one.words]
    return not commands or not all(_is_idle(one) for one in commands)


def is_tool(stage: Stage, force: Effective) -> bool:
    """Whether an image only wraps a program that others wrote: nothing is copied into it, and it opens no port."""
    keywords = {one.keyword for part in stage.chain for one in part.instructions}
    if any(word.text in _HELP for one in (force.entrypoint, force.cmd) if one for word in one.words):
        return True
    words = force.entrypoint.words if force.entrypoint else ()
    return len(words) == 1 and not set(words[0].text) & set("/. ") and keywords.isdisjoint(("COPY", "ADD", "EXPOSE"))


def _hands_over(entrypoint: Sequence[Word]) -> bool:
    """Whether an entrypoint leaves it to the command what runs: a script called so, or an init such as tini."""
    first, *others = entrypoint
    is_init = posixpath.basename(first.text) in INITS and all(word.text.startswith("-") for word in others)
    return is_init or "entrypoint" in first.text


def _is_idle(command: Command) -> bool:
    name = program(command.words[0])
    script = _script_of(command.words[1:]) if name in SHELLS else ""
    if (script or name.endswith(".sh")) and of_name(script or name) == DEVELOPMENT:  # `startup.dev.sh`
        return True
    if script:
        return script in IDLE_PROGRAMS
    return name in IDLE_PROGRAMS or (name == "php" and [word.text for word in command.words[1:]] == ["-a"])


def _script_of(words: Sequence[Word]) -> str:
    """The name of the script that a shell is to run; "" where it waits for a person, or reads what it is sent."""
    texts = iter([word.text for word in words])
    for text in texts:
        if text in SHELL_VALUES.split():
            next(texts, None)
        elif _NO_SCRIPT.fullmatch(text):
            break
        elif text[:1] not in ("-", "+") or text == "--":
            return posixpath.basename(text if text != "--" else next(texts, ""))
    return ""


def _commands(force: Effective) -> list[Command]:
    return [inner for command in (force.cmd.commands() if force.cmd else []) for inner in unwrapped(command)]
