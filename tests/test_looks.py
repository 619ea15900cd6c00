"""The second look: whether the words of a file say enough for a parser to be started."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import stringzilla
from hypothesis import given
from hypothesis import strategies as st

from prodlint.clean import finder
from prodlint.looks import uncommented, words_in
from prodlint.rules import no_public_secrets
from prodlint.rules.no_default_secrets.given_texts import is_given_text
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.tables import public_names


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


@pytest.mark.parametrize(
    ("text", "is_given"),
    [
        ("const secret_key = env('secret_key');\n\nif (!secret_key) {\n  throw new Error('none');\n}\n", False),
        ("const secret_key = env('secret_key') || 'changeme';", True),
        ('key := os.getenv("secret_key")\nif key == "" {\n\tkey = "changeme"\n}\n', True),
        ('secret_key = os.environ.get("secret_key")\nif not secret_key:\n    raise valueerror("none")\n', False),
        ("const secret_key = () => {\n  toast('copied');\n};\n", False),
        ("{ name: 'a', secret_key: other },\n{ name: 'b' },\n", False),
        ("secret_keys = 'all of them'", False),
    ],
)
def test_what_is_read_from_the_environment_or_said_is_no_value(text: str, is_given: bool) -> None:
    assert is_given_text(text.encode(), b"secret_key", blocks=False) is is_given


def test_comments_are_left_out() -> None:
    assert uncommented("go", b"// cors\n\tcors.New() // of all\n") == b"\tcors.New() // of all\n"
    assert uncommented("shell", b"#!/bin/sh\n  # cors\nrun\n") == b"#!/bin/sh\nrun\n"
    assert uncommented("json", b"// cors\n") == b"// cors\n"


@pytest.mark.parametrize("path", ["compose.yaml", "Dockerfile", "vercel.json", "src/a.ts", "app.py", "build.sh"])
def test_a_public_name_of_a_credential_is_told_whatever_its_value(path: str) -> None:
    phrases = {
        *public_names.PRIVATE, *public_names.GENERIC, *public_names.DEPENDS, *public_names.SPELLINGS,
        *public_names.CONNECTIONS, *(f"{words}_key" for words in public_names.VENDORS),
        *(f"{words}_url" for words in public_names.ADDRESSES),
    }  # fmt: skip
    names = [phrase for phrase in phrases if grade_of(phrase.upper()).level in ("secret", "generic", "depends")]
    texts = [f"next_public_{name}: x".encode() for name in names]
    untold = [text for text in texts if not no_public_secrets.tells(path, text, words_in(text) or frozenset())]
    assert len(texts) > 100
    assert untold == []


def test_a_file_with_many_names_is_read_instead_of_searched_for_each() -> None:
    few, many = (b"".join(b"next_public_a%d: x\n" % number for number in range(count)) for count in (50, 500))
    assert not no_public_secrets.tells("compose.yaml", few, words_in(few) or frozenset())
    assert no_public_secrets.tells("compose.yaml", many, words_in(many) or frozenset())


@given(st.binary(), st.binary(min_size=1, max_size=8), st.integers(0, 40))
def test_much_is_searched_as_little_is(text: bytes, needle: bytes, at: int) -> None:
    for held in (text, text[:at] + needle + text[at:]):
        assert finder(1_000_000)(held, needle) == held.find(needle)
    assert finder(1) is bytes.find


@pytest.fixture(params=stringzilla.__capabilities__)
def instructions(request: pytest.FixtureRequest) -> Iterator[str]:
    """Those of this processor, one set after another: which are taken depends on where we run."""
    stringzilla.reset_capabilities((request.param,))
    yield request.param
    stringzilla.reset_capabilities(stringzilla.__capabilities__)


@pytest.mark.usefixtures("instructions")
@pytest.mark.parametrize("needle", [b"tls", b'"*"', b"django_settings_module", "ключ".encode()])
@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, 63, 64, 65, 4_096, 100_000])
def test_a_needle_is_found_wherever_it_ends_a_text(needle: bytes, length: int) -> None:
    text = b"t" * length
    assert finder(1_000_000)(text + needle, needle) == (text + needle).find(needle)
    assert finder(1_000_000)(text + needle[:-1], needle) == -1
