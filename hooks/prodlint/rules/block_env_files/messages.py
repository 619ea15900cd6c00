"""What is said about an env file: never a value, nor a part of one."""

import shlex

from prodlint.context.env_files import Role
from prodlint.context.env_secrets import Secret
from prodlint.credentials.formats import kind_of
from prodlint.credentials.randomness import is_random
from prodlint.expressions import expression
from prodlint.finding import Finding, reasoned

HOOK = "block-env-files"
SYMFONY_FIX = (
    "Leave APP_SECRET empty here, as Symfony's recipe does since 7.3, and set it in .env.local or the server.\n"
)
_NAME = expression(r"[\w.-]{1,64}")  # no URL: where a key is one, it may hold a password

_BY_NAME: dict[Role, str] = {
    "local": "this file is for one machine only, by its name, and is never committed",
    "backup": "this copy that an editor or a person left behind holds what the env file held",
    "keys": "this file holds the keys that open the encrypted env files",
    "env": "with --strict no env file is committed but a template",
}


def of_secret(path: str, secret: Secret, where: str, fix: str) -> Finding:
    """The finding for one value. `where` goes behind the message: the commit or the file that a link points to."""
    message = f"{_shown(secret.name)} {_predicate(secret)}{where}"
    why = reasoned("everybody who gets the repository gets it", fix)
    return Finding(path, secret.line, secret.column, HOOK, message, why, first=secret.line, last=secret.last)


def of_name(path: str, role: Role, fix: str) -> Finding:
    """The finding for a file that must not be committed whatever it holds."""
    return Finding(path, 1, 1, HOOK, _BY_NAME[role], fix, strict=role == "env")


def _shown(name: str) -> str:
    """The variable's name, unless it is a piece of a secret that was read as one."""
    if not _NAME.fullmatch(name) or is_random(name) or kind_of(name):
        return "a line"
    return name


def _predicate(secret: Secret) -> str:
    kind = secret.verdict.kind
    if secret.verdict.category == "provider":
        return f"has the form of {kind}"
    if secret.verdict.category in ("remote url", "random") and "URL" in kind:
        return f"holds {kind}"
    return f"is set to {kind}"


def fix_of_template(in_history: bool) -> str:
    """How to mend a template."""
    return f"Put a placeholder there, such as <your-key>.\n{_rotate(in_history)}"


def fix_of_file(path: str, covered: bool, in_history: bool) -> str:
    """How to get a file out of the commit; `path` as it is seen from the current folder."""
    lines = [f"Take it out and keep your copy: git rm --cached -- {shlex.quote(path)}"]
    if not covered:
        lines.append(f"Ignore it: add `{path.rpartition('/')[2]}` to .gitignore.")
    return "\n".join([*lines, _rotate(in_history)])


def fix_of_commit(commit: str) -> str:
    """How to get a secret out of a commit that is about to be pushed."""
    return (
        f"Take it out of that commit before you push: git rebase -i {commit}^\n"
        "If it was ever pushed or shared, change it at its provider."
    )


def _rotate(in_history: bool) -> str:
    if in_history:
        return "The file is in the history already: change each secret in it at its provider, removal is not enough."
    return "If it was ever pushed or shared, change it at its provider: removal is not enough."
