"""References to secrets, and sealed values."""

import pytest

import fakes
from prodlint.credentials.references import is_encrypted, is_reference, resolved


@pytest.mark.parametrize(
    "value",
    [
        "op://infra/db/password",
        "vault:secret/data/app#token",
        "ref+awsssm://prod/db",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:app",
        "/run/secrets/db_password",
        "file:///run/secrets/x",
        "projects/shop/secrets/db/versions/1",
        "@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/db)",
        "${VAULT_TOKEN}",
        "${VAULT_TOKEN:-}",
        "${VAULT_TOKEN:?is not set}",
        "$VAULT_TOKEN",
        "$(pass show api)",
        "$(API_SECRET)",
        "${{ secrets.API }}",
        "{{ secret_key }}",
        "<%= ENV['KEY'] %>",
        "%SECRET%",
        "%env(APP_SECRET)%",
        'exec(`op read "op://dev/db/password"`)',
        "process.env.API_KEY",
        "var.stripe_secret",
        "@openai_api_key",
        "Bearer ${TOKEN}",
        "sk-${KEY}",
    ],
)
def test_reference(value: str) -> None:
    assert is_reference(value)


@pytest.mark.parametrize(
    "value",
    ["", "secret", "$ecretf0rt3st", "https://example.com", "pa$$word", "P$x9-kd7", fakes.generated(), "${KEY:-abc}"],
)
def test_no_reference(value: str) -> None:
    assert not is_reference(value)


def test_resolved_leaves_what_is_published() -> None:
    assert resolved("${KEY:-abc}") == "abc"
    assert resolved("a${KEY}b") == "ab"
    assert resolved("plain") == "plain"


@pytest.mark.parametrize(
    "value",
    [
        "encrypted:" + fakes.generated(100),
        "ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]",
        "$ANSIBLE_VAULT;1.1;AES256",
        "-----BEGIN AGE ENCRYPTED FILE-----",
        "-----BEGIN PGP MESSAGE-----",
        "U2FsdGVkX1" + fakes.generated(),
        "eyJpdiI6" + fakes.generated(),
        "ENCRYPTED|" + fakes.generated(),
        "{cipher}" + fakes.hexadecimal(),
        "vault:v1:" + fakes.generated(),
        "\0GITCRYPT\0",
    ],
)
def test_encrypted(value: str) -> None:
    assert is_encrypted(value)


@pytest.mark.parametrize("value", ["", "encrypted:later", "ENC", fakes.generated(), "-----BEGIN PRIVATE KEY-----"])
def test_not_encrypted(value: str) -> None:
    assert not is_encrypted(value)
