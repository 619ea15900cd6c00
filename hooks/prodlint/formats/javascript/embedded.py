"""The scripts inside of Vue, Svelte, Astro and HTML files, each left where it is."""

import re

from prodlint.expressions import expression

# Attributes may hold ">" in quotes (`generic="T extends Map<string, X>"`); the bounds keep this linear.
_OPENING = expression(r"""<!--|<script\b((?:[^<>"']|"[^"]{0,300}"|'[^']{0,300}'){0,300})>""", re.IGNORECASE)
_CLOSING = expression(r"</script", re.IGNORECASE)
_FRONTMATTER = expression(r"\s*---[ \t]*\n")
_FENCE = expression(r"^---[ \t]*$", re.MULTILINE)
_TYPE = expression(r"""\btype\s*=\s*["']?([\w/+.-]*)""", re.IGNORECASE)
_TYPESCRIPT = expression(r"""\blang\s*=\s*["']?(?:ts|typescript)\b""", re.IGNORECASE)
_SCRIPT_TYPES = ("", "module", "text/javascript", "application/javascript", "text/babel", "text/typescript")
_VISIBLE = expression(r"[^\n]")


def scripts(text: str) -> tuple[str, str]:
    """The text with everything but the scripts blanked, and the dialect ("tsx" or "typescript") to read it in.

    Every script keeps its lines and columns; where one ends stands a semicolon.
    """
    kept: list[str] = []
    position, dialect = 0, "tsx"

    def keep(start: int, end: int) -> int:
        """Blank up to `start`, keep up to `end`; gives the position after the semicolon put at `end`."""
        kept.extend((_VISIBLE.sub(" ", text[position:start]), text[start:end], ";" if end < len(text) else ""))
        return min(end + 1, len(text))

    opening = _FRONTMATTER.match(text)
    fence = _FENCE.search(text, opening.end()) if opening else None
    if opening and fence:
        position = keep(opening.end(), fence.start())
    search = position
    while (found := _OPENING.search(text, search)) is not None:
        search = found.end()
        if found[1] is None:
            end = text.find("-->", search)
            search = end if end >= 0 else len(text)
            continue
        kind = _TYPE.search(found[1])
        closing = _CLOSING.search(text, search)
        end = closing.start() if closing else len(text)
        if kind is None or kind[1].lower() in _SCRIPT_TYPES:
            if _TYPESCRIPT.search(found[1]):
                dialect = "typescript"
            position = keep(search, end)
        search = end
    kept.append(_VISIBLE.sub(" ", text[position:]))
    return "".join(kept), dialect
