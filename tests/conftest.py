"""Tests run apart from the git configuration, the hook environment and the colours of the person who runs them."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None, max_examples=60)
settings.load_profile("default")

# What we print is compared as it stands, also when another program starts us; here, as modules copy the environment.
for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS"):
    os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def _clean_git_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("GIT_", "PRE_COMMIT", "PRODLINT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: a tenth of the time is spent waiting for git and pre-commit."""
    return (os.cpu_count() or 1) + 1
