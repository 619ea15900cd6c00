"""Conditions that ask for plain text, or for a certificate that nobody checks, on purpose."""

from prodlint.expressions import expression
from prodlint.formats.guards import Guard
from prodlint.rules.require_db_tls.judgement import is_mode
from prodlint.spelling import squeeze, words_of
from prodlint.tables.database_tls import WEAK_MODES

# What a condition asks that leads to plain text on purpose, and to a certificate that is not checked.
_ASKED = expression(r"ssl|tls|secure|verify|plaintext")
_ASKED_UNCHECKED = expression(
    r"verif|validat|secure|selfsign|selfcert|skip|unauthorized|bypass|ignore|unsafe|trust|invalid|check(?!out)"
)
_NAMED_MODES = WEAK_MODES - {"none", "false"} | {"off"}
_REQUIRING = frozenset(("require", "required"))  # as libpq reads it: nothing is checked
_LOCAL_WORDS = frozenset("local localhost socket".split())


def asks(guard: Guard, *, unchecked: bool) -> bool:
    """Whether a condition asks for what is open by its subject or its values, or says that all is local."""
    if is_mode(guard.subject) and not guard.values:
        return False  # whether a mode is set asks for none
    values = frozenset(word for value in guard.values for word in (value.lower(), *words_of(value)))
    names_mode = not values.isdisjoint(_NAMED_MODES | _REQUIRING if unchecked else _NAMED_MODES)  # `"disable" => ...`
    if (_ASKED_UNCHECKED if unchecked else _ASKED).search(squeeze(" ".join((guard.subject, *guard.values)))):
        return True
    is_local = not _LOCAL_WORDS.isdisjoint(values.union(words_of(guard.subject)))
    return guard.holds and (names_mode or is_local)
