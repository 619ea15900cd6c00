"""Passwords in URLs and connection strings."""

import pytest

import fakes
from prodlint.credentials.urls import url_password

RANDOM = fakes.generated(20)


@pytest.mark.parametrize(
    ("value", "strength"),
    [
        ("postgres://postgres:postgres@db.example.com/app", "weak"),
        ("postgres://user:password@host:5432/app", "weak"),
        ("redis://:password@localhost:6379/0", "weak"),
        ("mongodb+srv://<user>:<password>@cluster0.example.mongodb.net/", "weak"),
        ("postgres://app:${DB_PASSWORD}@db.example.com/app", "weak"),
        ("postgres://app:{password}@db.example.com/app", "weak"),
        ("postgres://app:%(password)s@db.example.com/app", "weak"),
        ("postgres://app:Heron47x@localhost/app", "local"),
        ("postgres://app:Heron47x@127.0.0.1/app", "local"),
        ("postgres://app:Heron47x@[::1]:5432/app", "local"),
        ("postgres://app:Heron47x@db:5432/app", "local"),
        ("postgres://app:Heron47x@host.docker.internal/app", "local"),
        (f"postgres://app:{RANDOM}@db/app", "random"),
        ("postgres://app:Heron47x@db.kettlewick.com/app", "remote"),
        ("postgres://app:Heron47x@10.2.3.4/app", "remote"),
        ("postgres://app:a9#kd/8sK2@db.kettlewick.com/app", "remote"),
        ("mongodb://u:Heron47x@h1.kettlewick.com:27017,h2.kettlewick.com:27017/x", "remote"),
        ("jdbc:postgresql://db.kettlewick.com/app?user=bob&password=kd8sK2lq", "remote"),
        ("https://bob:s8dKq92x@git.kettlewick.com/x.git", "remote"),
        ("Server=tcp:x.kettlewick.com,1433;User ID=sa;Password=kd8sK2lq!;", "remote"),
        ("Server=localhost;User Id=sa;Password=Your_password123;", "weak"),
        ("host=db.kettlewick.com user=bob password=kd8sK2lq", "remote"),
        ("postgres://a:a@db.x.com/p postgres://b:s8dKq92x@db.x.com/p", "remote"),
    ],
)
def test_strength(value: str, strength: str) -> None:
    assert url_password(value) == strength


@pytest.mark.parametrize(
    "value",
    [
        "",
        "https://api.example.com:8080/a@2x.png",
        "https://9b1bab4d@o4501.ingest.sentry.io/4509",
        "postgres://localhost:5432/app?x=a@b",
        "mongodb://h1:27017,h2:27017/?x=a@b",
        "mailto:help@example.com",
        "git@github.com:a/b.git",
        "https://example.com/reset?password=",
        "password=kd8sK2lq",
        "sqlite:///x.db",
    ],
)
def test_no_password(value: str) -> None:
    assert url_password(value) is None


def test_words_of_the_name_are_weak() -> None:
    assert url_password("postgres://app:kettlewick@db.kettlewick.com/app", "KETTLEWICK_URL") == "weak"
