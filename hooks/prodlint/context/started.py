"""The compose files that production starts: what deploying scripts, pipelines, targets and units give Docker."""

from collections.abc import Iterator

from prodlint.context import DEVELOPMENT, PRODUCTION, TEST, UNKNOWN, of_name, of_path
from prodlint.context.files import context_of_file
from prodlint.context.image_paths import resolve
from prodlint.context.tracked import folder_of, of_kind
from prodlint.expressions import expression
from prodlint.grouping import grouped
from prodlint.source import Repository, Source
from prodlint.spelling import words_of

# docs.docker.com/reference/cli/docker/compose, .../docker/stack/deploy
_UP = expression(r"\bdocker(?:-|[ \t]+)compose\b([^\n&|;#]{0,300}?)[ \t]up\b")
_STACK = expression(r"\bdocker[ \t]+stack[ \t]+deploy\b([^\n&|;#]{0,300})")
_FILE = expression(r"(?:^|\s)(?:-f|-c|--file|--compose-file)[ \t=]*[\"']?([\w./${}-]+)")
_VARIABLE = expression(r"\bCOMPOSE_FILE[=:][ \t]*[\"']?([\w./:${}-]+)")
_DEFAULTS = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
_REMOTE = expression(r"ssh-action|(?:^|[\s;&|\"'])ssh[ \t]+\S")
_OF_FORGES = (".github/", ".gitlab/", ".gitea/", ".forgejo/", ".circleci/")
_CHECKS = frozenset(("test", "check", "verify"))
_MARKS = ("compose", "stack deploy")


def started_by(path: str, repository: Repository) -> str:
    """The file of the repository by which production starts a compose file, or adds it to another one; or ""."""
    started = repository.once(started_by, lambda: grouped(_each_start(repository)))
    return next(iter(started.get(path, ())), "")


def context_if_started(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... by the team's word and the path, or by what production starts."""
    context = context_of_file(path, repository)
    return PRODUCTION if context == UNKNOWN and started_by(path, repository) else context


def _each_start(repository: Repository) -> Iterator[tuple[str, str]]:
    """The compose files that say nothing by their names, each with what starts it.

    The first of several is what the others are merged onto; so is a plain one beside a file for production.
    """
    paths = [path for kind in ("workflow", "shell", "ini", "makefile") for path in of_kind(repository, kind)]
    for path in filter(_may_deploy, paths):
        source = repository.source(path)
        if source is None or not any(mark in source.text for mark in _MARKS):
            continue
        for text in _deploying(source):
            for first, *others in _compositions(text.replace("\\\n", " "), path, repository):
                for one in others or [first]:
                    if of_path(one) == UNKNOWN and not (one == first and _has_twin(one, repository)):
                        yield one, path


def _may_deploy(path: str) -> bool:
    """Whether a file is none for development or tests, no test of a deployment, and not kept for an editor or agent."""
    is_hidden = path.startswith(".") and not path.startswith(_OF_FORGES)
    is_tested = bool(_CHECKS.intersection(words_of(path.rpartition("/")[2])[:1]))
    return of_path(path) not in (DEVELOPMENT, TEST) and not is_hidden and not is_tested


def _deploying(source: Source) -> Iterator[str]:
    """The texts of a file whose commands run where production is."""
    if source.kind == "makefile":
        from prodlint.formats import makefile

        for recipe in source.read(makefile.read):
            if PRODUCTION in map(of_name, recipe.targets):
                yield recipe.line.text
        return
    is_script_of_production = source.kind == "shell" and of_path(source.path) == PRODUCTION
    if source.kind == "ini" or is_script_of_production or _REMOTE.search(source.text):
        yield source.text


def _compositions(text: str, near: str, repository: Repository) -> Iterator[list[str]]:
    """The compose files that are started together."""
    given = [_FILE.findall(start[1]) for pattern in (_UP, _STACK) for start in pattern.finditer(text)]
    variable = _VARIABLE.search(text)
    named = variable[1].split(":") if variable else []
    folders = (folder_of(near), "")
    for names in given:
        found = [path for name in names or named if (path := resolve(name, folders, near, repository))]
        default = (one for one in _DEFAULTS if one in repository.tracked)
        yield from filter(None, [found if names or named else [*default][:1]])


def _has_twin(path: str, repository: Repository) -> bool:
    """Whether a compose file for production stands beside this one."""
    others = ((folder_of(one), one) for one in of_kind(repository, "compose"))
    beside = repository.once(_has_twin, lambda: grouped(others)).get(folder_of(path), ())
    return any(of_path(one) == PRODUCTION for one in beside)
