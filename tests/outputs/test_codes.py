"""Codes to scan: squares that a phone can tell apart, on a wall and on a sheet of paper."""

from __future__ import annotations

import re

import pytest

from handrail.outputs.shared.codes import qr_code

HANDOUT = 25.0
"""How wide a handout prints a code, in mm (``templates/print/handout.css``)."""


def across(code: str) -> int:
    """Return how many squares wide a drawing is."""
    found = re.search(r'viewBox="0 0 (\d+) \1"', code)
    assert found is not None
    return int(found[1])


def address(letters: int) -> str:
    """Return an address of so many letters."""
    return "https://skills.example.org/".ljust(letters, "a")


@pytest.mark.parametrize("letters", [31, 42, 60, 70, 84, 107, 125, 134])
def test_a_handouts_squares_are_large_enough_for_a_phone(letters: int) -> None:
    """At least 0.6 mm: where the usual spare would need more of them, there is less spare."""
    assert across(qr_code(address(letters))) * 0.6 <= HANDOUT


@pytest.mark.parametrize(("letters", "squares"), [(32, 25), (53, 29), (78, 33), (106, 37)])
def test_a_code_on_a_wall_has_the_fewest_squares_and_white_around_them(letters: int, squares: int) -> None:
    """What fits into a code of a size at its least spare is drawn in it, four squares of white on each side included."""
    code = qr_code(address(letters), name="Code", wall=True)

    assert squares + 8 == across(code)
    assert 'role="img" aria-label="Code"' in code


def test_paper_may_be_torn() -> None:
    """On paper a short address keeps the spare that mends a seventh of the code."""
    assert across(qr_code(address(53))) > across(qr_code(address(53), wall=True)) - 8
