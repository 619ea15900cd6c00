"""`docker run` and its kin: the options in front of the image, the image, and what is given behind it."""

from collections.abc import Sequence

from prodlint.expressions import expression
from prodlint.formats.word import Word
from prodlint.light_typing import NamedTuple

PROGRAMS = ("docker", "podman", "nerdctl")
VERBS = ("run", "create")
# The options that take no value: docs.docker.com/reference/cli/docker/container/run.
_SWITCHES = frozenset(
    "--detach --disable-content-trust --help --init --interactive --no-healthcheck --oom-kill-disable --privileged "
    "--publish-all --quiet --read-only --replace --rm --sig-proxy --tty --use-api-socket".split()
)
_LETTERS = expression(r"-[ditPq]+")
_PUBLISHED = expression(r"-[ditPq]*p=?")  # `-p`, `-dp`, `-p5432:5432`


class Started(NamedTuple):
    """What a container is started with: the options with their values, `-dp` as `-p`; the image; its arguments.

    `before` are the words in front of the verb: `docker service create` is no container of this machine.
    """

    options: list[tuple[str, Word]]
    image: Word
    arguments: tuple[Word, ...]
    before: tuple[Word, ...]

    def given(self, *names: str) -> list[Word]:
        """The values of the options of these names."""
        return [value for name, value in self.options if name in names]


def started(words: Sequence[Word]) -> Started | None:
    """What the words behind `docker` start; None where they start nothing."""
    verb = next((index for index, word in enumerate(words) if word.text in VERBS), 0)
    if not verb:
        return None
    options: list[tuple[str, Word]] = []
    at = verb + 1
    while at < len(words) and words[at].text.startswith("-"):
        word = words[at]
        option, equal, _ = word.text.partition("=")
        at += 1
        if (letters := _PUBLISHED.match(word.text)) and letters.end() < len(word.text):
            option, value = "-p", word.slice(letters.end(), len(word.text))
        elif equal:
            value = word.slice(len(option) + 1, len(word.text))
        elif option in _SWITCHES or _LETTERS.fullmatch(option):
            continue
        else:
            value = words[at] if at < len(words) else Word("")
            at += 1
        options.append(("-p" if _PUBLISHED.fullmatch(option) else option, value))
    image = words[at] if at < len(words) else Word("")
    return Started(options, image, tuple(words[at + 1 :]), tuple(words[:verb]))
