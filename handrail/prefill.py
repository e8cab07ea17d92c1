"""``prefill:`` of a field: an earlier answer, offered. Checked where all modules are known.

A target whose module is not written yet is a warning, as a link to such a module becomes plain words; all else is an error.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from .model import Field, Keep, Module, Worksheet, module_of
from .problems import Problems, Severity, suggestion

__all__ = ["check"]

_RULE = "prefill"


def check(modules: Mapping[str, Module], unread: set[str], problems: Problems, hidden: Collection[str] = ()) -> None:
    """Add a problem for each ``prefill`` that cannot be offered.

    Args:
        modules: the English modules, whose structure holds for every language.
        unread: modules whose files could not be read; nothing is said about prefills from them.
        problems: findings are added here.
        hidden: ids that a program hides: nothing is offered from them, and nobody misses it.
    """
    sheets = {sheet.id: sheet for module in modules.values() for sheet in module.worksheets}
    for module in modules.values():
        for sheet in module.worksheets:
            for field in sheet.fields:
                if field.prefill and module_of(field.prefill) not in unread and field.prefill.partition(".")[0] not in hidden:
                    _check(module, sheet, field, field.prefill, sheets, modules, problems)


def _check(
    module: Module,
    sheet: Worksheet,
    field: Field,
    target: str,
    sheets: Mapping[str, Worksheet],
    modules: Mapping[str, Module],
    problems: Problems,
) -> None:
    where = f"The field {sheet.id}.{field.id}"
    line = _line(sheet, target)

    def add(message: str, remedy: str, severity: Severity = Severity.ERROR) -> None:
        problems.add(module.path, line, message, remedy, rule=_RULE, severity=severity)

    sheet_id, _dot, name = target.partition(".")
    if module_of(target) not in modules:
        message = f"{where} offers an answer from {target}; the module {module_of(target)} is not written yet."
        add(message, "Until then nothing is offered.", Severity.WARNING)
        return
    earlier_sheet = sheets.get(sheet_id)
    if earlier_sheet is None:
        add(f"{where} offers an answer from {sheet_id}, which is no worksheet.", suggestion(sheet_id, sheets))
        return
    if earlier_sheet is sheet:
        add(f"{where} offers an answer from its own sheet.", "Name a field of an earlier sheet.")
        return
    known = {one.id: one for one in earlier_sheet.fields}
    earlier = known.get(name)
    if earlier is None:
        add(f'{where} offers an answer from {target}; {sheet_id} has no field "{name}".', suggestion(name, known))
        return
    if earlier_sheet.keep_of(earlier) is Keep.NEVER:
        add(f"{where} offers an answer from {target}, which is never kept.", "Remove the prefill: there is nothing to offer.")
        return
    wrong = field.prefill_problem(earlier)
    if wrong:
        add(f"{where} cannot take the answer of {target}: {wrong}.", "Choose a field of the same kind, or remove the prefill.")


def _line(sheet: Worksheet, target: str) -> int:
    """Return the line of a target in its file: the sheet's body begins below its fence."""
    for number, text in enumerate(sheet.source.splitlines(), start=1):
        if "prefill" in text and target in text:
            return sheet.line + number
    return sheet.line
