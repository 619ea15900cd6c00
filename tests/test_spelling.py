"""The words of a name."""

import pytest

from prodlint.spelling import words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("DB_PASSWORD", ("db", "password")),
        ("dbPassword", ("db", "password")),
        ("db-password", ("db", "password")),
        ("openaiAPIKey", ("openai", "api", "key")),
        ("S3_SECRET2", ("s", "3", "secret", "2")),
        ("APIKEY", ("apikey",)),
        ("GATSBY_STRIPE_secret_ID", ("gatsby", "stripe", "secret", "id")),
        ("", ()),
        ("__", ()),
    ],
)
def test_words_of(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words
