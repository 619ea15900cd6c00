"""The json format: one document, in ASCII.

    {
      "version": "0.2.0",             the prodlint that wrote it
      "findings": [
        {
          "path": "api/main.py",      from the root of the repository, with slashes
          "line": 5, "column": 1,     1-based, in characters
          "hook": "no-wildcard-cors",
          "message": "...",
          "fix": "...",               what to do instead, may be of several lines
          "allow": "...",             how to allow it on purpose
          "page": "https://..."       about the hook
        }
      ],
      "errors": [{"path": "a.py", "message": "Permission denied"}]
    }

Keys may be added, but none goes away or changes its meaning without a new major version.
"""

import json

from prodlint import __version__
from prodlint.report import Report
from prodlint.report.hints import address, allowing_it


def render(report: Report) -> str:
    """The document, also when nothing was found."""
    findings = [
        {
            "path": unicode(finding.path),
            "line": finding.line,
            "column": finding.column,
            "hook": finding.hook,
            "message": unicode(finding.message),
            "fix": unicode(finding.fix),
            "allow": allowing_it(finding),
            "page": address(finding.hook),
        }
        for finding in report.findings
    ]
    errors = [{"path": unicode(path), "message": unicode(why)} for path, why in report.troubles]
    return serialised({"version": __version__, "findings": findings, "errors": errors})


def serialised(document: object) -> str:
    """JSON on a line, in printable ASCII, without the `##` that CI services look for anywhere in a line."""
    return json.dumps(document).replace("##", "#\\u0023") + "\n"


def unicode(text: str) -> str:
    """Text that every JSON parser takes: a byte of a name that is no UTF-8 is written as the text format does."""
    return text.encode("utf-8", "backslashreplace").decode()
