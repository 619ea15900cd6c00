"""The forms of credentials and of public keys."""

import base64

import pytest

import fakes
from prodlint.credentials.formats import is_jwt, is_public, kind_of
from prodlint.tables.credential_formats import FORMATS, Format

ROWS = [pytest.param(row, id=f"{row.kind} {row.marker}") for row in FORMATS]


def name_for(row: Format) -> str:
    return f"{row.vendors[0].upper()}_KEY" if row.vendors else "THING"


@pytest.mark.parametrize("row", ROWS)
def test_every_row_finds_what_it_describes(row: Format) -> None:
    for seed in range(3):
        assert kind_of(fakes.fake_of(row, seed), name_for(row)) == row.kind


@pytest.mark.parametrize("row", ROWS)
def test_it_is_found_inside_json_and_prose(row: Format) -> None:
    key = fakes.fake_of(row)
    assert kind_of(f'{{"a": "{key}"}}', name_for(row)) == row.kind
    assert kind_of(f"curl -H 'x: {key}' now", name_for(row)) == row.kind


@pytest.mark.parametrize("row", ROWS)
def test_a_longer_word_is_not_searched_for_it(row: Format) -> None:
    key = fakes.fake_of(row)
    assert kind_of(f"zz{key}", name_for(row)) != row.kind or key[:1] in "/+-"


@pytest.mark.parametrize("row", ROWS)
def test_a_form_of_vendors_needs_the_vendor(row: Format) -> None:
    assert not row.vendors or kind_of(fakes.fake_of(row), "THING") != row.kind


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("filling", ["x", "X", "0", "your-key-", "example", "1234567890"])
def test_a_placeholder_in_the_form_of_it_is_none(row: Format, filling: str) -> None:
    key = fakes.fake_of(row)
    start = key.find(row.marker) + len(row.marker)
    mask = (filling * len(key))[: len(key) - start]
    assert kind_of(key[:start] + mask, name_for(row)) is None


def test_rows_tell_each_other_apart() -> None:
    assert kind_of(fakes.fake("a Stripe secret key"), "STRIPE_KEY") == "a Stripe secret key"
    assert kind_of(fakes.fake("a Clerk secret key"), "CLERK_SECRET_KEY") == "a Clerk secret key"
    assert kind_of(fakes.fake("an OpenRouter key"), "X") == "an OpenRouter key"


@pytest.mark.parametrize(
    "text",
    [
        fakes.private_key(),
        fakes.private_key("PRIVATE KEY", end="\\n"),
        fakes.private_key("OPENSSH PRIVATE KEY"),
        fakes.private_key("PGP PRIVATE KEY BLOCK"),
        '{"type": "service_account", "private_key": "' + fakes.private_key(end="\\n") + '"}',
        base64.b64encode(fakes.private_key().encode()).decode(),
    ],
    ids=["pkcs1", "escaped", "openssh", "pgp", "service-account", "base64"],
)
def test_a_private_key(text: str) -> None:
    assert kind_of(text) == "a private key"


@pytest.mark.parametrize(
    "text",
    [
        fakes.private_key("PUBLIC KEY"),
        fakes.private_key("CERTIFICATE"),
        fakes.private_key(lines=1),
        fakes.private_key().replace("-----END", "...-----END"),
        "-----BEGIN PRIVATE KEY-----\\nMIIE...\\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\n" + "A" * 400 + "\n-----END PRIVATE KEY-----",
    ],
    ids=["public", "certificate", "short", "cut", "dots", "header", "mask"],
)
def test_no_private_key(text: str) -> None:
    assert kind_of(text) is None


def test_a_jwt_is_told_by_its_role() -> None:
    server = fakes.jwt(iss="supabase", role="service_role", ref="abc")
    visitor = fakes.jwt(iss="supabase", role="anon", ref="abc")
    other = fakes.jwt(iss="auth", scope="admin")
    assert kind_of(server) == "a JWT with a server role"
    assert kind_of(visitor) is None
    assert kind_of(other) is None
    assert [is_public(token) for token in (server, visitor, other)] == [False, True, False]
    assert [is_jwt(token) for token in (server, visitor, other)] == [True, False, True]


@pytest.mark.parametrize(
    "token",
    [
        fakes.jwt(sub="1234567890", name="John Doe"),
        fakes.jwt(iss="supabase-demo", role="service_role"),
        "eyJhbGciOiJIUzI1NiJ9.eyJub3QganNvbg.aaaaaaaaaaaaaaaaaaaaaaaa",
        "eyJ...",
    ],
    ids=["jwt.io", "supabase-demo", "broken", "dots"],
)
def test_a_jwt_that_everybody_knows_is_none(token: str) -> None:
    assert kind_of(token) is None
    assert not is_jwt(token)


@pytest.mark.parametrize(
    "pattern",
    [
        r"pk_live_[A-Za-z0-9]{24}",
        r"pk_test_[A-Za-z0-9]{40}",
        r"phc_[A-Za-z0-9]{43}",
        r"pk\.eyJ[A-Za-z0-9]{40}\.[A-Za-z0-9]{22}",
        r"sb_publishable_[A-Za-z0-9]{31}",
        r"AIza[A-Za-z0-9]{35}",
        r"G-[A-Z0-9]{10}",
        r"GTM-[A-Z0-9]{7}",
        r"6L[A-Za-z0-9]{38}",
        r"0x4AAAAAAA[A-Za-z0-9]{14}",
        r"rzp_live_[A-Za-z0-9]{14}",
        r"mob-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
        r"https://[0-9a-f]{32}@o123\.ingest\.sentry\.io/42",
        r"B[A-Za-z0-9_-]{86}",
    ],
)
def test_public_by_design(pattern: str) -> None:
    value = fakes.matching(pattern)
    assert is_public(value)
    assert kind_of(value) is None
    assert not is_public(f"{value} and more")


def test_a_google_key_is_secret_for_gemini_alone() -> None:
    key = fakes.matching(r"AIza[A-Za-z0-9]{35}")
    assert kind_of(key, "GOOGLE_MAPS_API_KEY") is None
    assert kind_of(key, "GEMINI_API_KEY") == "a Gemini key"
    assert kind_of(key, "geminiApiKey") == "a Gemini key"
