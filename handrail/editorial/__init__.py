"""Editorial checks: what a careful reviewer would say of a module before anyone reads it.

They know the model alone. docs/editorial-rules.md lists them for authors; ``rules/`` holds one file per rule.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ..model import Module, Passage
from ..problems import Problem
from .context import Context, CurriculumView
from .lexicon import faults
from .reading import Reading
from .repeats import Paragraph, check_repeats, paragraphs_of
from .rules import RULES, Rule

__all__ = [
    "ERRORS_FOR_PARTICIPANTS",
    "RULES",
    "Context",
    "CurriculumView",
    "Paragraph",
    "Reading",
    "Rule",
    "check_module",
    "check_program",
    "check_repeats",
    "check_text",
    "inputs_version",
    "paragraphs_of",
    "rules_version",
]

ERRORS_FOR_PARTICIPANTS = frozenset({"review-due", "stale-line"})
"""Rules whose warnings stop a build that is meant for participants (``handrail build --for-participants``)."""


def check_module(module: Module, curriculum: CurriculumView, today: dt.date, *, only: Collection[str] = ()) -> list[Problem]:
    """Return everything that the rules have to say of one module, in the order of its lines.

    Args:
        module: the module, in any language.
        curriculum: what is around it.
        today: the day that dates are held against; only its month counts.
        only: names of rules; all when empty.
    """
    context = Context.around(Reading.of(module), module.language, curriculum, today)
    found: list[Problem] = []
    for rule in _chosen(only):
        if rule.check and not (rule.structure and module.language != "en"):
            found += rule.check(module, context)
        if rule.check_text:
            found += rule.check_text(context)
    return sorted(found, key=lambda problem: (problem.line, problem.message))


def check_text(passages: Sequence[Passage], path: str, language: str, curriculum: CurriculumView, today: dt.date) -> list[Problem]:
    """Return what the rules of words have to say of a text outside modules, such as the shared library.

    Args:
        passages: its texts with their lines; a ``part`` of ``safety`` is spared the reading grade, as its words are fixed.
        path: its file.
        language: its language.
        curriculum: what is around it.
        today: the day that dates are held against.
    """
    context = Context.around(Reading(path, passages), language, curriculum, today)
    found = [problem for rule in RULES.values() if rule.check_text for problem in rule.check_text(context)]
    return sorted(found, key=lambda problem: (problem.line, problem.message))


def check_program(curriculum: CurriculumView, today: dt.date, path: str = "curriculum/program.yml") -> list[Problem]:
    """Return what the rules have to say of the program (its phone lines, its names on the outside) and of words.yml.

    Args:
        curriculum: what holds the program.
        today: the day that dates are held against.
        path: the program's file; the words lie beside it.
    """
    asked = [rule.check_program for rule in RULES.values() if rule.check_program]
    found = [problem for check in asked for problem in check(curriculum.program, path, today)]
    for language, words in curriculum.words.items():
        file = path.removesuffix("program.yml") + ("words.yml" if language == "en" else f"words.{language}.yml")
        for place, pattern, wrong in faults(words):
            message = f'"{pattern}" under {place} is not a regular expression: {wrong}.'
            found.append(Problem(file, 0, message, "Mend it; until then nothing is looked for.", "words-file"))
    return sorted(found, key=lambda problem: (problem.path, problem.line, problem.message))


def _chosen(only: Collection[str]) -> list[Rule]:
    return [rule for name, rule in RULES.items() if not only or name in only]


@cache
def rules_version() -> str:
    """Return a hash of the rules' own source, so that kept results are dropped when a rule changes."""
    total = hashlib.sha256()
    for name, content in sorted(_sources(files(__name__))):
        total.update(name.encode() + b"\0" + content + b"\0")
    return total.hexdigest()[:16]


def _sources(folder: Traversable, above: str = "") -> Iterable[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _sources(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".py"):
            yield above + entry.name, entry.read_bytes()


def inputs_version(curriculum: CurriculumView, language: str, today: dt.date) -> str:
    """Return a hash of everything but the module itself that :func:`check_module` looks at.

    With :func:`rules_version` and the module's text it is the key of a kept result. Of the day only the month is in it.
    """
    context = Context.around(Reading("", ()), language, curriculum, today)
    parts = [
        context.words.model_dump_json(),
        context.program.model_dump_json(include={"tracks", "problems", "lines"}),
        " ".join(sorted(context.sources)),
        context.library.model_dump_json(include={"exercises", "if_this_happens"}),
        f"{today:%Y-%m}",
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]
