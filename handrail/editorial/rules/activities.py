"""Activities ask little and keep little.

What: a participant module has one check; a family module has none, and its worksheets and fields are ``keep: never``. At most
two required fields of a worksheet need writing.
Why: ticks must be enough on a bad day, or for someone who does not write; in a family home nothing may be found.
Source: W3C Making Content Usable (COGA), objectives 4 to 6; SAMHSA, trauma-informed approach (choice).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Field, Keep, Module
from ...problems import Problem
from ..context import Context

NAME = "activities"
STRUCTURE = True

_WRITING = {"short-text", "long-text", "if-then", "contacts", "schedule"}
_WRITTEN_MOST = 2


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield checks that are missing or too many, and sheets that ask or keep too much."""
    checks = module.checks
    if module.is_family:
        for one in checks:
            yield context.error(NAME, one.line or 1, "A family module has no check.", "Remove the check block.")
    elif not checks:
        yield context.error(NAME, 1, "The module has no check.", "Add a check block: three questions, with feedback for each answer.")
    for one in [] if module.is_family else checks[1:]:
        yield context.error(NAME, one.line or 1, "The module has a second check.", "Keep one, with three questions.")
    for sheet in module.worksheets:
        if module.is_family and sheet.keep is not Keep.NEVER:
            yield context.error(NAME, sheet.line or 1, f"The family worksheet {sheet.id} keeps what is written.", 'Write "keep: never".')
        for field in sheet.fields:
            if module.is_family and field.keep is Keep.DEVICE:
                line = context.text_line(field.ask, sheet.id, sheet.line)
                yield context.error(
                    NAME, line, f'The field "{field.id}" of a family worksheet keeps what is written.', 'Remove "keep: device".'
                )
        written = [field for field in sheet.fields if field.required and _needs_writing(field)]
        if len(written) > _WRITTEN_MOST:
            line = context.text_line(written[_WRITTEN_MOST].ask, sheet.id, sheet.line)
            named = ", ".join(field.id for field in written)
            message = f"Done on {sheet.id} waits for {len(written)} fields that need writing ({named}); two is the most."
            yield context.error(NAME, line, message, 'Take "required" from some, or turn them into ticks.')


def _needs_writing(field: Field) -> bool:
    columns = getattr(field, "columns", None)
    return field.kind in _WRITING or bool(columns and all(column.kind in _WRITING for column in columns))
