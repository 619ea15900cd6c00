"""block-env-files: Blocks env files that hold secrets, local-only and backup copies, and missing ignore rules.

An env file that gets committed stays in the history, in every clone and fork. Which env files may be committed
differs from framework to framework, so the content decides: Vite, Symfony and compose commit theirs by design.

Blocks: env files with a credential in them, also where it is the only plain value of an encrypted file; files
that every framework calls local-only (`.env.local`, `.env.*.local`, `.dev.vars`), copies that editors and
people leave (`.env.bak`, `.env~`), key files (`.env.keys`); templates with a credential that works or a long
random value, which everybody would copy; a template (`.env.example`) whose real file no tracked .gitignore
covers. The content is that of the commit (the index), not of the working tree; in a conflict merge and a push
it is all that they bring, also what a later commit of the same push takes away again.

Lets pass: settings, public keys, placeholders in any language, defaults that everybody knows, references to a
secret manager, files and values sealed by dotenvx, sops, git-crypt, ansible-vault, age and the like.

Fix: `git rm --cached` the file, ignore it, and change the credential if it was ever pushed.
With --fix: adds the missing line to .gitignore. It takes no file out of git.
With --strict: also every env file that is no template, by its name alone.
With --require=NAME: a name that .gitignore must cover, such as `.env.local` or `.env.*.local`; may be repeated. It is
asked for in every run, whatever is committed.
"""

import os

from prodlint.kinds import may_hold_env
from prodlint.source import find_root, read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from prodlint.finding import Finding
    from prodlint.source import Repository, Source

_RANGE = ("PRE_COMMIT_TO_REF", "PRE_COMMIT_REMOTE_NAME")  # what pre-commit and prek set for a range and a push


# The options that make the needles say too little: where a configuration names one, all that is wanted is looked at.
WIDENED_BY = ("require",)


def wants(path: str) -> "tuple[bytes, ...] | None":
    """`()` for a file that is called like an env file or `.gitignore`: its name or the index decides."""
    return () if may_hold_env(path) else None


def check(source: "Source", repository: "Repository") -> "Iterable[Finding]":
    """What is wrong with an env file, or with the ignore rules when a template or a .gitignore arrives."""
    from prodlint.rules.block_env_files.env_file import check

    return check(source, repository)


def looks_beyond(repository: "Repository | None" = None) -> bool:
    """Whether names are required, or this run is for a merge or a push: more than the files that are handed over."""
    return (repository is not None and bool(repository.options_of("", "block-env-files").require)) or brings_more()


def brings_more() -> bool:
    """Whether this run is for a merge or a push."""
    if any(name in os.environ for name in _RANGE):
        return True
    try:
        return os.path.exists(_merge_head())
    except OSError:  # a .git that cannot be read: git itself will say so
        return False


def _merge_head() -> str:
    folder = os.environ.get("GIT_DIR") or os.path.join(find_root(os.getcwd())[1], ".git")
    if os.path.isfile(folder):  # of a linked worktree: "gitdir: /where/it/is"
        link = os.fsdecode(read_bytes(folder))
        folder = os.path.join(os.path.dirname(folder), link[len("gitdir:") :].strip())
    return os.path.join(folder, "MERGE_HEAD")


def beyond(repository: "Repository") -> "Iterable[Finding]":
    """What is missing of the names that are required, and what a merge or a push brings."""
    from prodlint.rules.block_env_files.arrivals import beyond

    return beyond(repository, merges=brings_more())
