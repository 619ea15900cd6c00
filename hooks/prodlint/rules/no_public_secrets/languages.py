"""Other languages, and markup around scripts, line by line: reads by name, and assignments."""

import re
from collections.abc import Iterator

from prodlint.expressions import expression
from prodlint.formats.comments import blank
from prodlint.formats.spelled import plain, spelled
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.sighting import Sighting, sighting
from prodlint.source import Source

_COMMENT = expression(r"[ \t]*(?:#(?!\{)|//|/?\*|--|;|<!--|%%)")
_LOOKED_BACK = 80
_LONGEST_LINE = 5_000  # what is longer is minified

# How a read of the environment ends before the name: os.environ["N"], getenv("N"), env::var("N"), ENV["N"],
# $_ENV['N'], String.fromEnvironment('N'), process.env.N, import.meta.env.N, `env:"N"` of a tag in Go, <%= N %>
_READ = expression(
    r"<%[-=]\s*$|\benv:\"$|@Value\(\"\\?\$\{$|(?:\benv(?:iron(?:ment)?)?\b|getenv|_env|_var|LookupEnv|fromEnvironment|EnvironmentVariable|\bvar|ENV|SERVER|env!|\bconfig(?:uration)?)"
    r"(?:\.\w{2,8}|::\w{2,8})?\??!?[\[(.]{1,2}\s*(?:name:\s*)?[\"'`:]?$",
    re.IGNORECASE,
)
_PERCENT = expression(r"%$")
_NAME_FIELD = expression(r"\b(?:key|name|variable)\s*[=:]\s*[\"']$", re.IGNORECASE)
_GIVEN = expression(r"[\"'`]?[ \t]*(?::[ \t]*\w+[ \t]*=|=>|[:=])[ \t]*(?P<value>[^=\s].*)?$")
_STRING = expression(r"[a-zA-Z]{0,2}(?:\"([^\"]*)\"|'([^']*)')")
_STARTS = expression(r"[ \t]*(?:-[ \t]+)?(?:(?:export|public|static|final|const|let|val|var|self\.)[ \t]*)*[\"'`]?")


def sightings(source: Source, exposures: Exposures) -> Iterator[Sighting]:
    """The public variables that the file reads or gives."""
    if not exposures.pattern.search(source.read(spelled)):
        return
    lines = source.lines if source.read(spelled) == source.text else [plain(line) for line in source.lines]
    lines = blank("\n".join(lines), source.kind).split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE or _COMMENT.match(line):
            continue
        for name in exposures.pattern.finditer(line):
            exposed = exposures.exposed(name[0])
            if exposed is None:
                continue
            before, after = line[max(0, name.start() - _LOOKED_BACK) : name.start()], line[name.end() :]
            above = lines[number - 2][-_LOOKED_BACK:] + "\n" if number > 1 else ""  # `getenv(`, and the name below
            if _READ.search(above + before) or (_PERCENT.search(before) and after.startswith("%")):
                yield sighting(exposed, number, name.start() + 1, declares=False)
            elif _NAME_FIELD.search(before):
                yield sighting(exposed, number, name.start() + 1, _next_value(lines, number))
            elif source.kind not in ("sfc", "html") and _STARTS.fullmatch(before):
                given = _GIVEN.match(after)
                if given and not name[0].endswith("_"):
                    yield sighting(exposed, number, name.start() + 1, _text(given["value"] or ""))


def _next_value(lines: list[str], number: int) -> str | None:
    """The value of `key = N` that stands on one of the next lines, as Terraform writes it."""
    for line in lines[number : number + 3]:
        key, equals, value = line.partition("=")
        if equals and key.strip() == "value":
            return _text(value.strip())
        if "}" in line:
            break
    return None


def _text(value: str) -> str:
    """What is given: a string without its quotes; what is no string only if it refers to something."""
    string = _STRING.match(value)
    return next(part for part in string.groups() if part is not None) if string else value.split("#")[0].strip()
