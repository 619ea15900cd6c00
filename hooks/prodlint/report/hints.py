"""What each format says of a hook beside its findings: where to read about it, and how to allow one on purpose."""

from prodlint.finding import JUDGE_VALUES, Finding

_DOCUMENTATION = "https://github.com/prodlint/prodlint/blob/main/docs/hooks"
IN_JSON = "On purpose? JSON holds no comments: allow it in prodlint.toml, by an `[[allow]]` with hook, path and reason."


def address(hook: str) -> str:
    """The page about a hook."""
    return f"{_DOCUMENTATION}/{hook}.md"


def allowing(hook: str) -> str:
    """How to allow a finding of a hook on purpose, by a comment."""
    mark = f"prodlint: ignore[{hook}] reason"
    other = " (or `pragma: allowlist secret`)" if hook in JUDGE_VALUES else ""
    return f"On purpose? Put `{mark}`{other} in a comment on that line or the one above."


def allowing_it(finding: Finding) -> str:
    """How to allow a finding on purpose, where it stands."""
    return IN_JSON if finding.path.endswith(".json") else allowing(finding.hook)
