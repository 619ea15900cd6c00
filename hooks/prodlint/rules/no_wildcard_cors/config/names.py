"""The names of settings and environment variables that hold origins, in any spelling."""

from __future__ import annotations

import re

from prodlint.spelling import squeeze

_LONGEST = 100

# Of squeezed names: `corsAllowedOrigins`, `ALLOWED_ORIGINS`, `allow-origin-patterns`, `OLLAMA_ORIGINS`.
_ORIGINS = re.compile(
    r"(?:allow(?:ed)?|cors|whitelist(?:ed)?|permitted|accepted)[a-z]*origins?"
    r"(?:list|listregex|patterns?|regex|regexes|domains?|urls?|env)?$"
    r"|cors(?:allow(?:ed)?)?(?:domains?|urls?|whitelist|allowlist)$|ollamaorigins$|allowcorsfrom$|^cors$"
)
# What such names are about otherwise: `CORS_ALLOW_HEADERS`, `CSRF_TRUSTED_ORIGINS`, `Timing-Allow-Origin`.
_OTHER = re.compile(r"csrf|timing|frame|header|method|credential|maxage|path|redirect")
_ALLOWS_ALL = re.compile(r"cors[a-z]*(?:allow|any)all|corsallowany|allow(?:all|any)origins?$|originallowall$")
# The address of one site, so that `*` can only be meant for CORS: `FRONTEND_URL` and its kin.
_FRONTEND = re.compile(r"(?:\w*_)?(?:FRONTEND(?:_\w+)?|CLIENT|WEB|WEBAPP|UI|FRONT)_(?:URL|ORIGIN)S?")


def holds_origins(name: str) -> bool:
    """Whether a setting of this name lists the origins that CORS lets in."""
    low = squeeze(name[-_LONGEST:])
    return bool(_ORIGINS.search(low)) and not _OTHER.search(low)


def allows_all(name: str) -> bool:
    """Whether a switch of this name lets every origin in when it is on."""
    low = squeeze(name[-_LONGEST:])
    return bool(_ALLOWS_ALL.search(low)) and not _OTHER.search(low)


def is_frontend(name: str) -> bool:
    """Whether an environment variable of this name is the address of a frontend."""
    return bool(_FRONTEND.fullmatch(name[-_LONGEST:]))
