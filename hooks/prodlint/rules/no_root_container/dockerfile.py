"""Dockerfiles: the user in force in every stage that ships."""

from collections.abc import Iterator

from prodlint.context.builds import Build, builds_of, targets_of
from prodlint.context.compositions import has_production_sibling
from prodlint.context.stages import shipping
from prodlint.finding import Finding
from prodlint.formats import dockerfile
from prodlint.formats.dockerfile import Dockerfile, Effective, Stage, effective, expand
from prodlint.formats.node import Scalar
from prodlint.rules.no_root_container import bases
from prodlint.rules.no_root_container.commands import is_tool, serves, started
from prodlint.rules.no_root_container.stepping import steps_down_itself
from prodlint.rules.no_root_container.users import FIX, FIX_WITHOUT_SHELL, HOOK, is_root
from prodlint.source import Repository, Source

_ACTION_FILES = ("action.yml", "action.yaml")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The stages that ship and run as root; each place to change once."""
    if has_production_sibling(source.path, repository) or _is_action(source.path, repository):
        return
    services = [build for build in builds_of(source.path, repository) if not build.for_development]
    if services and all(_sets_other_user(build) for build in services):
        return
    read = source.read(dockerfile.read)
    places: set[int] = set()
    for stage in shipping(read, targets_of(source.path, repository)):
        asking = [build for build in services if (read.stage(build.target) if build.target else read.last) is stage]
        own = effective(stage)
        for force in (own, *(started(own, one.service) for one in asking if not _sets_other_user(one))):
            finding = _of_stage(read, stage, force, source, repository)
            if finding and finding.line not in places:
                places.add(finding.line)
                yield finding


def _of_stage(
    read: Dockerfile, stage: Stage, force: Effective, source: Source, repository: Repository
) -> Finding | None:
    base = stage.chain[0].base
    own_command = force.cmd is not None or force.entrypoint is not None
    if bases.is_for_development(base) or (bases.steps_down(base) and not own_command):
        return None
    own_command = own_command or bases.serves_itself(base)
    if force.user is None:
        is_sure = bases.starts_as_root(base) and own_command and not is_tool(stage, force)
    else:
        # A tool image, or one that others build on, has no command; the base's own runs as the user set here.
        is_sure = _is_root(force, read, stage) and (own_command or not bases.starts_as_root(base))
    if not is_sure or not serves(force) or steps_down_itself(stage, force, source.path, repository):
        return None
    if force.user:
        place = force.user
        message = "the last USER of this image is root: its process runs as root"
    else:
        place = stage.origin
        message = "this image has no USER, and its base starts as root: its process runs as root"
    word = place.words[0]
    fix = FIX_WITHOUT_SHELL if bases.has_no_shell(base) else FIX
    return Finding(source.path, word.line, word.column, HOOK, message, fix, first=place.line, last=place.end_line)


def _is_root(force: Effective, read: Dockerfile, stage: Stage) -> bool:
    if force.user is None:
        return False
    owner = next((part for part in stage.chain if force.user in part.instructions), stage)
    return is_root(expand(force.user.text.text, read.variables(owner, force.user)))


def _is_action(path: str, repository: Repository) -> bool:
    """Whether this is the image of a GitHub action, which must run as root (docs.github.com, Dockerfile support)."""
    folder = path.rpartition("/")[0]
    return any((f"{folder}/{name}" if folder else name) in repository.tracked for name in _ACTION_FILES)


def _sets_other_user(build: Build) -> bool:
    user = build.service.node.get("user")
    return isinstance(user, Scalar) and not is_root(user.text)
