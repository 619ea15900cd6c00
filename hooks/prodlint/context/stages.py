"""Which stages of a Dockerfile become images that somebody runs in production."""

import re
from collections.abc import Iterable

from prodlint.context import DEVELOPMENT, PRODUCTION, of_name
from prodlint.expressions import expression
from prodlint.formats.dockerfile import Dockerfile, Stage
from prodlint.spelling import words_of

# Names of final stages beyond the words for production, and of stages that only prepare one.
_FINAL = frozenset(("runner", "runtime", "final", "serve", "server"))
_PREPARING = frozenset("build builder building deps dependencies install installer compile assets test tests".split())

_STAGE = expression("stage", re.IGNORECASE)


def shipping(dockerfile: Dockerfile, targets: Iterable[str] = ()) -> tuple[Stage, ...]:
    """The stages that can ship: the last one, others named for production, and those of `targets`.

    `targets` are the stages that production asks for by name, in any case. A last stage that is named for
    development or tests does not ship; so nothing may be left.
    """
    asked = {target.lower() for target in targets}
    return tuple(stage for stage in dockerfile.stages if _ships(stage, stage is dockerfile.last, asked))


def _ships(stage: Stage, last: bool, asked: set[str]) -> bool:
    if stage.name.lower() in asked or str(stage.number) in asked:
        return True
    name = _STAGE.sub("", stage.name)  # `development-stage` is not for staging
    context, words = of_name(name), set(words_of(name))
    if last:
        return context != DEVELOPMENT
    return (context == PRODUCTION or bool(words & _FINAL and context != DEVELOPMENT)) and not words & _PREPARING
