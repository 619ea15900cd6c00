"""Whether a text works as a key or password, so that whoever reads it can use it."""

import re

from prodlint.credentials.references import is_encrypted, is_reference
from prodlint.expressions import expression
from prodlint.spelling import words_of

_LONGEST = 4_000
# Hashes of passwords, public keys, certificates.
_NO_SECRET = expression(
    r"\$(?:2[abxy]|argon2\w*|5|6|scrypt|pbkdf2[\w-]*)\$|pbkdf2_sha\d+\$"
    r"|-----BEGIN (?:PUBLIC KEY|RSA PUBLIC KEY|CERTIFICATE)|.*public[-_ ]?key"
)
# Where something is, names of algorithms and of files, words that say there is none.
_NOT_ITSELF = expression(
    r"(?:https?|file|ssm|arn)://?\S*|(?:~|\.{1,2})?/[\w.@/ -]+|[\w./-]+\.(?:pem|key|crt|json|txt|ya?ml|env|py|ts|js)"
    r"|(?:HS|RS|ES|PS)(?:256|384|512)|AES[-\w]*|(?i:none|null|nil|undefined|true|false|auto|generated|random)|[\*x•]+"
)
# A template of another program, or a word that says that one puts the real value in its place.
_FILLED_IN = expression(
    r"\{\{|\}\}|<%|%\(|\$\{\{|\$\(|(?<!\w)__\w{1,60}__$|(?i:override[-_ ]?me|fail[-_ ]to[-_ ]start)|^<[^<>]+>$"
    r"|^\[[A-Z_ ]+\]$|^@@\w+@@$"
)
_SENTENCE = expression(r"\S+(?: \S+){4,}|.*[.!?:]$", re.DOTALL)
_VARIABLE = expression(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def works(text: str) -> bool:
    """Whether a text is a secret that works as it stands: any literal, weak or random.

    Not what is empty, filled in by another program, sealed, a hash, a public key, a place or the name of an algorithm.
    """
    value = text.strip()
    if not value or len(value) > _LONGEST or is_encrypted(value) or is_reference(value):
        return False
    return not (_NO_SECRET.match(value) or _NOT_ITSELF.fullmatch(value) or _FILLED_IN.search(value))


def is_told(text: str, name: str) -> bool:
    """Whether a text under a name rather tells people something, or names the variable: a message, "JWT_SECRET"."""
    value = text.strip()
    if _SENTENCE.fullmatch(value) or words_of(value) == words_of(name):
        return True
    return _VARIABLE.fullmatch(value) is not None
