"""Values that only say where the secret is, or that are sealed."""

import re

from prodlint.expressions import expression

# Addresses inside a secret store, by their beginning. Sources: the pages of 1Password, Vault, vals, chamber,
# Bitwarden, Infisical, Doppler, Azure Key Vault, berglas, Akeyless and Docker secrets on references.
_STORES = expression(
    r"(?:op|bw|sm|gsm|gcpsm|awssm|akv|akvs|azkv|ssm|secret|vault|infisical|doppler|berglas|keychain|keyring|conjur"
    r"|akeyless|file|env|pass|lpass|k8s|keyvault)://"
    r"|(?:vault|ref\+\w+|awssm|aws-sm|ssm|infisical|doppler|akv|file|secretsmanager|conjur|chamber):(?!v\d:)"
    r"|arn:aws|(?:/var)?/run/secrets/|projects/[\w-]+/secrets/|@Microsoft\.KeyVault\(|!vault |ref\+",
    re.IGNORECASE,
)

# A whole value that another program fills in.
_WHOLE = expression(
    r"\$[A-Z_][A-Z0-9_]*|\$[a-z_]+"  # $NAME; not $ecretf0rt3st, which is a word
    r"|%[\w.()-]+%"  # %NAME%, %env(NAME)%
    r"|[a-z][a-z_.]*\([^()]*(?:\([^()]*\)[^()]*)*\)"  # a call: exec(`op read ...`)
    r"|(?:process\.env|import\.meta\.env|os\.environ|env|secrets|vars|var|local|data|module)[.\[][\w.\[\]\"'-]+"
    r"|@[a-z]+(?:[_-][a-z0-9]+)+"  # @name of a secret of Vercel
    r"|:[a-z_]+|%\([a-z_]+\)s|%s"
)

# A part of a value that is filled in.
_PART = expression(
    r"\$\{\{[^{}]*\}\}|\{\{[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|\$\{[^{}]*\}|\$\([^()]*\)|`[^`]*`|#\{[^{}]*\}"
)
_DEFAULT = expression(r"\$\{\w+:?[-=]([^{}$]+)\}")
_REST_OF_A_REFERENCE = 8  # characters that may stand beside one: a prefix, a scheme, `Bearer`

_SEALED = expression(
    r"encrypted:[A-Za-z0-9+/=]{40,}"  # dotenvx
    r"|ENC\[(?:AES256_GCM,data:|PKCS7,|GPG,)"  # sops, eyaml
    r"|\$ANSIBLE_VAULT;"
    r"|-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----|age-encryption\.org/v1"
    r"|U2FsdGVkX1|Salted__"  # openssl enc, transcrypt
    r"|eyJpdiI6"  # Laravel: base64 of {"iv":
    r"|ENCRYPTED\|"  # Chainlink env-enc
    r"|\{cipher\}"  # Spring Cloud Config
    r"|vault:v\d:"  # Vault transit
    r"|AQICAH"  # AWS KMS ciphertext
    r"|\x00GITCRYPT\x00"
)


def is_encrypted(value: str) -> bool:
    """Whether the value is sealed by a tool for it: dotenvx, sops, ansible-vault, age, PGP, git-crypt ..."""
    return _SEALED.match(value) is not None


def is_reference(value: str) -> bool:
    """Whether the value is only the place of a secret, or is filled in by another program.

    `${NAME:-default}` with a default is none: the default is what gets published.
    """
    if _STORES.match(value) or (len(value) < 1_000 and _WHOLE.fullmatch(value)):
        return True
    if _DEFAULT.search(value):
        return False
    rest, parts = _PART.subn("", value)
    return parts > 0 and len(rest.strip()) <= _REST_OF_A_REFERENCE


def with_defaults(value: str) -> str:
    """What is published of a value: where its references have defaults, those; else the value as it is."""
    return resolved(value).strip() if _DEFAULT.search(value) else value


def resolved(value: str) -> str:
    """The value with the defaults of its references in their place, and without the references that have none."""
    return _PART.sub("", _DEFAULT.sub(r"\1", value)) if "$" in value or "{" in value else value
