"""The forms of server credentials and of public keys."""

import re
from functools import cache

from prodlint.credentials.placeholders import is_known_test_key, is_sequence, says_placeholder
from prodlint.credentials.randomness import is_random
from prodlint.expressions import expression
from prodlint.tables.credential_formats import FORMATS, Format
from prodlint.tables.public_shapes import DEMO_ISSUERS, DEMO_SUBJECTS, PUBLIC_ROLES, PUBLIC_SHAPES, SERVER_ROLES

_FEWEST_SYMBOLS = 7  # different characters in the body of a key; a mask has fewer
_BODY_LOOKED_AT = 160
_PEM = expression(r"-----BEGIN (?:[A-Z0-9]{1,10} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_PEM_LENGTH = 8_000
_PEM_BODY = 100  # base64 characters; sample keys are cut shorter
_PEM_IN_BASE64 = "LS0tLS1CRUdJTi"  # base64 of "-----BEGIN"
_JWT = expression(r"(?<![\w-])eyJ[\w-]{10,}\.(e[yw][\w-]{10,})\.[\w-]{20,}")
_PUBLIC = expression("|".join(f"(?:{shape})" for shape in PUBLIC_SHAPES))
_LONGEST_PUBLIC = 1_000


def kind_of(value: str, name: str = "") -> str | None:
    """What server credential is somewhere in the text: "an OpenAI key", "a private key"; None where none is.

    `name` is that of the variable: some vendors' forms count only under a name that holds the vendor. A form
    whose body is a placeholder, and keys that documentation prints, do not count. A JWT counts if its payload
    has a server role; `is_jwt` tells the others.
    """
    if _has_private_key(value):
        return "a private key"
    if any(role in SERVER_ROLES for role in _jwt_roles(value)):
        return "a JWT with a server role"
    plain_name = re.sub(r"[\W_]", "", name).lower()
    for row in FORMATS:
        if row.marker in value and _names_vendor(row, plain_name) and _matches(row, value):
            return row.kind
    return None


def is_jwt(value: str) -> bool:
    """Whether a signed JWT is somewhere in the text that is neither public by its role nor a known sample."""
    return any(role not in PUBLIC_ROLES for role in _jwt_roles(value))


def is_public(value: str) -> bool:
    """Whether the whole value is of a form that is public by design: publishable keys, site keys, a Sentry DSN."""
    if len(value) > _LONGEST_PUBLIC:
        return False
    roles = _jwt_roles(value)
    return _PUBLIC.fullmatch(value) is not None or bool(roles and set(roles) <= PUBLIC_ROLES)


def _names_vendor(row: Format, plain_name: str) -> bool:
    return not row.vendors or any(vendor in plain_name for vendor in row.vendors)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9])(?:{pattern})(?![A-Za-z0-9])")


def _matches(row: Format, value: str) -> bool:
    for match in _compiled(row.pattern).finditer(value):
        body = match[0][match[0].find(row.marker) + len(row.marker) :]
        if is_known_test_key(match[0]) or is_known_test_key(body) or not _is_random_body(body):
            continue
        if not row.vendors or is_random(match[0]):
            return True
    return False


def _is_random_body(body: str) -> bool:
    head = body[:_BODY_LOOKED_AT]
    return len(set(head)) >= _FEWEST_SYMBOLS and not says_placeholder(head) and not is_sequence(head)


def _has_private_key(value: str) -> bool:
    if _PEM_IN_BASE64 in value:
        start = value.index(_PEM_IN_BASE64)
        value = _decoded(value[start : start + _PEM_LENGTH])
    for begin in _PEM.finditer(value):
        body = value[begin.end() : begin.end() + _PEM_LENGTH].partition("-----")[0]
        letters = re.sub(r"\\[nr]|[^A-Za-z0-9+/=]", "", body)
        if len(letters) >= _PEM_BODY and _is_random_body(letters) and "..." not in body:
            return True
    return False


def _jwt_roles(value: str) -> list[str]:
    """The role of each JWT in the text, "" for none; samples that documentation prints are left out."""
    return [str(payload.get("role", "")) for payload in _payloads(value) if not _is_sample(payload)]


def is_sample_jwt(value: str) -> bool:
    """Whether a JWT that documentation prints is somewhere in the text."""
    return any(map(_is_sample, _payloads(value)))


def _payloads(value: str) -> list[dict[str, object]]:
    found = _JWT.finditer(value) if "eyJ" in value else ()
    return [payload for match in found if (payload := _json_object(_decoded(match[1])))]


def _is_sample(payload: dict[str, object]) -> bool:
    return payload.get("iss") in tuple(DEMO_ISSUERS) or payload.get("sub") in tuple(DEMO_SUBJECTS)


def _json_object(text: str) -> dict[str, object]:
    import json

    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _decoded(text: str) -> str:
    """Base64 in either alphabet, padded or not, as text; "" where it is none."""
    text = text.rstrip("=")
    text = text[: len(text) - (len(text) % 4 == 1)]
    import base64

    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "replace")
    except ValueError:
        return ""
