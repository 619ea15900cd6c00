"""What must be blocked is blocked, or said to be unreadable, whatever stands around it; `silence.py` tries them all."""

from __future__ import annotations

import pytest

import silence

CASES = 8  # of each kind


@pytest.mark.parametrize("family", silence.BROKEN)
def test_what_should_not_matter_silences_nothing(family: str) -> None:
    places = list(silence.places([], [family]))
    tried, silent = 0, []
    for place in places[:: len(places) // CASES or 1]:
        for changed in silence.changes(place.path, place.text, place.line):
            tried += 1
            if silence.is_silent(place, changed):
                silent.append(f"{place.hook} {place.case['name']} {place.path}: {changed.change}")
    assert tried > 100
    assert len(silent) <= silence.MOST * tried, silent
