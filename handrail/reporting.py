"""How findings are told: to a person at a terminal, to a program as JSON, to a CI as annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.markup import escape

from .problems import Problem, Severity

__all__ = ["FORMATS", "tell"]


def tell(problems: Iterable[Problem], console: Console, form: str = "text", *, warnings: bool = True) -> None:
    """Print findings.

    Args:
        problems: the findings.
        console: where to.
        form: a key of :data:`FORMATS`.
        warnings: whether warnings are shown, or only counted.
    """
    FORMATS[form](list(problems), console, warnings)


def _text(problems: list[Problem], console: Console, warnings: bool) -> None:
    shown = [found for found in problems if warnings or found.severity is Severity.ERROR]
    for path, group in groupby(sorted(shown, key=lambda found: (found.path, found.line, found.message)), key=lambda found: found.path):
        console.print(f"\n[bold]{escape(path)}[/bold]")
        for found in group:
            mark = "[red]error  [/red]" if found.severity is Severity.ERROR else "[yellow]warning[/yellow]"
            place = f"{escape(path)}:{found.line}" if found.line else escape(path)
            console.print(f"  {mark} {place}: {escape(found.message)} [dim]({found.rule})[/dim]", soft_wrap=True, highlight=False)
            if found.remedy:
                console.print(f"          [cyan]{escape(found.remedy)}[/cyan]", soft_wrap=True, highlight=False)
    console.print(_sum(problems), highlight=False)


def _sum(problems: list[Problem]) -> str:
    errors = sum(found.severity is Severity.ERROR for found in problems)
    others = len(problems) - errors
    if not problems:
        return "[green]No findings.[/green]"
    color = "red" if errors else "yellow"
    return f"\n[{color}]{_count(errors, 'error')}, {_count(others, 'warning')}.[/{color}]"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def _json(problems: list[Problem], console: Console, _warnings: bool) -> None:
    rows = [
        {
            "path": found.path,
            "line": found.line,
            "severity": str(found.severity),
            "rule": found.rule,
            "message": found.message,
            "remedy": found.remedy,
        }
        for found in problems
    ]
    console.file.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")


def _annotations(problems: list[Problem], console: Console, _warnings: bool) -> None:
    """Write the workflow commands that CI hosts turn into notes beside the lines of a change."""
    for found in problems:
        words = f"{found.message} {found.remedy}".strip()
        for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
            words = words.replace(char, code)
        console.file.write(f"::{found.severity} file={found.path},line={max(found.line, 1)},title={found.rule}::{words}\n")


FORMATS = {"text": _text, "json": _json, "annotations": _annotations}
"""How findings can be printed."""
