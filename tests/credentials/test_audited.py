"""What a team has audited as no secret."""

import hashlib
import json

import pytest

from prodlint.context.baseline import read
from prodlint.credentials.audited import is_audited

VALUE = "heron-quartz-47"
HASH = hashlib.sha1(VALUE.encode()).hexdigest()


def baseline(**more: object) -> str:
    return json.dumps({"results": {"a\\.env": [{"hashed_secret": HASH, **more}]}})


def test_only_what_somebody_has_called_no_secret() -> None:
    assert read(baseline(is_secret=False)) == {"a/.env": frozenset({HASH})}
    assert read(baseline(is_secret=True)) == read(baseline()) == {"a/.env": frozenset()}


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"results": []}', '{"results": {"a": 1}}', "[" * 9_999])
def test_what_is_no_baseline_allows_nothing(text: str) -> None:
    assert read(text) == {}


@pytest.mark.parametrize("value", [VALUE, f'"{VALUE}"', f"postgres://app:{VALUE}@db.example.com/app", f"token={VALUE}"])
def test_the_value_or_a_piece_of_it(value: str) -> None:
    assert is_audited(value, frozenset({HASH}))
    assert not is_audited(value, frozenset())
    assert not is_audited(value.replace("47", "48"), frozenset({HASH}))
