"""No doses, tapers or schedules of a medicine.

What: nothing under ``doses`` in words.yml matches: amounts with a unit, tapers, missed-dose rules, how many pills.
Why: a dose is a prescriber's word to one person; on a page for everyone it can kill.
Source: FDA policy for device software functions (dosing is treatment advice); clinical practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem
from ..context import Context

NAME = "doses"


def check_text(context: Context) -> Iterator[Problem]:
    """Yield doses."""
    for hit in context.hits:
        if hit.category == "doses":
            found = context.found(hit.start, hit.end)
            remedy = 'Leave it out. Say "ask your prescriber or pharmacist".'
            yield context.error(
                NAME, context.reading.line_at(hit.start), f'"{found}" reads like a dose or a schedule of a medicine.', remedy
            )
