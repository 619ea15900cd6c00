"""Placeholders, in every spelling and language, and what must not be taken for one."""

import pytest

import fakes
from prodlint.credentials.placeholders import is_placeholder, is_sequence

PLACEHOLDERS = """
    changeme CHANGE_ME change-this-in-production changethis your-key-here your_api_key_here YourSecret
    {{secret_key}} %SECRET% xxx xxxxxxxxxxxxxxxx ******** ... <your-token> [YOUR-PASSWORD] __SECRET__
    sk-... sk-xxxx ghp_xxxxxxxxxxxx AKIAIOSFODNN7EXAMPLE sk-your-openai-key
    null none secret password REDACTED dummy fake-key-for-tests not-a-real-secret super-secret-key my-secret test
    12345 0000000000000000 0123456789abcdef0123456789abcdef abcd1234efgh5678
    s3cret p@ssw0rd P@ssw0rd! $ecretf0rt3st adm1n Password123! Admin@123 Test1234! !ChangeMe!
    thisisasecret thisIsNotASecret mysupersecretkey my_super_secret_jwt_key_12345 minioadmin
    some-long-random-string generate_with_openssl_rand_hex_32 TODO optional unset required
    sua_chave_aqui tu_clave_aqui votre_jeton_ici dein-schluessel-hier votre_mot_de_passe_ici wpisz_swoj_klucz
    la_tua_chiave jouw-wachtwoord vash_token sizin_anahtar 你的密钥 ваш_токен ここにキーを入力 contraseña
    00000000-0000-0000-0000-000000000000 xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
    123e4567-e89b-12d3-a456-426614174000 wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
""".split()


@pytest.mark.parametrize("value", PLACEHOLDERS)
def test_placeholder(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        "Harbor-Lantern-88!",
        "Quartz!Heron47",
        "kettlewick",
        "zSpDHM1Ghmh3Vp",
        "orbit velvet canyon ladder pistol meadow tragic oyster blame faculty hover quantum",
        fakes.generated(16),
        fakes.hexadecimal(32),
        fakes.hexadecimal(64),
    ],
)
def test_no_placeholder(value: str) -> None:
    assert not is_placeholder(value)


def test_the_words_of_the_name_are_no_secret() -> None:
    assert is_placeholder("kettlewick-db-password", "KETTLEWICK_DB_PASSWORD")
    assert not is_placeholder("kettlewick-db-password", "DB_PASSWORD")


@pytest.mark.parametrize(
    "key",
    [
        "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80",
        "0xAC0974BEC39A17E36BA4A6B4D238FF944BACB478CBED5EFCAE784D7BF4F2FF80",
        "sk_" + "test_4eC39HqLyjWDarjtT1zdp7dc",
    ],
    ids=["hardhat", "hardhat-0x", "stripe-docs"],
)
def test_keys_that_documentation_prints(key: str) -> None:
    assert is_placeholder(key)


@pytest.mark.parametrize("text", ["aaaaaa", "abcdef", "987654", "abc123", "aabbccdd" * 4, "1234567890abcdef"])
def test_sequence(text: str) -> None:
    assert is_sequence(text)


@pytest.mark.parametrize("text", ["", "a9k2m4", fakes.generated(20), fakes.hexadecimal(40)])
def test_no_sequence(text: str) -> None:
    assert not is_sequence(text)
