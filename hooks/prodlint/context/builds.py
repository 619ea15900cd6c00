"""Which services build a Dockerfile, and so whether its images are for production or for the work on the code."""

from collections.abc import Iterator
from itertools import chain

from prodlint.context import DEVELOPMENT, PRODUCTION, of_path
from prodlint.context.composed import shown_of_compose
from prodlint.context.compositions import commands_itself, compositions, merging
from prodlint.context.platforms import is_built_by_platform, pushes_images, starting
from prodlint.context.services import Service, build_folder, build_of, context_of, profiles_of
from prodlint.context.tracked import ancestors, folder_of, read_tracked
from prodlint.formats import dockerfile
from prodlint.formats.dockerfile import Dockerfile, Stage
from prodlint.grouping import grouped
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository


class Build(NamedTuple):
    """A service that builds a Dockerfile: its file's context, the build's folder, and the stage ("": the last)."""

    service: Service
    context: str
    folder: str
    target: str

    @property
    def for_development(self) -> bool:
        if self.context == PRODUCTION:  # there, only a profile keeps a service from being started
            return DEVELOPMENT in profiles_of(self.service)
        return DEVELOPMENT in (self.context, context_of(self.service))


def builds_of(path: str, repository: Repository) -> list[Build]:
    """The services that build a Dockerfile."""
    return _builds(repository).get(path, [])


def built_by(service: Service, repository: Repository) -> tuple[Dockerfile, Stage] | None:
    """The Dockerfile that a service builds, and the stage; None where one of them is not in the repository."""
    path, target = build_of(service) or ("", "")
    read = read_tracked(path, dockerfile.read, repository)
    stage = (read.stage(target) if target else read.last) if read is not None else None
    return (read, stage) if read is not None and stage is not None else None


def _builds(repository: Repository) -> dict[str, list[Build]]:
    return repository.once(builds_of, lambda: grouped(_each_build(repository)))


def _each_build(repository: Repository) -> Iterator[tuple[str, Build]]:
    for path, _, services in compositions(repository):
        for service, built in ((service, build_of(service)) for service in services):
            if built is not None:
                context, _ = shown_of_compose(path, repository)
                yield built[0], Build(service, context, build_folder(service), built[1])


def targets_of(path: str, repository: Repository) -> list[str]:
    """The stages that services outside of development ask for."""
    return [build.target for build in builds_of(path, repository) if build.target and not build.for_development]


def builder_in_production(path: str, repository: Repository) -> str:
    """The production composition that builds this Dockerfile, or the folder whose name says development; or ""."""
    in_folders = repository.once(builder_in_production, lambda: _in_production(repository))
    named = ancestors(folder_of(path)) if of_path(path) == DEVELOPMENT else ()
    above = (folder for folder in named if folder in in_folders)
    around = (in_folders[folder] for folder in above if of_path(path.removeprefix(f"{folder}/")) != DEVELOPMENT)
    own = (build.service.path for build in builds_of(path, repository) if build.context == PRODUCTION)
    return next(chain(own, around), "")


def _in_production(repository: Repository) -> dict[str, str]:
    """The folders below the root that production builds, each with a composition that does."""
    builds = (build for of_one in _builds(repository).values() for build in of_one)
    return {build.folder: build.service.path for build in builds if build.folder and build.context == PRODUCTION}


def builder_for_development(path: str, repository: Repository) -> str:
    """The composition for development that alone builds the last stage of a Dockerfile; "" where more may ship it.

    Its services run what the image says, so that this is a command for development. Where they run another one, that of
    the image is for whoever else starts it.
    """
    builds = builds_of(path, repository)
    if not builds or not all(build.for_development for build in builds):
        return ""
    if pushes_images(repository) or any(merging(build.service, repository) for build in builds):
        return ""
    if any(is_built_by_platform(build.folder, repository) for build in builds):
        return builds[0].service.path
    if any(commands_itself(build.service, repository) for build in builds):
        return ""
    read = read_tracked(path, dockerfile.read, repository)
    is_last = read is not None and all(not one.target or read.stage(one.target) is read.last for one in builds)
    return builds[0].service.path if is_last and not starting(repository) else ""
