"""The junit format, which most CI services show as tests: a suite a file, a failed test a finding.

https://github.com/testmoapp/junitxml
"""

from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from prodlint.finding import Finding
from prodlint.options import printable
from prodlint.report import Report
from prodlint.report.hints import address, allowing_it
from prodlint.report.text import inert


def render(report: Report) -> str:
    """The document; one test that passed where nothing was found, as services take an empty one for a fault."""
    suites = [_suite(path, [_failed(one) for one in found]) for path, found in groupby(report.findings, _path)]
    suites += [_suite(path, [_broken(why)], errors=1) for path, why in report.troubles]
    suites = suites or [_suite("prodlint", ['<testcase name="prodlint" classname="prodlint"/>'], passed=1)]
    failed, wrong = len(report.findings), len(report.troubles)
    total = f'tests="{failed + wrong or 1}" failures="{failed}" errors="{wrong}"'
    return "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="prodlint" {total}>', *suites, "</testsuites>\n"]
    )


def _path(finding: Finding) -> str:
    return finding.path


def _suite(name: str, cases: list[str], errors: int = 0, passed: int = 0) -> str:
    failures = len(cases) - errors - passed
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}" skipped="0" time="0"'
    return "\n".join([f"<testsuite name={_quoted(name)} {counts}>", *cases, "</testsuite>"])


def _failed(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    name = _quoted(f"{finding.hook} in line {finding.line}, column {finding.column}")
    told = [f"{place}: {finding.message}", *finding.fix.splitlines(), allowing_it(finding), address(finding.hook)]
    body = "\n".join(escape(inert(line)) for line in told)
    failure = f"<failure message={_quoted(finding.message)} type={_quoted(finding.hook)}>{body}</failure>"
    return f"<testcase name={name} classname={_quoted(finding.path)}>{failure}</testcase>"


def _broken(why: str) -> str:
    return f'<testcase name="prodlint" classname="prodlint"><error message={_quoted(why)} type="error"/></testcase>'


def _quoted(text: str) -> str:
    """The value of an attribute; what XML cannot hold is written as an escape."""
    return quoteattr(printable(text))
