from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import casefile
import fakes
from prodlint.finding import Finding
from prodlint.options import Options
from prodlint.rules import no_public_secrets
from prodlint.rules.no_public_secrets.exposure import Exposures
from prodlint.rules.no_public_secrets.exposure import settings as prefix_settings
from prodlint.rules.no_public_secrets.names import grade_of
from prodlint.rules.no_public_secrets.references import references
from prodlint.source import Repository, Source
from prodlint.tables.credential_formats import FORMATS
from prodlint.tables.public_prefixes import EXPOSURES


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def found(path: str, text: str, **options: Any) -> list[Finding]:
    """The findings in a file that stands alone, in their order."""
    chosen = Options()
    for name, value in options.items():
        setattr(chosen, name, value)
    repository = Repository(chosen)
    source = repository.add(Source(path, text.encode("utf-8", "surrogateescape")))
    return sorted(f for f in no_public_secrets.check(source, repository) if chosen.strict or not f.strict)


# --- names ----------------------------------------------------------------------------------------------------------

SECRET = """
GEMINI_API_KEY RAZORPAY_KEY_SECRET OPENAI_API_KEY SANITY_TOKEN SANITY_API_TOKEN OPEN_AI_API_KEY GOOGLE_AI_API_KEY
ANTHROPIC_API_KEY GROQ_API_KEY DEEPSEEK_API_KEY COHERE_API_KEY HUGGINGFACE_API_KEY MINIMAXI_API_KEY RESEND_API_KEY
SKYVERN_API_KEY AGENTA_API_KEY APPWRITE_API_KEY PINATA_API_KEY PINATA_SECRET_KEY STRIPE_SECRET_KEY SERVICE_ROLE_KEY
SUPABASE_SERVICE_ROLE_KEY SUPABASE_SERVICE_KEY PRIVATE_KEY SECRET_KEY SECRET SECRET_PASS API_SECRET API_SECRET_TOKEN
API_INTEGRITY_SECRET MY_SECRET_API_KEY CRAWLER_SIGN_SECRET PICO_BACKEND_FORM_SECRET CHANNEL_TALK_ACCESS_SECRET
GOOGLE_OAUTH_LOGIN_CLIENT_SECRET SECRET_ACCESS_KEY AWS_SECRET_ACCESS_KEY JWT_SECRET ADMIN_PASSWORD PASSWORD PIM_PASS
GITHUB_TOKEN GITLAB_ACCESS_TOKEN SUPABASE_ACCESS_TOKEN VERCEL_AUTOMATION_BYPASS_SECRET MONGODB_URI STRIPE_secret_ID
WALLET_MNEMONIC ABLY_API_KEY TWILIO_AUTH_TOKEN PINATA_JWT ALGOLIA_ADMIN_KEY JWT_SECRET_2 UPSTASH_REDIS_REST_TOKEN
apiSecret openaiApiKey openAIApiKey dbPassword GH_PAT AI_API_KEY GOOGLE_SERVICE_ACCOUNT_KEY CONNECTION_STRING
"""
GENERIC = """
API_TOKEN ACCESS_TOKEN AUTH_TOKEN BOT_TOKEN REFRESH_TOKEN ENCRYPTION_KEY CARD_SIGN_KEY ADMIN_TOKEN CRYPTO_KEY
"""
OPEN = """
SUPABASE_ANON_KEY POSTHOG_KEY STRIPE_PUBLISHABLE_KEY_LIVE_OLD FIREBASE_API_KEY TURNSTILE_SITEKEY RAZORPAY_KEY_ID
INFURA_TOKEN GOOGLE_MAPS_API_KEY AXIOM_TOKEN MAPBOX_ACCESS_TOKEN VAPID_PUBLIC_KEY PADDLE_TOKEN STOREFRONT_API_TOKEN
CLERK_JWT_KEY SENTRY_DSN TOKEN_ENDPOINT PASSWORD_POLICY AUTH_TOKEN_NAME NOT_SECRET_CODE ACCESS_TOKEN_KEY MAX_TOKENS
HAS_OPENAI_KEY SECRET_SANTA_ENABLED KEYCLOAK_REALM FORGOT_PASSWORD OPENAI_MODEL API_URL PRIVATE_BETA MONKEY
"""
DEPENDS = """
API_KEY GOOGLE_API_KEY KEY APP_KEY STRIPE_KEY TMDB_ACCESS_TOKEN BOTD_API_TOKEN DEMO_PASSWORD DATABASE_URL
CONFIG_SERVICE_KEY GOOGLE_API_TOKEN CONTENTFUL_ACCESS_TOKEN
"""


