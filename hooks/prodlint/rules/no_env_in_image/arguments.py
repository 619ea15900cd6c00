"""Compose and workflows: secrets that are handed to a build as arguments."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT
from prodlint.context.builds import built_by
from prodlint.context.services import Service, context_of, services_of
from prodlint.context.tracked import of_kind
from prodlint.credentials.names import is_database_address
from prodlint.credentials.placeholders import is_placeholder
from prodlint.credentials.values import judge
from prodlint.expressions import expression
from prodlint.finding import Finding, reasoned
from prodlint.formats import dockerfile, yaml
from prodlint.formats.node import walk
from prodlint.formats.variables import variables_of
from prodlint.rules.no_env_in_image import messages
from prodlint.rules.no_env_in_image.values import is_handed_secret, may_hold_secret
from prodlint.source import Repository, Source

_OPTION = expression(r"--build-arg[ =]+[\"']?(?P<name>[A-Za-z_]\w*)=(?P<value>\"[^\"]*\"|\$\{\{[^{}]*\}\}|[^\s\"']*)")
_ITEM = expression(r"^\s*[\"']?(?P<name>[A-Za-z_]\w*)=(?P<value>.*)$")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The build arguments of a compose file that are secrets by their name or value."""
    for service in services_of(source.read(yaml.read), source.path):
        if context_of(service) == DEVELOPMENT:
            continue
        for name, value, node, _ in variables_of(service.node.get("build", "args")):
            if _is_handed_over(name, value) and _is_kept(name, service, repository):
                yield _finding(source.path, name, node.line, node.column, node.end_line)


def check_workflow(source: Source, repository: Repository) -> Iterator[Finding]:
    """The secrets that a workflow hands over: under `build-args` of an action, and with `--build-arg` in a script."""
    documents = source.read(yaml.read)
    declared = repository.once(_declared, lambda: _declared(repository))
    for path, scalar in (found for document in documents for found in walk(document)):
        pattern = _ITEM if path[-1:] in (("build-args",), ("build_args",)) else _OPTION
        for number, line in enumerate(scalar.text.split("\n"), 1):
            for match in pattern.finditer(line):
                name = match["name"]
                kept = declared is None or name in declared
                if kept and may_hold_secret(name) and _is_handed_over(name, match["value"].strip().strip("\"'")):
                    place = scalar.place(number, match.start("name") + 1)
                    yield _finding(source.path, name, *place, scalar.end_line)


def _declared(repository: Repository) -> frozenset[str] | None:
    """The arguments that a shipped stage of any Dockerfile declares; None where there is no Dockerfile."""
    paths = of_kind(repository, "dockerfile")
    if not paths:
        return None
    found: set[str] = set()
    for read in (source.read(dockerfile.read) for source in map(repository.source, paths) if source):
        for part in read.last.chain if read.last else ():
            found.update(pair.name for one in part.instructions if one.keyword == "ARG" for pair in one.pairs)
    return frozenset(found)


def _is_handed_over(name: str, value: str | None) -> bool:
    if value is not None and judge(name, value).category in ("provider", "remote url"):
        return True
    if is_database_address(name):
        return value is not None and "$" in value  # one that is written out may be made up for the build
    return is_handed_secret(name) and (value is None or "$" in value or not is_placeholder(value, name))


def _is_kept(name: str, service: Service, repository: Repository) -> bool:
    """Whether the image keeps the argument: a stage that ships declares it, as far as the Dockerfile can be read."""
    built = built_by(service, repository)
    kept = (pair.name for part in (built[1].chain if built else ()) for one in part.instructions for pair in one.pairs)
    return built is None or name in kept


def _finding(path: str, name: str, line: int, column: int, last: int) -> Finding:
    message = f"{messages.named(name)} is handed over as a build argument"
    fix = reasoned(messages.STAYS, messages.BUILD_SECRETS)
    return Finding(path, line, column, messages.HOOK, message, fix, last=last)
