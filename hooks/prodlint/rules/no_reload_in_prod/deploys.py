"""Commands that deploy: the variables that they set, and what they run on another machine."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from prodlint.context import DEVELOPMENT, UNKNOWN, of_name
from prodlint.expressions import expression
from prodlint.formats.docker_run import started
from prodlint.formats.shell import Command, split
from prodlint.formats.word import Word, behind_options, operands
from prodlint.formats.wrappers import program, unwrapped
from prodlint.rules.no_reload_in_prod import messages
from prodlint.rules.no_reload_in_prod.package_managers import DEVELOPMENT_NAMES
from prodlint.rules.no_reload_in_prod.scene import Launch, Scene, Step, report, variable
from prodlint.spelling import words_of

# Programs with an option or a sub-command that sets variables of what runs elsewhere.
_DEPLOYERS = frozenset(
    "gcloud az aws eb heroku fly flyctl railway render kubectl oc helm vercel wrangler doctl ibmcloud cf "
    "dokku scalingo koyeb nomad copilot netlify".split()
)
_CONTAINERS = frozenset(("docker", "docker-compose", "podman", "podman-compose"))
_PAIR = expression(r"(?:^|[,\s^@|;.])([A-Z_][A-Z0-9_]*)=([^,\s|;]*)")
_SSH_VALUES = frozenset("-i -p -o -l -F -J -L -R -D -b -c -e -m -O -Q -S -W -w -E -B -I".split())
_REMOTE_SHELLS = frozenset(("ssh", "sshpass", "bash", "sh"))
DEPLOY_WORDS = frozenset(("deploy", "deployment", "deployed", "release"))


def run_and_deploy(commands: Sequence[Command], scene: Scene) -> Iterator[Step]:
    """The commands of a production script, and what they switch on where they deploy to."""
    yield Launch(commands, scene)
    yield from deploy(commands, scene)


def deploy(commands: Sequence[Command], scene: Scene, *, on_server: bool = True) -> Iterator[Step]:
    """What the commands that deploy switch on where they deploy to.

    `on_server`: they run there themselves, so that what they start with Docker is what is deployed.
    """
    for command in commands:
        for inner in unwrapped(command):
            if not inner.words:
                continue
            name = program(inner.words[0])
            if name in _DEPLOYERS or (name in _CONTAINERS and on_server):
                yield from _variables(inner.words, scene)
            if name in _CONTAINERS and on_server:
                yield from _composed(inner.words, scene)
                yield from _contained(inner.words, scene)
            elif name in _REMOTE_SHELLS:
                yield from _remote(name, inner, scene)


def _variables(words: tuple[Word, ...], scene: Scene) -> Iterator[Step]:
    names = [word.text for word in operands(words[1:])]
    if names[:1] == ["build"] or "build-arg" in names:
        return
    if any(of_name(name) == DEVELOPMENT for name in names if "=" not in name and "/" not in name):
        return
    for word in words[1:]:
        for pair in _PAIR.finditer(word.text.replace("=", " ", 1) if word.text.startswith("--") else word.text):
            yield from variable(pair[1], word.slice(*pair.span(1))._replace(text=pair[2]), scene)


def _composed(words: tuple[Word, ...], scene: Scene) -> Iterator[Step]:
    """docker compose -f FILE up, with a file for development"""
    if not any(word.text in ("up", "run", "start", "restart") for word in words):
        return
    for option, file in pairwise(words):
        if option.text in ("-f", "--file") and set(words_of(file.text)) & DEVELOPMENT_NAMES:
            fix = "Name the compose file for production."
            yield report(file, "a compose file for development runs", messages.DEVELOPMENT_MODE, fix, scene)


def _contained(words: tuple[Word, ...], scene: Scene) -> Iterator[Step]:
    """docker run IMAGE COMMAND"""
    ran = started(words)
    if ran is None or any(of_name(name.text) == DEVELOPMENT for name in (ran.image, *ran.given("--name"))):
        return
    command = (*ran.given("--entrypoint")[-1:], *ran.arguments)
    if command:
        yield Launch([Command(command)], scene.step("docker run"))


def _remote(name: str, command: Command, scene: Scene) -> Iterator[Step]:
    """ssh HOST 'commands', and a here-document that a shell reads."""
    for heredoc in command.heredocs:
        yield from run_and_deploy(split(heredoc.body), scene)
    if not name.startswith("ssh"):
        return
    for word in behind_options(command.words[1:], _SSH_VALUES)[1:]:
        if " " in word.text:
            yield from run_and_deploy(split(word), scene)


def context_of_target(name: str) -> str:
    """What a workflow, job or step is for: one that deploys to a place for development is not production."""
    words = [word for word in re.split(r"[^a-z0-9]+", name.lower()) if word and word not in DEPLOY_WORDS]
    rest = of_name(" ".join(words))
    return rest if rest != UNKNOWN else of_name(name)
