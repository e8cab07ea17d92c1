"""What program data says of modules, held against the modules that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .model import LANES, CoverageTopic, Essential, Library, Module, Wheel, module_of
from .problems import Problems, Severity, suggestion

__all__ = ["check_essentials", "check_topics", "check_wheel"]

_PATH = "curriculum/program.yml"


def check_wheel(wheel: Wheel, modules: Mapping[str, Module], unread: set[str], library: Mapping[str, Library], problems: Problems) -> None:
    """Report places of the wheel that nothing can stand in.

    Args:
        wheel: a program's.
        modules: the English modules.
        unread: ids of modules whose file has errors of its own.
        library: the shared texts, by language.
        problems: takes what is found.
    """
    for identifier in wheel.to_come:
        if identifier in modules:
            message = f'"{identifier}" stands under wheel.to_come and is written.'
            problems.add(_PATH, 0, message, "Take it from the list.", severity=Severity.WARNING)
    for name, identifier in _sessions(wheel):
        if identifier not in modules and identifier not in unread and identifier not in wheel.to_come:
            remedy = f"Name a module, or list it under wheel.to_come. {suggestion(identifier, modules)}"
            problems.add(_PATH, 0, f'The wheel "{name}" has the session "{identifier}", and there is no such module.', remedy)
    kinds = {kind for plan in wheel.variants.values() for kind in plan.evenings} - {*LANES}
    for language, texts in library.items():
        for kind in sorted(kinds - texts.wheel.evenings.keys()):
            file = f"curriculum/library/{language}/wheel.yml"
            problems.add(file, 0, f'The evening "{kind}" of the wheel has no name.', "Write it under evenings.")
    taken: dict[tuple[int, str], str] = {}
    for module in modules.values():
        if module.is_family or not module.week or not module.lane:
            continue
        other = taken.setdefault((module.week, module.lane), module.id)
        if other != module.id:
            message = f"Week {module.week}, lane {module.lane} is taken by {other}."
            problems.add(module.path, module.key_lines.get("lane", 0), message, "Give one of them another place.")


def _sessions(wheel: Wheel) -> Iterator[tuple[str, str]]:
    for name, plan in wheel.variants.items():
        for week in plan.weeks:
            for identifier in week:
                yield name, identifier


def check_essentials(
    essentials: Mapping[str, Essential], known: set[str], unread: set[str], library: Mapping[str, Library], problems: Problems
) -> None:
    """Report steps of the first ten days that name something that does not exist, or that have no words.

    Args:
        essentials: a program's.
        known: every id of the English curriculum.
        unread: ids of modules whose file has errors of its own.
        library: the shared texts, by language.
        problems: takes what is found.
    """
    shared = {f"safety.{key}" for texts in library.values() for key in texts.safety}
    for key, step in essentials.items():
        for part in step.parts:
            if part in shared or part in known or part.partition("-")[0] in unread:
                continue
            message = f'The step "{key}" of the essentials has the part "{part}", and there is no such id.'
            problems.add(_PATH, step.line, message, suggestion(part, {*known, *shared}))
        for language, texts in library.items():
            if key not in texts.essentials:
                file = f"curriculum/library/{language}/essentials.yml"
                problems.add(file, 0, f'The step "{key}" of the essentials has no words.', "Write its title and text.")


def check_topics(topics: Mapping[str, CoverageTopic], known: set[str], unread: set[str], problems: Problems) -> None:
    """Report topics that are said to be met by something that does not exist.

    Args:
        topics: what the curriculum is asked to teach.
        known: every id of the English curriculum.
        unread: ids of modules whose file has errors of its own.
        problems: takes what is found.
    """
    path = "curriculum/topics.yml"
    for topic in topics.values():
        for identifier in topic.met_by:
            if identifier not in known and module_of(identifier) not in unread:
                message = f'"{topic.title}" is met by "{identifier}", and there is no such id.'
                problems.add(path, topic.line, message, suggestion(identifier, known))
        for identifier in topic.to_come:
            if identifier in known:
                message = f'"{identifier}" is to come for "{topic.title}", and is written.'
                problems.add(path, topic.line, message, "Move it to met_by.", severity=Severity.WARNING)
