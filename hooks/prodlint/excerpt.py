"""The line of source below a finding, for people who look at a terminal; never one where a credential may stand."""

import re

from prodlint.credentials.formats import is_jwt, kind_of
from prodlint.credentials.randomness import is_random
from prodlint.expressions import expression
from prodlint.finding import Finding
from prodlint.source import Repository

# What these hooks point at is a secret, or stands beside one.
_JUDGE_SECRETS = ("block-env-files", "no-public-secrets", "no-default-secrets", "no-env-in-image")

# Wider than `credentials.names` on purpose: that says which name is a secret's, this where a secret may stand at all.
# Wherever a name says so, in any case and spelling, a value is not far; whoever logs in may do so in an address, or
# behind the options of curl, mysql and redis-cli.
_SECRET_WORD = expression(
    r"pass|pwd|secret|token|(?<!val)(?<!mon)key|cred|auth|private|signing|signature|salt|seed|cookie|session|jwt|dsn"
    r"|identified|bearer|encrypt|hash|pin\b|webhook|connection_?string|sas\b",
    re.IGNORECASE,
)
# What the settings of CORS and the names of headers say of credentials and tokens.
_HARMLESS = expression(
    r"credentials[\"']?,?\s*(?:=>|[:=(])?\s*[\"']?(?:true|false|\))|(?<=[\"'])(?:x-)?[a-z-]*(?:auth|token|key)[a-z-]*(?=[\"']\s*[,\])])",
    re.IGNORECASE,
)
_LOGIN = expression(r"[:/][^\s/:@'\"]*:[^\s@'\"]*@|(?<![\w-])-(?:p[^\s\d]|[ua]\s*\S)|--(?:user|login)\b")
_WORD = expression(r"[^\s\"'`()\[\]{}<>,;=]+")
# Who connects to a server may give user and password by position: `mysqli_connect("db", "app", "...")`.
_CONNECTS = expression(r"(?:connect\w*|pdo|getconnection|\bopen|login|dial\w*)\s*\(", re.IGNORECASE)
_LONGEST_WORD = 12  # what a person would call a thing; a generated text is longer, unless something else tells of it
_LOOKED_AT = 500


def excerpts(findings: list[Finding], repository: Repository) -> list[str]:
    """The line of each finding, with its column still where it was; "" where it is not to be shown."""
    return [_line(finding, repository) for finding in findings]


def _line(finding: Finding, repository: Repository) -> str:
    source = repository.source(finding.path)
    if source is None or finding.hook in _JUDGE_SECRETS or finding.line > len(source.lines):
        return ""
    line = source.lines[finding.line - 1]
    return "" if may_hold_a_credential(line) or is_about_the_file(finding) else line


def is_about_the_file(finding: Finding) -> bool:
    """Whether a finding stands at 1:1 because it is about the file as a whole, so that its line says nothing."""
    return (finding.line, finding.column, finding.last) == (1, 1, 0) and not finding.edits


def may_hold_a_credential(line: str) -> bool:
    """Whether a credential could stand in a line: better too often than once too few."""
    if len(line) > _LOOKED_AT:
        return True
    line = _HARMLESS.sub("", line)
    if _SECRET_WORD.search(line) or _LOGIN.search(line) or _connects(line) or kind_of(line) or is_jwt(line):
        return True
    return any(len(word) > _LONGEST_WORD and is_random(word, _LONGEST_WORD) for word in _WORD.findall(line))


def _connects(line: str) -> bool:
    call = _CONNECTS.search(line)
    return call is not None and line.count('"', call.end()) + line.count("'", call.end()) >= 4
