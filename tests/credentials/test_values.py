"""The verdict on a value: the order of the rule, and what must never happen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import fakes
from prodlint.credentials.values import judge

WORDS = st.sampled_from("river apple kettle window garden market bridge yellow silver thunder copper meadow".split())


@pytest.mark.parametrize(
    ("name", "value", "category"),
    [
        ("API_KEY", "", "empty"),
        ("API_KEY", "''", "empty"),
        ("API_KEY", "encrypted:" + fakes.generated(100), "encrypted"),
        ("API_KEY", "op://team/app/key", "reference"),
        ("STRIPE_KEY", fakes.matching(r"pk_live_[A-Za-z0-9]{24}"), "public"),
        ("THING", fakes.fake("a Stripe secret key"), "provider"),
        ("STRIPE_PUBLISHABLE_KEY", fakes.fake("a Stripe secret key"), "provider"),
        ("THING", "Bearer " + fakes.jwt(iss="auth"), "provider"),
        ("SUPABASE_KEY", fakes.jwt(role="anon"), "public"),
        ("DATABASE_URL", "postgres://app:s8dKq92x@db.kettlewick.com/app", "remote url"),
        ("DATABASE_URL", "postgres://app:app@db/app", "weak url"),
        ("DATABASE_URL", "sqlite:///x.db", "plain"),
        ("API_URL", "https://api.kettlewick.com", "plain"),
        ("IMAGE", "app@sha256:" + fakes.hexadecimal(64), "plain"),
        ("TENANT_ID", fakes.matching(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "plain"),
        ("SECRET_KEY", "changethis", "placeholder"),
        ("SECRET_KEY", "django-insecure-change-me", "placeholder"),
        ("SECRET_KEY", "django-insecure-" + fakes.generated(50), "random"),
        ("TOKEN_KEY_PATH", "/etc/tls/server.key", "plain"),
        ("TLS_KEY", "/etc/tls/server.key", "plain"),
        ("TLS_KEY", "server.pem", "plain"),
        ("USE_TOKEN", "true", "plain"),
        ("API_TOKEN", "true", "plain"),
        ("HINT_SECRET", "written on the whiteboard upstairs", "phrase"),
        ("SMTP_PASSWORD", "kdjw qpxm zvbn rtlh", "random"),
        ("APP_KEY", "base64:" + fakes.matching(r"[A-Za-z0-9+/]{43}="), "random"),
        ("API_KEY", fakes.hexadecimal(32), "random"),
        ("API_KEY", "${API_KEY:-" + fakes.hexadecimal(32) + "}", "random"),
        ("PRIVATE_KEY", "0x" + fakes.hexadecimal(64), "random"),
        ("DB_PASSWORD", "Harbor-Lantern-88!", "password"),
        ("DB_PASSWORD", "kettlewick", "word"),
        ("RECAPTCHA_SECRET", fakes.matching(r"6L[A-Za-z0-9]{38}"), "random"),
    ],
)
def test_category(name: str, value: str, category: str) -> None:
    assert judge(name, value).category == category


def test_a_recovery_phrase_is_told_from_a_sentence() -> None:
    words = "orbit velvet canyon ladder pistol meadow tragic oyster blame faculty hover quantum"
    assert judge("MNEMONIC", words) == ("random", "a recovery phrase", True)
    assert not judge("MNEMONIC", "test " * 11 + "junk").is_secret
    assert judge("MNEMONIC", words + " more").category == "phrase"


def test_only_what_nobody_writes_as_an_example_is_certain() -> None:
    assert judge("API_KEY", fakes.generated(32)).certain
    assert not judge("API_KEY", fakes.generated(18)).certain
    assert not judge("DB_PASSWORD", "Harbor-Lantern-88!").certain
    assert judge("DATABASE_URL", "postgres://app:s8dKq92x@db.kettlewick.com/app").certain


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["-", "_", " ", "", "."]))
def test_ordinary_words_are_no_generated_value(words: list[str], separator: str) -> None:
    assert judge("API_KEY", separator.join(words)).category in ("word", "phrase")


@given(
    st.one_of(
        st.uuids().map(str),
        st.binary(min_size=20, max_size=20).map(bytes.hex),
        st.binary(min_size=32, max_size=32).map(lambda data: "sha256:" + data.hex()),
        st.tuples(*[st.integers(0, 99)] * 3).map(lambda parts: "v{}.{}.{}".format(*parts)),
        st.lists(WORDS, min_size=1, max_size=4).map(lambda words: "https://example.com/" + "/".join(words)),
    )
)
def test_ids_digests_versions_and_addresses_pass_under_a_harmless_name(value: str) -> None:
    assert judge("BUILD_REF", value).category == "plain"


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_has_a_verdict_that_does_not_hold_it(name: str, value: str) -> None:
    verdict = judge(name, value)
    assert len(value.strip()) < 12 or value.strip() not in repr(verdict)


@given(st.text(alphabet="eyJ.-_:/@${}[]()<>%=&;\\\n \"'aA0+*~`#?!|", max_size=300))
def test_text_of_the_characters_that_rules_look_for(value: str) -> None:
    judge("DB_PASSWORD", value)


@pytest.mark.parametrize("unit", ["a", "eyJ", "a://b:c@", "sk-proj-", "${a", "x@", "a=", "-----BEGIN PRIVATE KEY-----"])
def test_a_long_line_ends(unit: str) -> None:
    judge("DB_PASSWORD", unit * (300_000 // len(unit)))
