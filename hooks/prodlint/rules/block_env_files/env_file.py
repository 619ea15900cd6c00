"""One file that arrives: an env file, a template, or the ignore rules."""

from collections.abc import Iterator

from prodlint import context
from prodlint.context.baseline import audited
from prodlint.context.env_files import Role, role_of
from prodlint.context.env_secrets import is_from_recipe, is_sealed, secrets
from prodlint.finding import Finding
from prodlint.rules.block_env_files import ignore_rule, messages
from prodlint.rules.block_env_files.committed import committed, is_in_history
from prodlint.source import Repository, Source

_NEVER_COMMITTED = ("local", "backup", "keys")


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """What is wrong with an env file, and with the ignore rules when a template or a .gitignore arrives."""
    role = role_of(source.path)
    place = context.of_path(source.path)
    if role is None or place == context.VENDORED:
        return
    if role in ("gitignore", "template"):
        yield from ignore_rule.findings(repository)
    if role != "gitignore":
        yield from _env_file(source, role, place, repository)


def _env_file(source: Source, role: Role, place: str, repository: Repository) -> Iterator[Finding]:
    found = committed(source, repository)
    if found is None:
        return
    content, target = found
    held = secrets(content, role, audited(repository, target or source.path))
    blocked = not held and _is_blocked_by_name(content, role, place, target, repository)
    if not held and not blocked:
        return
    fix = _fix(source.path, role, repository)
    if blocked:
        yield messages.of_name(source.path, role, fix)
    for secret in held:
        where = ""
        if target:
            secret, where = secret._replace(line=1, column=1, last=1), f" in {target}, which this links to"
        hint = messages.SYMFONY_FIX if is_from_recipe(content, secret.name) else ""
        yield messages.of_secret(source.path, secret, where, hint + fix)


def _is_blocked_by_name(content: Source, role: Role, place: str, target: str, repository: Repository) -> bool:
    if role not in _NEVER_COMMITTED:
        is_asked = repository.options_of(content.path, messages.HOOK).strict
        return role == "env" and is_asked and "/.kamal/" not in f"/{content.path}"
    return not (target or place == context.TEST or is_sealed(content))


def _fix(path: str, role: Role, repository: Repository) -> str:
    in_history = is_in_history(path, repository)
    if role == "template":
        return messages.fix_of_template(in_history)
    return messages.fix_of_file(repository.shown(path), not ignore_rule.uncovered([path], repository), in_history)
