"""The sarif format: SARIF 2.1.0 (OASIS), as GitHub's code scanning and others read it."""

import os
import re
from pathlib import Path
from urllib.parse import quote

from prodlint import __version__
from prodlint.expressions import expression
from prodlint.finding import Edit, Finding
from prodlint.light_typing import Any
from prodlint.report import Report
from prodlint.report.fingerprints import fingerprints
from prodlint.report.hints import address, allowing, allowing_it
from prodlint.report.json import serialised, unicode
from prodlint.tables.severities import SEVERITIES

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/prodlint/prodlint"
_ROOT = "SRCROOT"
_LABEL = expression(r"^(Blocks|Lets pass|Fix)(?=[:,])", re.MULTILINE)  # paragraphs of a documentation

Object = dict[str, Any]


def render(report: Report) -> str:
    """The log of one run, also when nothing was found."""
    hooks = list(report.documentation)
    named = zip(report.findings, fingerprints(report.findings), strict=True)
    results = [_result(finding, hooks.index(finding.hook), identity) for finding, identity in named]
    driver = {
        "name": "prodlint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [_rule(hook, documentation) for hook, documentation in report.documentation.items()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "invocations": [_invocation(report.troubles)],
        "results": results,
    }
    return serialised({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(hook: str, documentation: str) -> Object:
    text = documentation.strip().removeprefix(f"{hook}: ")
    severity = SEVERITIES[hook]
    helped = f"{text}\n\n{allowing(hook)}"
    paragraphs = [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]
    return {
        "id": hook,
        "shortDescription": {"text": paragraphs[0]},
        "fullDescription": {"text": paragraphs[:2][-1]},
        "help": {"text": helped, "markdown": _LABEL.sub(r"**\1**", helped)},
        "helpUri": address(hook),
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["security", *(f"external/cwe/cwe-{number}" for number in severity.weaknesses)],
            "precision": "high",
            "security-severity": str(severity.score),
        },
    }


def _result(finding: Finding, rule: int, identity: str) -> Object:
    region = {"startLine": finding.line, "startColumn": finding.column}
    result: Object = {
        "ruleId": finding.hook,
        "ruleIndex": rule,
        "level": "error",
        "message": _message(f"{finding.message}\n{finding.fix}\n{allowing_it(finding)}"),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(finding.path), "region": region}}],
        "partialFingerprints": {"prodlint/v1": identity},
    }
    # What goes to the end of a file has no region that can be told without reading the file.
    if finding.edits and all(edit.line for edit in finding.edits):
        result["fixes"] = [{"description": _message(finding.fix), "artifactChanges": _changes(finding.edits)}]
    return result


def _changes(edits: tuple[Edit, ...]) -> list[Object]:
    changes: dict[str, list[Object]] = {}
    for edit in edits:
        deleted = {
            "startLine": edit.line,
            "startColumn": edit.column,
            "endLine": edit.line,
            "endColumn": edit.column + edit.removed,
        }
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": unicode(edit.added)}}
        changes.setdefault(edit.path, []).append(replacement)
    return [{"artifactLocation": _artifact(path), "replacements": made} for path, made in changes.items()]


def _invocation(troubles: list[tuple[str, str]]) -> Object:
    notifications = [
        {
            "level": "error",
            "message": _message(why),
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
        }
        for path, why in troubles
    ]
    return {"executionSuccessful": not troubles, "toolExecutionNotifications": notifications}


def _message(text: str) -> Object:
    """A message, in which `[text](target)` would be a link; the names in it are the repository's."""
    return {"text": unicode(text.replace("](", "] ("))}


def _artifact(path: str) -> Object:
    """A file: relative to the root of the repository, or absolute where it lies outside."""
    if os.path.isabs(path) or path.split("/")[0] == "..":
        return {"uri": Path(os.path.abspath(path)).as_uri()}
    return {"uri": quote(os.fsencode(path)), "uriBaseId": _ROOT}
