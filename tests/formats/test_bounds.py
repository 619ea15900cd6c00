from __future__ import annotations

from collections.abc import Callable

import pytest

from prodlint import formats
from prodlint.formats import (
    Unparsable,
    braces,
    dockerfile,
    dotenv,
    javascript,
    json,
    nginx,
    python,
    shell,
    toml,
    yaml,
)

READERS = [
    json.read, yaml.read, toml.read, python.read, javascript.read_tsx, shell.split, dotenv.read, dockerfile.read,
    nginx.read, braces.read,
]  # fmt: skip


@pytest.mark.parametrize("read", READERS)
def test_a_huge_text_is_refused_before_it_becomes_a_tree(
    read: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "MOST", 10)
    read('["abcdef"]')
    with pytest.raises(Unparsable, match="too large"):
        read('["abcdefg"]')
