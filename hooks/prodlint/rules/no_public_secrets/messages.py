"""What is said of a variable: why it reaches the browser, what it holds, and where to read it instead."""

import re

from prodlint.expressions import expression
from prodlint.finding import Finding, reasoned
from prodlint.rules.no_public_secrets.sighting import Sighting, server_kind
from prodlint.spelling import words_of
from prodlint.tables.public_names import SHORT_LIVED

HOOK = "no-public-secrets"
_NAME = expression(r"[A-Za-z_]\w{0,79}|process\.env", re.ASCII)


def finding(path: str, sightings: list[Sighting]) -> Finding | None:
    """The finding for all places of one variable in a file; None where none of them has a reason.

    It stands at the first declaration that has one, else at the first read, and counts the other lines.
    """
    told = [one for one in sightings if one.reason and not one.reason.strict]
    told = told or [one for one in sightings if one.reason]
    if not told:
        return None
    first = min(told, key=lambda one: (not one.declares, one.line, one.column))
    assert first.reason is not None
    others = len({one.line for one in sightings} - {first.line})
    count = f" (and {others} more line{'s' if others > 1 else ''})" if others else ""
    exposed = first.exposed
    # A list of names may hold a value by mistake.
    is_name = _NAME.fullmatch(exposed.name) and server_kind(exposed.name, "") is None
    name = f"`{exposed.name}`" if is_name else "this variable"
    message = f"{name} is public, and {first.reason.what}{count}"
    fix = reasoned(f"{first.reason.why}, and {exposed.exposure.how}", _fix(first))
    place = path, first.line, first.column
    lines = first.first, first.last
    subject = exposed.name if is_name else ""
    return Finding(*place, HOOK, message, fix, first.reason.strict, *lines, subject=subject)


def _fix(first: Sighting) -> str:
    exposed = first.exposed
    if not exposed.bare:
        return exposed.exposure.instead
    named = exposed.exposure.prefix and exposed.bare != exposed.name and _NAME.fullmatch(exposed.bare)
    short_lived = next((SHORT_LIVED[word] for word in words_of(exposed.bare) if word in SHORT_LIVED), "")
    if short_lived:
        return f"{short_lived}.\nChange this one if it was ever set: what was built holds it."
    rename = f"Rename it to {exposed.bare} and read it" if named else "Take it out of there and read it"
    return f"{rename} {exposed.exposure.instead}.\nRotate the credential if it was ever set: what was built holds it."
