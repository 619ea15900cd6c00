"""What an env file is for, by its name."""

import re

from prodlint.expressions import expression
from prodlint.light_typing import Literal
from prodlint.tables.env_names import BACKUP_WORDS, COPIED_TEMPLATE_WORDS, OTHER_EXTENSIONS, TEMPLATE_WORDS

Role = Literal["gitignore", "template", "backup", "local", "keys", "env"]

_SEPARATOR = expression(r"[._~@+()# -]+")
_KEY_FILE = expression(r"\.env\.(?:keys|me)(?:\.|$)")
_LOCAL_FILE = expression(r"\.env(?:rc|\..+)?\.local(?:\.php)?|\.env\.local\.php|\.dev\.vars(?:\..+)?")
_REAL = r"\.env(?:\.[\w-]+?)*|\.dev\.vars(?:\.[\w-]+?)?|\.envrc"
_WORDS = "|".join(COPIED_TEMPLATE_WORDS)
_TEMPLATE = expression(rf"(?P<real>{_REAL})[._-](?:{_WORDS})|\.?(?:{_WORDS})(?P<behind>\.env)", re.IGNORECASE)


def role_of(path: str) -> Role | None:
    """The role of a file that the hook wants; None for code and documents that are only called alike."""
    low = path.lower()
    base = low.rpartition("/")[2]
    if base == ".gitignore":
        return "gitignore"
    words = words_of_name(base)
    if not TEMPLATE_WORDS.isdisjoint(words):
        return "template"
    behind = words[words.index("env") + 1 :] if "env" in words else []
    if base.endswith(("~", "#")) or any(word.rstrip("0123456789") in BACKUP_WORDS for word in behind):
        return "backup"
    if _KEY_FILE.match(base):
        return "keys"
    if _LOCAL_FILE.fullmatch(base):
        return "local"
    return None if base.rpartition(".")[2] in OTHER_EXTENSIONS and base != ".env.php" else "env"


def words_of_name(base: str) -> list[str]:
    """The words of a file's name: `.env.local-test` has env, local, test."""
    return [word for word in _SEPARATOR.split(base.lower()) if word]


def real_path(path: str) -> str | None:
    """The env file that a template is copied to, beside it: `a/.env.local.example` says `a/.env.local`.

    None where the name does not tell: `env.example`, `prod.env.sample`.
    """
    folder, slash, base = path.rpartition("/")
    template = _TEMPLATE.fullmatch(base)
    return folder + slash + (template["real"] or template["behind"]) if template else None
