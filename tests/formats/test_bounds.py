from __future__ import annotations

from collections.abc import Callable

import pytest

from prodlint import formats
from prodlint.formats import Unparsable, javascript, json, python, yaml

READERS = [json.read, yaml.read, python.read, javascript.read_tsx]


@pytest.mark.parametrize("read", READERS)
def test_a_huge_text_is_refused_before_it_becomes_a_tree(
    read: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST", 10)
    read("[1, 2, 3]\n")
    with pytest.raises(Unparsable, match="too large"):
        read("[1, 2, 34]\n")
