"""The pages of the hooks are true: the hooks judge their examples, and say what is printed below them."""

from __future__ import annotations

import re

import pytest

from golden import accepted
from pages import FOLDER, SECTIONS, Example, examples, page, rebuilt, said, sections
from prodlint import HOOKS

EXAMPLES = [(hook, example) for hook in HOOKS for example in examples(page(hook))]


def test_every_hook_has_a_page_and_no_page_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == set(HOOKS)


@pytest.mark.parametrize("hook", HOOKS)
def test_page(hook: str) -> None:
    bodies = sections(page(hook))
    assert tuple(bodies)[1:] == SECTIONS
    assert [title for title, body in bodies.items() if not body.strip()] == []
    assert re.search(r"\]\(https://[^)\s]+\)", bodies["Why"])
    for title, verdict in (("Bad", "bad"), ("Good", "good"), ("Allow", "good")):
        shown = [example.verdict for example in examples(bodies[title])]
        assert shown
        assert set(shown) == {verdict}
    if any(strict for found in accepted(hook).values() for *_, strict in found):
        assert [example.verdict for example in examples(bodies[SECTIONS[-1]])] == ["strict"]


@pytest.mark.parametrize("hook", HOOKS)
def test_page_is_up_to_date(hook: str) -> None:
    assert page(hook) == rebuilt(hook, page(hook)), "run `.venv/bin/python tests/pages.py`"


@pytest.mark.parametrize(
    ("hook", "example"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else value.path
)
def test_example(hook: str, example: Example) -> None:
    status, output = said(hook, example)
    assert (status, output == "") == ((1, False) if example.verdict == "bad" else (0, True)), output
    if example.verdict == "strict":
        assert said(hook, example, "--strict")[0] == 1