@pytest.mark.parametrize(
    ("levels", "name"),
    [
        *(("secret", name) for name in SECRET.split()),
        *(("generic", name) for name in GENERIC.split()),
        *(("public none", name) for name in OPEN.split()),
        *(("depends", name) for name in DEPENDS.split()),
    ],
    ids=lambda value: value,
)
def test_grade(levels: str, name: str) -> None:
    assert grade_of(name).level in levels.split()


@pytest.mark.parametrize("prefix", [exposure.prefix for exposure in EXPOSURES])
def test_every_prefix_is_a_road(prefix: str) -> None:
    finding, *more = found(".env", f"{prefix}API_URL=/api\n{prefix}OPENAI_API_KEY=\n")
    assert not more
    assert finding.line == 2
    assert finding.message.startswith(f"`{prefix}OPENAI_API_KEY` is public")
    assert "Rename it to OPENAI_API_KEY" in finding.fix


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("NEXT_PUBLIC_X", "X"),
        ("VITE_REACT_APP_X", "X"),
        ("VITE_PUBLIC_X", "X"),
        ("_NEXT_PUBLIC_X", "X"),
        ("VITE_VITE_X", "X"),
        ("NEXT_PUBLIC_", None),
        ("vite_x", None),
        ("APP_VITE_X", None),
        ("X", None),
    ],
)
def test_prefixes_are_taken_off(name: str, bare: str | None) -> None:
    exposed = Exposures(Repository(Options()), ".env", name).exposed(name)
    assert (exposed.bare if exposed else None) == bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("envPrefix: 'APP_'", [("APP_", 1, 12)]),
        ("{\n  envPrefix: ['VITE_',\n    \"APP_\"]\n}", [("VITE_", 2, 15), ("APP_", 3, 5)]),
        ("envPrefix: x ? 'A_' : `B_`,", [("A_", 1, 16), ("B_", 1, 23)]),
        ("publicPrefix = ''", [("", 1, 16)]),
        ("prefix: 'APP_'", []),
        ("envPrefix: [", []),
    ],
)
def test_prefix_settings(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [tuple(setting) for setting in prefix_settings(text)] == expected


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("${{ secrets.A_KEY }}", ("A_KEY",)),
        ("${{ secrets['A_KEY'] || '' }}", ("A_KEY",)),
        ("${A:-x}", ("A",)),
        ("$A/$B", ("A", "B")),
        ("$(A)", ("A",)),
        ("%A%", ("A",)),
        ("process.env.A", ("A",)),
        ("var.open_key", ("open_key",)),
        ("{{ .Values.web.aiKey | quote }}", ("aiKey",)),
        ("@my_secret", ("my_secret",)),
        ("credentials('a-key')", ("a-key",)),
        ("${{ secrets.A != '' }}", ()),
        ("plain", ()),
    ],
)
def test_references(value: str, names: tuple[str, ...]) -> None:
    assert references(value) == names


# --- what is said ---------------------------------------------------------------------------------------------------


def test_the_declaration_comes_first_and_the_rest_is_counted() -> None:
    text = "const a = process.env.VITE_JWT_SECRET\nuse(process.env.VITE_JWT_SECRET)\nx({ VITE_JWT_SECRET: a })\n"
    (finding,) = found("src/a.ts", text)
    assert finding.line == 3
    assert "(and 2 more lines)" in finding.message


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (".env", "NEXT_PUBLIC_OPENAI_API_KEY=", ("Next.js", "an OpenAI key", "route handler", "Rotate")),
        (".env", "EXPO_PUBLIC_JWT_SECRET=", ("Expo", "a secret", "app keeps no secret")),
        ("c.yml", "env:\n  VITE_AI: ${OPENAI_API_KEY}", ("takes `OPENAI_API_KEY`", "an OpenAI key")),
        (".env", f"VITE_X={fakes.fake('a Stripe secret key')}", ("has the form of a Stripe secret key",)),
        ("a.js", "new Resend(process.env.NEXT_PUBLIC_KEY)", ("takes it here wants a Resend key",)),
        ("next.config.js", "module.exports = {env: {DB_PASSWORD: x.y}}", ("prefix or not", "Take it out of there")),
        ("vite.config.ts", "export default {envPrefix: ''}", ("the whole environment", "Use a prefix")),
    ],
)
def test_message(path: str, text: str, words: tuple[str, ...]) -> None:
    (finding,) = found(path, text)
    said = f"{finding.message}\n{finding.fix}"
    assert [word for word in words if word not in said] == []


