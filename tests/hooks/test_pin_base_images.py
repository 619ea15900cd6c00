"""Whether what a reference names can change."""

from __future__ import annotations

import pytest

from prodlint.rules.pin_base_images.references import moves

DIGEST = "@sha256:" + "0" * 64


@pytest.mark.parametrize("reference", ["node", "node:latest", "ghcr.io/shop/api", "localhost:5000/shop/api", "$R/node"])
def test_moves_at_every_level(reference: str) -> None:
    for level, asked in (("tag", "version in the tag"), ("", "digest"), ("digest", "digest")):
        found = moves(reference, level)
        assert found is not None
        assert asked in found[1]


@pytest.mark.parametrize("reference", ["node:22", "ghcr.io/shop/api:1.4.2", "localhost:5000/api:1", "${R}/node:22"])
def test_moves_at_level_digest(reference: str) -> None:
    assert not moves(reference, "tag")
    assert moves(reference, "digest")
    assert moves(reference, "")


@pytest.mark.parametrize(
    "reference",
    [
        "node" + DIGEST,
        "node:22" + DIGEST,
        "localhost:5000/api" + DIGEST,
        "scratch",
        "",
        "node:$V",
        "$BASE",
        "shop/{{ x }}",
        "<image>",
    ],
)
def test_stays(reference: str) -> None:
    assert not moves(reference, "")
