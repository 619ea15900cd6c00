"""YAML as nodes, from the events of libyaml: nothing is constructed, no tag is obeyed, no alias expanded.

Events rather than `yaml.compose`: composing recurses in C and ends the process on deep nesting.
"""

import re

from prodlint.expressions import expression
from prodlint.formats import Unparsable, bounded
from prodlint.formats.mending import mended
from prodlint.formats.node import Node
from prodlint.formats.template import Masked

# What libyaml refuses, or takes for the end of a line where nobody else does (YAML 1.1 knows five of them).
# Alternatives compile ten times as fast as one set of all.
_ODD = expression("[\0-\x08\x0b-\x1f\x7f-\x9f]|[\u2028\u2029]|[\ud800-\udfff]|\ufeff|\ufffe|\uffff")
_BLANK_LINE = expression(r"^ *\t[ \t]*$", re.MULTILINE)


def read(text: str) -> list[Node]:
    """The documents of a YAML text; template tags in it are kept as text (`Scalar.templated`).

    Raises Unparsable where libyaml does, for huge texts and for nesting deeper than `MAX_DEPTH`, with the documents of
    the lines that can be read.
    """
    masked = Masked(_BLANK_LINE.sub("", _ODD.sub("\ufffd", bounded(text))))

    def attempt(tried: str) -> list[Node]:
        from prodlint.formats.yaml_events import documents

        return documents(masked, tried)

    try:
        return attempt(masked.text)
    except Unparsable as refusal:
        raise mended(refusal, masked.text, attempt, lambda _: ("",)) from None
