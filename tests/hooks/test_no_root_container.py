"""Users and base images by their names."""

from __future__ import annotations

import pytest

from prodlint.rules.no_root_container.bases import starts_as_root, steps_down
from prodlint.rules.no_root_container.users import is_root


@pytest.mark.parametrize("user", ["root", "0", "0:0", "root:root", "root:app", "00", '"root"', " root "])
def test_is_root(user: str) -> None:
    assert is_root(user)


@pytest.mark.parametrize("user", ["app", "1000", "1000:0", "${UID}", "", "rooted", ":root", "ContainerAdministrator"])
def test_is_another_user(user: str) -> None:
    assert not is_root(user)


@pytest.mark.parametrize(
    "image",
    [
        "python",
        "python:3.12-slim",
        "Python:3.12",
        "docker.io/library/node:22",
        "docker.io/node",
        "public.ecr.aws/docker/library/golang:1.24",
        "node:${V}-alpine",
        "debian:12@sha256:" + "0" * 64,
        "mcr.microsoft.com/dotnet/aspnet:9.0",
        "oven/bun:1",
        "php:8.3-cli",
    ],
)
def test_starts_as_root(image: str) -> None:
    assert starts_as_root(image)


@pytest.mark.parametrize(
    "image",
    [
        "",
        "$BASE",
        "shop/python:3.12",
        "localhost:5000/python",
        "bitnami/python",
        "cgr.dev/chainguard/python",
        "gcr.io/distroless/python3:nonroot",
        "public.ecr.aws/lambda/python:3.12",
        "mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled",
        "mcr.microsoft.com/devcontainers/python",
        "php:8.3-fpm",
        "php:8.3-apache",
        "postgres:16",
        "nginx",
    ],
)
def test_is_not_known_to_start_as_root(image: str) -> None:
    assert not starts_as_root(image)


@pytest.mark.parametrize("image", ["postgres:16", "docker.io/library/redis", "php:8.3-fpm", "supabase/postgres:15"])
def test_steps_down(image: str) -> None:
    assert steps_down(image)


@pytest.mark.parametrize("image", ["python:3.12", "php:8.3-cli", "grafana/grafana"])
def test_does_not_step_down(image: str) -> None:
    assert not steps_down(image)
