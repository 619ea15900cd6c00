"""Env files that production reads, with words that block-env-files lets pass; a plain `.env` with --strict."""

from collections.abc import Iterator

from prodlint.context import PRODUCTION
from prodlint.context.env_files import role_of
from prodlint.context.env_secrets import secrets
from prodlint.context.evidence import context_shown
from prodlint.credentials.own_keys import kind_of_name
from prodlint.finding import Finding
from prodlint.formats import dotenv
from prodlint.rules.no_default_secrets import messages
from prodlint.rules.no_default_secrets.given import given
from prodlint.source import Repository, Source


def check(source: Source, repository: Repository) -> Iterator[Finding]:
    """The keys of an env file that are words; the secrets among them are reported by block-env-files."""
    if role_of(source.path) != "env":
        return
    is_plain = source.path.rpartition("/")[2] == ".env"
    if not is_plain and context_shown(source.path, repository) != PRODUCTION:
        return
    told = {secret.line for secret in secrets(source, "env")}
    for one in source.read(dotenv.read):
        kind = kind_of_name(one.name) if not one.commented else None
        value = given(one.value or "") if kind else None
        if value is not None and one.line not in told:
            yield messages.finding(
                source.path, (one.line, one.column), "dotenv", f"`{one.name}` {value.what}",
                messages.effect_of(one.name), one.name, statement=(one.line, one.end_line), strict=is_plain,
            )  # fmt: skip
