"""What means "any origin" in settings, as a value or as a default, and which paths serve nothing but static files."""

from __future__ import annotations

import re

from prodlint.rules.no_wildcard_cors.patterns import is_any_regex

_PARTS = re.compile(r"[\s,;|\"'\[\](){}\\]+")
# A star alone; also with a scheme or a port: nothing is left that an origin would have to match.
_STAR = re.compile(r"\*{1,2}|(?:\*|https?|https\?|http\*)://\*(?::\*)?|\*:\*|(?:\*|http\*?)://\*:?\*?")
# What shows that a value is meant as a regular expression, so that a plain origin is never taken for one.
_REGEX = re.compile(r"\^|\.[*+]|\[\^|\\S")
_DEFAULT = re.compile(
    r"""
      \$\{[\w.-]+:?[-:=][ ]?["']?(?P<shell>\*)["']?\}          # compose, shell, Spring: ${X:-*}, ${X:*}
    | \{\$\w+:(?P<caddy>\*)\}
    | \bdefault[ (]+["'](?P<template>\*)["']                   # Helm, Jinja
    | (?:\|\||\?\?|\bor)[ ]?["'](?P<expression>\*)["']\s*\}\}  # workflows
    """,
    re.VERBOSE,
)

VALUE, DEFAULT = "value", "default"


_SWITCHES = frozenset(("", "true", "false", "1", "0", "yes", "no", "on", "off", "http", "https", "http://", "https://"))


def may_mean(text: str) -> bool:
    """Whether a value can mean anything here, so that few names are looked at."""
    return "*" in text or "+" in text or text.strip().lower() in _SWITCHES


def any_origin(text: str) -> str:
    """VALUE where a setting lets any origin in, DEFAULT where it does unless it is set elsewhere, else ""."""
    if "*" not in text and "+" not in text:
        return ""
    if len(text) > 2000:
        return ""
    if _DEFAULT.search(text):
        return DEFAULT
    if "{{" in text or "${" in text:
        return ""
    stripped = text.strip().strip("\"'")
    if any(_STAR.fullmatch(part) for part in _PARTS.split(stripped)):
        return VALUE
    return VALUE if _REGEX.search(stripped) and is_any_regex(stripped.strip("/")) else ""


def is_true(text: str) -> str:
    """VALUE for what switches on."""
    return VALUE if text.strip().lower() in ("true", "1", "yes", "on") else ""


def is_false(text: str) -> str:
    """VALUE for what switches off."""
    return VALUE if text.strip().lower() in ("false", "0", "no", "off") else ""


_STATIC_FOLDER = re.compile(
    r"(?:^|[/^(|\s\"'])(?:web)?(?:fonts?|assets?|static|images?|img|icons?|favicons?|css|js|dist|\.well-known|_next"
    r"|_nuxt|_astro|vendor|bundles?|build)(?![\w-])"
)
_STATIC_EXTENSION = re.compile(
    r"\.\W{0,6}(?:\w{1,5}\|){0,3}(?:css|js|mjs|woff2?|ttf|ttc|otf|eot|svgz?|png|jpe?g|gif|webp|avif|ico|wasm|map|bmp|cur)\b"
)


def is_static(place: str) -> bool:
    """Whether a path, glob or regular expression of a server names nothing but fonts, images and their like."""
    low = place.lower()
    return bool(_STATIC_FOLDER.search(low) or _STATIC_EXTENSION.search(low)) and "api" not in low
