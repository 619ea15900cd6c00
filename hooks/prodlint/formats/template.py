"""Template tags (Go and Helm, Jinja, ERB) out of the way of a parser, and back again.

GitHub's `${{ }}` is ordinary text in every format that it appears in.
"""

import re

from prodlint.expressions import expression

# Each tag becomes one character of plane 16, which is its number, and filler of plane 15: both private use.
_NUMBER, _FILLER = 0x100000, "\U000f0000"
_MAX_TAGS = 0xFFFD
_MASK = expression("[\U00100000-\U0010ffff]\U000f0000*")
_ONLY_MASKS = expression("^[ \t]*[\U000f0000-\U0010ffff][ \t\U000f0000-\U0010ffff]*$", re.MULTILINE)

# The inside of a tag never holds the beginning of another (but in a string), so that unclosed ones cost no square.
_TAG = expression(
    r"""
      \{\{-?[ \t]*/\* (?: [^*/] | \*(?!/) | /(?!\*) )* \*/ [ \t]*-?\}\}
    | (?<!\$)\{\{ (?: [^{}"'`] | "[^"\n]*" | '[^'\n]*' | `[^`]*` | \{[^{}\n]*\} | \}(?!\}) ){0,2000}? \}\}
    | (?<!\$)\{\{ [^{}\n]* \}\}
    | \{%[-+\s] (?: [^{%] | %(?!\}) | \{(?!%) )* %\}
    | \{\#[-\s] (?: [^{\#] | \#(?!\}) | \{(?!\#) )* \#\}
    | <%[-=\#\s] (?: [^<%] | %(?!>) | <(?!%) )* %>
    | [\U000f0000-\U0010ffff]  # what the text itself holds of them is masked like a tag
    """,
    re.VERBOSE,
)
# What a block of YAML holds is its text, if it puts something out.
_BLOCK = expression(r"[:-][ \t]+[|>][-+0-9]*$")
_PUTS_OUT = expression(r"\{\{-?\s*(?!if\b|else\b|end\b|range\b|with\b|define\b|block\b|template\b|include\b|/\*)")


# `{{ .Values.mode | default "x" }}`, `{{ default "x" .Values.mode }}`, `{{ mode | default('x') }}`,
# `<%= ENV.fetch("MODE", "x") %>`, `<%= ENV["MODE"] || "x" %>`, `<%= OpenSSL::SSL::VERIFY_NONE %>`
_DEFAULT = expression(
    r"""
      \{\{ [^{}]{0,200}? \bdefault\b [\s(]* (?P<quote>["']) (?P<tag>[^"'{}]*) (?P=quote) [^{}]{0,100} \}\}
    | <%= [^%]{0,100}? (?:
        ENV [^%]{0,200} (?:,|\|\||\{) \s* ["'] (?P<erb>[^"'%]*) ["'] [\s)}]* | ::(?P<name>\w+) \s*
      ) -?%>
    """,
    re.VERBOSE,
)


def with_defaults(text: str) -> str:
    """A text in which tags are what they put in where nothing is set; of a constant its name."""
    if "{{" not in text and "<%=" not in text:
        return text
    return _DEFAULT.sub(lambda found: found["tag"] or found["erb"] or found["name"] or "", text)


class Masked:
    """`text` with its template tags masked: as many lines, and every other character in its line and column.

    A line that holds nothing but tags becomes empty, unless it is all that a block holds; any other tag reads as a
    plain word.
    """

    def __init__(self, text: str) -> None:
        self._tags: list[str] = []
        self.text = text
        if "{{" in text or "{%" in text or "{#" in text or "<%" in text:
            self.text = _ONLY_MASKS.sub(self._only, _TAG.sub(self._mask, text))

    def _mask(self, tag: re.Match[str]) -> str:
        number = min(len(self._tags), _MAX_TAGS)
        self._tags.append(tag.group())
        first, *others = tag.group().split("\n")
        mask = chr(_NUMBER + number) + _FILLER * (len(first) - 1)
        return "\n".join([mask, *(" " * len(line) for line in others)])

    def _only(self, line: re.Match[str]) -> str:
        """A line of nothing but tags, where it begins a block of text; else an empty one."""
        end = max(line.start() - 1, 0)
        head = line.string[line.string.rfind("\n", 0, end) + 1 : end].rstrip()
        is_within = _BLOCK.search(head) is not None and _indent(line[0]) > _indent(head)
        return line[0] if is_within and _PUTS_OUT.match(self.restore(line[0].lstrip())) else ""

    def restore(self, text: str) -> str:
        """A piece of the masked text with its tags as they were written; the same string if it has none."""
        if not self._tags:
            return text
        return _MASK.sub(lambda mask: self._tags[ord(mask.group()[0]) - _NUMBER], text)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
