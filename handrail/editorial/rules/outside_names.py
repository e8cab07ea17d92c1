"""What others can see from the outside says nothing.

What: ids of worksheets' fields and options, and titles of worksheets, hold none of the words under ``outside`` in words.yml;
neither do the discreet name and the course's names in program.yml. Titles of family worksheets may, so that they are found.
Why: ids stand in addresses, histories and logs; a sheet lies on a table; a course name stands on a phone's screen.
Source: 42 CFR part 2 (that someone is in treatment is itself protected).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...model import Check, Field, Module, Program, Worksheet
from ...problems import Problem
from ..context import Context
from ..lexicon import fault

NAME = "outside-names"

_ALWAYS = ("addict", "alcohol", "drug", "iop", "opioid", "overdose", "recovery", "rehab", "relapse", "sober", "sud")
"""For program.yml, which has no language: words.yml adds to these and cannot take any away."""


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield ids and titles that tell."""
    telling = _pattern((*_ALWAYS, *context.words.outside))
    for activity in module.activities if module.language == "en" else ():
        for own, text in _ids(activity):
            found = telling.search(own)
            if found:
                line = context.text_line(text, activity.id, activity.line)
                message = f'The id "{own}" holds the word "{found[0]}", and ids can be seen from the outside.'
                yield context.error(NAME, line, message, "Take a neutral word; once it is published an id stays forever.")
    if not module.is_family:
        for sheet in module.worksheets:
            found = telling.search(sheet.title)
            if found:
                line = context.text_line(sheet.title, sheet.id, sheet.line)
                message = f'The title "{sheet.title}" holds the word "{found[0]}", and the sheet lies on a table.'
                yield context.error(NAME, line, message, 'Take a neutral title, such as "My wave log".')


def check_program(program: Program, path: str, today: dt.date) -> Iterator[Problem]:  # noqa: ARG001 - the shape of every rule
    """Yield names on the outside that tell."""
    telling = _pattern(_ALWAYS)
    course = program.course
    outside: Iterable[tuple[str, str, int]] = [
        ("discreet_name", program.discreet_name, program.line),
        *(("course: " + key, getattr(course, key), course.line) for key in ("org", "number", "run")),
    ]
    for key, value, line in outside:
        found = telling.search(value)
        if found:
            yield Problem(
                path,
                line,
                f'"{key}: {value}" holds the word "{found[0]}", and others can see it.',
                'Take a neutral name, such as "Skills Course".',
                NAME,
            )


def _ids(activity: Worksheet | Check) -> Iterator[tuple[str, str]]:
    """Yield each id below an activity with the words that stand beside it."""
    if isinstance(activity, Check):
        for question in activity.questions:
            yield question.id, question.ask
            yield from ((name, option.text) for name, option in question.options.items())
    else:
        for field in activity.fields:
            yield from _field_ids(field)


def _field_ids(field: Field) -> Iterator[tuple[str, str]]:
    yield field.id, field.ask
    yield from (getattr(field, "options", None) or {}).items()
    for column in getattr(field, "columns", None) or []:
        yield from _field_ids(column)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    usable = "|".join(word for word in words if not fault(word))
    return re.compile(rf"\b(?:{usable})\w*", re.IGNORECASE)
