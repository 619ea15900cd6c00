"""Does production get to a file: the team's word, what builds and merges it, what it says of itself, then its path."""

from prodlint.context import DEVELOPMENT, PRODUCTION, UNKNOWN, of_path
from prodlint.context.files import context_of_file
from prodlint.context.tracked import of_kind
from prodlint.kinds import kind_of
from prodlint.light_typing import NamedTuple
from prodlint.source import Repository

# Configuration, which nobody reads but whoever mounts it.
_MOUNTED_KINDS = frozenset(("json", "yaml", "toml", "nginx", "conf", "caddy"))


class Evidence(NamedTuple):
    """What a file is for, and what shows it; "" where its path alone does."""

    context: str
    because: str = ""

    @property
    def by(self) -> str:
        """The first name in it: the file or the option that decides."""
        return self.because.partition("`")[2].partition("`")[0]


def context_shown(path: str, repository: Repository) -> str:
    """PRODUCTION, DEVELOPMENT ... of the file at a path from the root, by all that the repository shows."""
    return evidence(path, repository).context


def evidence(path: str, repository: Repository) -> Evidence:
    """The same with what shows it."""
    return repository.once((evidence, path), lambda: _evidence(path, repository))


def takes_long(path: str, repository: Repository) -> bool:
    """Whether the compose files of the repository have to be read to tell what a file is for."""
    return kind_of(path) in _MOUNTED_KINDS and context_of_file(path, repository) == UNKNOWN


def _evidence(path: str, repository: Repository) -> Evidence:
    context, by_path = context_of_file(path, repository), of_path(path)
    if context != by_path:
        option = {PRODUCTION: "`prod-files` names it", DEVELOPMENT: "`dev-files` names it"}
        return Evidence(context, option.get(context, ""))
    kind = kind_of(path)
    if kind == "compose":
        from prodlint.context.composed import shown_of_compose  # late, as below: what few files need

        return Evidence(*shown_of_compose(path, repository))
    if context == UNKNOWN and kind == "yaml":
        from prodlint.context.started import started_by

        if starting := started_by(path, repository):
            return Evidence(PRODUCTION, f"`{starting}` starts it")
    if not of_kind(repository, "compose"):
        return Evidence(context)
    if kind == "dotenv":
        from prodlint.context.compositions import env_files_read

        is_own = path.rpartition("/")[2] == ".env"  # each machine has one of its own, whatever the repository holds
        reader = "" if is_own or context != UNKNOWN else env_files_read(repository).get(path, "")
        is_read = bool(reader) and context_shown(reader, repository) == PRODUCTION
        return Evidence(PRODUCTION, f"`{reader}` reads it") if is_read else Evidence(context)
    if kind in _MOUNTED_KINDS and context == UNKNOWN:
        from prodlint.context.composed import mounted_for_development

        mounting = mounted_for_development(path, repository)
        return Evidence(DEVELOPMENT, f"only `{mounting}` mounts it") if mounting else Evidence(context)
    if context == DEVELOPMENT or (kind == "dockerfile" and context == UNKNOWN):
        from prodlint.context.builds import builder_for_development, builder_in_production

        builder = builder_in_production(path, repository)
        if builder:
            return Evidence(PRODUCTION, f"`{builder}` builds it")
        builder = builder_for_development(path, repository) if context == UNKNOWN else ""
        return Evidence(DEVELOPMENT, f"only `{builder}` builds it") if builder else Evidence(context)
    return Evidence(context)
