"""Settings by their names, wherever they are used: what code gives to a name that is about origins."""

from collections.abc import Iterable, Iterator

from prodlint.formats.code import ASKED, ASSIGNED, ENTRY, KEYWORD, NAME, Code, Named, fields, given_as
from prodlint.formats.regex import FULL
from prodlint.origins import PATTERNS, SETTINGS, SITE, SWITCH, VARIABLE, meaning_of
from prodlint.rules.no_wildcard_cors.code.served import is_served
from prodlint.rules.no_wildcard_cors.code.values import UNSET, Language, open_origins, open_patterns, open_switches
from prodlint.rules.no_wildcard_cors.opening import Hit
from prodlint.spelling import words_of
from prodlint.tables.cors_effects import CLOSED
from prodlint.tables.cors_library import Library
from prodlint.tables.origin_names import FORMS, TRUSTED, TRUSTED_OF

_MANAGED = "CORS_ALLOW_ALL_ORIGINS"  # aws_cdk.aws_cloudfront.ResponseHeadersPolicy
_READERS = frozenset({"getenv", "env", "config", "str", "list"})  # `os.getenv("ORIGINS")` names origins in full
# cloud.google.com/storage/docs/cross-origin: the keys beside `origin`
_BUCKET = frozenset(("maxAgeSeconds", "responseHeader"))
_SHORT = frozenset({"origin", "origins", "allow", "allowed", "domains"})


def settings(code: Code, more: Iterable[Named] = (), held: tuple[str, ...] = SETTINGS) -> Iterator[Named]:
    """What is given to names that are about origins, with what is around them; `more` comes beside what the code gives.

    `held` is what the names mean (`origins.meaning_of`). The default of a read comes once, under the name that is read.
    """
    asked = code.once(_asked)
    for named in (*code.named_values(), *more):
        if named.how == ASSIGNED and named.name in asked and code.string(named.value) is not None:
            named = named._replace(name=asked[named.name], how=ASKED)  # `if not origins: origins = "*"`
        name = _full(code, named)
        meant = meaning_of(name)
        if (meant in held or (named.how == ASKED and meant == VARIABLE)) and not _is_of_forms(code, named):
            yield named._replace(name=named.name.lstrip("-") if named.how == ASKED else name)


def _is_of_forms(code: Code, named: Named) -> bool:
    is_trusted = named.name == TRUSTED and any(one.startswith(TRUSTED_OF) for one in code.imports())
    return is_trusted or not FORMS.isdisjoint(code.inside(named.value))


def setting_hits(code: Code, language: Language, row: Library, named: Named, how: str = FULL) -> Iterator[Hit]:
    """What a setting lets in, by what its name holds; `how` its expressions are applied."""
    for hit in _held(code, language, row, named, how):
        is_default = named.how == ASKED and not hit.what.endswith(UNSET)
        yield hit._replace(what=hit.what + UNSET) if is_default else hit


def _held(code: Code, language: Language, row: Library, named: Named, how: str) -> Iterator[Hit]:
    name, value, node, meant = f"`{named.name}`", named.value, named.node, meaning_of(named.name)
    if meant == PATTERNS:
        credentials = row.default_credentials
        yield from open_patterns(code, value, row, node, how=how, name=name, credentials=credentials)
    elif meant == SWITCH:
        for place in open_switches(code, value, node, text=named.how == ASKED):
            yield Hit(place, f"every origin is allowed by {name}", row.star)
    else:
        row = row._replace(match=CLOSED) if meant in (SITE, VARIABLE) else row
        yield from open_origins(code, language._replace(echoes=False), value, row, node, name=name)


def constant_hits(code: Code) -> Iterator[Hit]:
    """`Cors.ALL_ORIGINS` of AWS's CDK, and CloudFront's managed policies, which answer `*`."""
    for node in code.of_kind(NAME) if "ALL_ORIGINS" in code.whole_text else ():
        owner, name = code.part_of(node)
        is_managed = name.startswith(_MANAGED)
        is_cdk = name == "ALL_ORIGINS" and owner is not None and code.name(owner) == "Cors"
        if (is_managed or is_cdk) and is_served(code, (), node):
            what = "CloudFront's managed policy answers `*`" if is_managed else "the CDK's Cors.ALL_ORIGINS is `*`"
            yield Hit(node, what, strict=is_managed)


def _asked(code: Code) -> dict[str, str]:
    """The variables of the environment that the names of a file are given first."""
    reads = ((one.name, code.environment(one.value)) for one in code.named_values() if one.how == ASSIGNED)
    return {name: read.name for name, read in reads if read is not None}


def _full(code: Code, named: Named) -> str:
    """`origins` in `class CorsSettings` or below the key `cors` is `CorsSettings.origins`, `cors.origins`."""
    name = named.name.lstrip("-")
    if not frozenset(words_of(name)) <= _SHORT or meaning_of(name) in SETTINGS:
        return name
    holder = ""
    if named.how == KEYWORD:
        holder = code.method(named.node)[1]
    elif named.how == ENTRY:
        beside = fields(code.entries(named.node)).keys()
        holder = next((one.name for one in given_as(code, named.node, 0)), "") if beside.isdisjoint(_BUCKET) else "cors"
    elif named.how == ASSIGNED:
        holder = next(iter(code.inside(named.node)[-1:]), "")
    elif named.how == ASKED and code.method(named.node)[1] in _READERS:
        holder = "cors"
    return f"{holder}.{name}" if holder else name
