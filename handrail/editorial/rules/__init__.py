"""The rules: one file each, all of one shape, found here by itself.

To add a rule, add ``handrail/editorial/rules/<rule>.py`` with a docstring (what, why, source), ``NAME`` and at least one of

| function | is asked | for |
|---|---|---|
| ``check(module, context)`` | once for each module | what a module must have and be |
| ``check_text(context)`` | once for each module and each shared text | what words may say, wherever they stand |
| ``check_program(program, path, today)`` | once for a build | program.yml |

Each yields problems. ``STRUCTURE = True`` says that ``check`` looks at structure alone: translations take theirs from the
English file, so they are spared the same finding twice. Add cases to ``tests/fixtures/editorial/<rule>.md`` and a row to
``docs/editorial-rules.md``; nothing else lists rules.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...model import Module, Program
from ...problems import Problem
from ..context import Context

__all__ = ["RULES", "Rule"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a careful reviewer would say."""

    name: str
    what: str
    """The first line of its docstring."""

    check: Callable[[Module, Context], Iterator[Problem]] | None = None
    check_text: Callable[[Context], Iterator[Problem]] | None = None
    check_program: Callable[[Program, str, dt.date], Iterator[Problem]] | None = None
    structure: bool = False


def _find() -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        module = importlib.import_module(f"{__name__}.{entry.name}")
        rules[module.NAME] = Rule(
            module.NAME,
            (module.__doc__ or "").partition("\n")[0],
            getattr(module, "check", None),
            getattr(module, "check_text", None),
            getattr(module, "check_program", None),
            getattr(module, "STRUCTURE", False),
        )
    return rules


RULES: dict[str, Rule] = _find()
"""Every rule by its name."""
