"""What is said about a service, and where."""

from __future__ import annotations

import pytest

from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.rules.harden_compose.services import check
from prodlint.source import Repository, Source


def findings(text: str, level: str = "") -> list[Finding]:
    options = Options()
    options.level = level
    return list(check(Source("compose.yaml", text.encode()), Repository(options)))


def test_what_is_missing_is_said_once_a_service() -> None:
    (found,) = findings("services:\n  api:\n    image: shop/api:1\n    read_only: true\n")
    assert (found.line, found.column) == (2, 3)
    assert "cap_drop" in found.message
    assert "no-new-privileges" in found.message
    assert "read_only" not in found.message


def test_an_explicit_value_is_pointed_at() -> None:
    found = findings("services:\n  api:\n    image: shop/api:1\n    cap_drop:\n      - NET_RAW\n")
    assert [one.line for one in found] == [5, 2]


@pytest.mark.parametrize(("level", "count"), [("", 2), ("full", 2), ("danger", 1)])
def test_levels(level: str, count: int) -> None:
    assert len(findings("services:\n  api:\n    image: shop/api:1\n    privileged: true\n", level)) == count


def test_services_that_extend_each_other_end() -> None:
    text = "services:\n  a: {extends: b, image: x}\n  b: {extends: {service: a}, image: x}\n"
    assert len(findings(text)) == 2
