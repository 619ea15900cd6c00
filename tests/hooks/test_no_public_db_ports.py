"""What a published port opens, and to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodlint.formats.published import Published, is_open, ports_of, short
from prodlint.rules.no_public_db_ports.ports import database, image_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5432", Published("", range(5432, 5433))),
        ("15432:5432", Published("", range(5432, 5433))),
        ("127.0.0.1:15432:5432", Published("127.0.0.1", range(5432, 5433))),
        ("127.0.0.1::5432", Published("127.0.0.1", range(5432, 5433))),
        ("[::1]:5432:5432", Published("[::1]", range(5432, 5433))),
        ("::1:5432:5432", Published("::1", range(5432, 5433))),
        ("6379-6381:6379-6381/udp", Published("", range(6379, 6382), "udp")),
        ("${PORT:-5432}:5432", Published("", range(5432, 5433))),
        ("${BIND:-127.0.0.1}:5432:5432", Published("127.0.0.1", range(5432, 5433))),
        ("${BIND:?set it}:5432:5432", Published("$?", range(5432, 5433))),
        ("${A}:${B}", Published("", range(0))),
        ("{{ bind }}:5432:5432", Published("$?", range(5432, 5433))),
    ],
)
def test_short_form(text: str, expected: Published) -> None:
    assert short(text) == expected


@pytest.mark.parametrize("address", ["", "0.0.0.0", "[::]", "::", "*", "8.8.8.8", "2606:4700::1111"])
def test_open(address: str) -> None:
    assert is_open(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "[::1]", "10.0.0.5", "192.168.1.2", "100.64.0.1", "fd00::1", "localhost", "$?"],
)
def test_not_open(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize(
    ("ports", "image", "protocol", "expected"),
    [
        ("5432", "", "tcp", "PostgreSQL"),
        ("6379", "falkordb/falkordb:v4", "tcp", "FalkorDB"),
        ("3000", "falkordb/falkordb:v4", "tcp", ""),
        ("7000", "redis:7", "tcp", "Redis"),
        ("", "mysql", "tcp", "MySQL"),
        ("27017", "", "udp", ""),
        ("1-65535", "", "tcp", ""),
        ("80", "nginx", "tcp", ""),
    ],
)
def test_database(ports: str, image: str, protocol: str, expected: str) -> None:
    assert database(ports_of(ports), image, protocol) == expected


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("postgres", "PostgreSQL"),
        ("docker.io/library/postgres:16-alpine", "PostgreSQL"),
        ("registry.example:5000/mirror/redis@sha256:00", "Redis"),
        ("mysql:${VERSION:-8}", "MySQL"),
        ("${DB_IMAGE:-mongo:7}", "MongoDB"),
        ("dpage/pgadmin4", ""),
        ("mongo-express", ""),
        ("postgres-exporter", ""),
        ("postgrest/postgrest", ""),
    ],
)
def test_image(image: str, expected: str) -> None:
    assert image_of(image) == expected


@given(st.text(alphabet="0123456789:-/.[]${}?ab ", max_size=60))
def test_never_fails(text: str) -> None:
    published = short(text)
    database(published.ports, text, published.protocol)
    is_open(published.address)
