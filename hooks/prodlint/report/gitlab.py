"""The gitlab format: Code Quality, as GitLab shows it in merge requests.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from prodlint.finding import Finding
from prodlint.light_typing import Any
from prodlint.report import Report
from prodlint.report.fingerprints import fingerprints
from prodlint.report.hints import address, allowing_it
from prodlint.report.json import serialised, unicode
from prodlint.tables.severities import SEVERITIES

# From which score on a finding has one of GitLab's levels.
_LEVELS = ((9.0, "critical"), (7.0, "major"), (4.0, "minor"), (0.0, "info"))


def render(report: Report) -> str:
    """One list, also when nothing was found; what could not be read is in it too."""
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    wrong = [Finding(path, 1, 1, "prodlint", why, "") for path, why in report.troubles]
    issues = [_issue(finding, _level(finding.hook), identity) for finding, identity in named]
    return serialised(
        issues + [_issue(one, "blocker", name) for one, name in zip(wrong, fingerprints(wrong), strict=True)]
    )


def _issue(finding: Finding, level: str, identity: str) -> dict[str, Any]:
    issue: dict[str, Any] = {
        "type": "issue",
        "check_name": finding.hook,
        "description": unicode(finding.message),
        "categories": ["Security"],
        "severity": level,
        "fingerprint": identity,
        "location": {"path": unicode(finding.path), "lines": {"begin": finding.line}},
    }
    if finding.fix:
        issue["content"] = {"body": unicode(f"{finding.fix}\n{allowing_it(finding)}\n{address(finding.hook)}")}
    return issue


def _level(hook: str) -> str:
    return next(level for least, level in _LEVELS if SEVERITIES[hook].score >= least)
