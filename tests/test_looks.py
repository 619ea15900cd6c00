"""The second look: whether the words of a file say enough for a parser to be started."""

from __future__ import annotations

import pytest

from prodlint.looks import is_given_text


@pytest.mark.parametrize(
    ("text", "is_given"),
    [
        ('get("secret_key", "changeme")', True),
        ('getattr(settings, "secret_key", "changeme")', True),
        ('process.env["secret_key"] || "changeme"', True),
        ('secret_key = env(\n    "a",\n)', True),
        ('fields = ["workspace", "secret_key", "deleted_at"]', False),
        ("fields = ['workspace', 'secret_key']\n", False),
        ('fields = ["workspace", "secret_key", "id"]\nsecret_key = "changeme"', True),
        ("secret_key = value\nother = 'a'", False),
    ],
)
def test_a_name_is_given_a_text(text: str, is_given: bool) -> None:
    assert is_given_text(text.encode(), b"secret_key", blocks=False) is is_given
