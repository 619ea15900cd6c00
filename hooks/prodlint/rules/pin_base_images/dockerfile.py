"""Dockerfiles: the images behind FROM, `COPY --from=` and `RUN --mount=from=`."""

from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats import dockerfile
from prodlint.formats.dockerfile import Dockerfile, Stage, expand
from prodlint.formats.dockerfile_instructions import Instruction
from prodlint.formats.word import Word
from prodlint.rules.pin_base_images.references import Image, pinned
from prodlint.source import Repository, Source

_VARIABLE = expression(r"\$\{?(?P<name>\w+)\}?")


@pinned
def check(source: Source, repository: Repository) -> Iterator[Image]:
    """The images that a Dockerfile takes from elsewhere."""
    parsed = source.read(dockerfile.read)
    is_template = "{{" in source.text or "{%" in source.text
    for stage in parsed.stages:
        if not stage.parent and stage.origin.words:
            yield _of_from(parsed, stage)
        known: dict[str, str] = {}
        for instruction in stage.instructions:
            for word in _taken_from(instruction):
                name = word.text
                if "$" in name:
                    known = known or parsed.variables(stage)
                    name = expand(name, known)
                if not _is_stage(name, stage, parsed, is_template):
                    yield Image(name, word.line, word.column, instruction.end_line)


def _is_stage(name: str, stage: Stage, parsed: Dockerfile, is_template: bool) -> bool:
    """Whether a name is that of a stage before this one, or could be, where a template makes the stages."""
    earlier = parsed.stage(name)
    if name.isdecimal() or (earlier is not None and earlier.number < stage.number):
        return True
    return is_template and not set(name) & set("/:@")


def _of_from(parsed: Dockerfile, stage: Stage) -> Image:
    """The base of a stage; where an ARG holds the whole of it, that is the value to change."""
    word = stage.origin.words[0]
    variable = _VARIABLE.fullmatch(word.text)
    for argument in parsed.head if variable else ():
        for pair in argument.pairs:
            if variable and pair.name == variable["name"] and pair.value:
                return Image(stage.base, pair.line, pair.column, argument.end_line)
    return Image(stage.base, word.line, word.column, stage.origin.end_line)


def _taken_from(instruction: Instruction) -> Iterator[Word]:
    if instruction.keyword == "COPY":
        yield from instruction.flag("from")
    for mount in instruction.flag("mount"):
        offset = 0
        for option in mount.text.split(","):
            if option.startswith("from="):
                yield mount.slice(offset + len("from="), offset + len(option))
            offset += len(option) + 1