def test_options() -> None:
    assert found(".env", "WEB_JWT_SECRET=x") == []
    assert len(found(".env", "WEB_JWT_SECRET=x", public_prefix=["WEB_"])) == 1
    assert found(".env", "VITE_JWT_SECRET=x", allow=["VITE_JWT_SECRET"]) == []
    assert found(".env", "VITE_API_KEY=x") == []
    assert len(found(".env", "VITE_API_KEY=x", strict=True)) == 1


# --- what must never happen -----------------------------------------------------------------------------------------

# Where a value stands in a bad case: behind a sign, quoted or up to a blank.
VALUE = re.compile(r"""(?P<before>[=:]\s*["']?)(?P<value>[^\s"'{}\[\](),;`<>]{6,})(?=["'\s,}]|$)""", re.MULTILINE)
KEPT = re.compile(r"process\.env|import\.meta|loadEnv|^\w+\.\w+$|^[A-Z][A-Z0-9_]+$|\$")
BAD = [case for case in casefile.load("no-public-secrets") if case["label"] == "bad"]
SHAPES = [row.pattern for row in FORMATS if not row.vendors]


def values() -> st.SearchStrategy[str]:
    """Values in the form of credentials, and random ones with characters that other parts of a line have."""
    of_a_form = st.builds(fakes.matching, st.sampled_from(SHAPES), st.integers(0, 10_000))
    urls = st.builds(
        lambda seed: f"postgres://app:{fakes.generated(20, seed)}@db.shop.example/x", st.integers(0, 10_000)
    )
    texts = st.text("abcdefXYZ0189_-+/.@%!~", min_size=12, max_size=60)
    return st.one_of(of_a_form, urls, texts)


def replaced(text: str, value: str) -> Iterator[str]:
    """The text with each of its values in turn replaced."""
    for match in list(VALUE.finditer(text))[:12]:
        if not KEPT.search(match["value"]):
            yield text[: match.start("value")] + value + text[match.end("value") :]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_output_holds_a_value_or_a_part_of_one(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(BAD))
    value = data.draw(values())
    for path, text in case["files"].items():
        for changed in replaced(text, value):
            for finding in found(path, changed, strict=True):
                said = "\n".join(map(str, finding))
                parts = {value[start : start + 8] for start in range(len(value) - 7)}
                known = f"{path}\n{VALUE.sub('', text)}"  # what the file says beside its values
                assert [part for part in parts if part in said and part not in known] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(
        ".env Dockerfile compose.yaml .github/workflows/a.yml a.json a.toml a.ts a.jsx A.vue index.html next.config.js "
        "vite.config.ts nuxt.config.ts src/environments/environment.ts a.py main.tf Makefile a.sh a.ps1".split()
    ),
    text=st.lists(
        st.sampled_from(
            "VITE_ NEXT_PUBLIC_ SECRET _KEY OPENAI env define public : = { } [ ] ( ) ' \" ` ${ $ }} {{ \n \r\n # // /* "
            "process.env. import.meta.env const new OpenAI ... , ; \\ - \t < > % é \x00 \udce9".split(" ")
        ),
        max_size=60,
    ).map(" ".join),
)
def test_nothing_crashes(path: str, text: str) -> None:
    found(path, text, strict=True)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", "const a = process.env.VITE_KEY\n" * 3000),
        ("a.js", "x = {a: " * 400 + "process.env.VITE_JWT_SECRET" + "}" * 400),
        ("next.config.js", "module.exports = {env: {" + "A_SECRET: process.env.B_SECRET," * 3000 + "}}"),
        ("vite.config.ts", "export default {define: {a: " + "x + " * 3000 + "y}}"),
        ("a.sh", "VITE_JWT_SECRET=" * 5000),
        (".env", "VITE_JWT_SECRET=x\n" * 5000),
        ("a.py", "VITE_JWT_SECRET " * 20_000),
        ("c.yaml", "a: &a [VITE_X=1]\n" + "b: [*a, *a]\n" * 1000),
    ],
    ids=lambda value: value[:20],
)
def test_large_input_takes_no_time(path: str, text: str) -> None:
    found(path, text)
