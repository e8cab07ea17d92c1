"""Everything that a module names exists.

What: its track and further tracks, the plan problems under ``links``, the slides, exercises and "if this happens" keys of its
guide, the figures that its slides show. Family modules are for families, and only they have a family mode.
Why: a name that leads nowhere is found by a facilitator, in front of the group.
Source: the module format.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...model import Module
from ...problems import Problem, suggestion
from ..context import Context

NAME = "references"
STRUCTURE = True


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield names that lead nowhere."""
    program = context.program
    for key, names, known, what in (
        ("track", [module.track], program.tracks, "a track of program.yml"),
        ("also", module.also, program.tracks, "a track of program.yml"),
        ("links", module.links, program.problems, "a plan problem of program.yml"),
    ):
        yield from _unknown(context, context.key_line(module, key), names, known, what)
    yield from _figures(module, context)
    yield from _guide(module, context)
    if module.is_family and module.audience != ["family"]:
        line = context.key_line(module, "audience")
        yield context.error(NAME, line, "A family module is for families alone.", 'Write "audience: [family]".')
    if module.family_mode and not module.is_family:
        line = context.key_line(module, "family_mode")
        yield context.error(NAME, line, "Only family modules have a family mode.", "Remove family_mode.")


def _unknown(context: Context, line: int, names: Collection[str], known: Collection[str], what: str) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield context.error(NAME, line, f'"{name}" is not {what}.', suggestion(name, known) or "Take it out.")


def _figures(module: Module, context: Context) -> Iterator[Problem]:
    known = {figure.id for figure in module.figures}
    for slide in module.slides:
        for figure in slide.figure_ids():
            if figure not in known:
                message = f'The slide "{slide.title}" shows the figure "{figure}", which the module does not have.'
                yield context.error(
                    NAME, slide.line or 1, message, suggestion(figure, known) or "Add a figure block, or take it off the slide."
                )


def _guide(module: Module, context: Context) -> Iterator[Problem]:
    guide, library = module.guide, context.library
    if guide is None:
        return
    slides = [slide.id for slide in module.slides]
    for step in guide.timeline:
        for name, known, what in (
            (step.slide, slides, "a slide of this module"),
            (step.exercise, library.exercises, "an exercise of the library"),
        ):
            if name and name not in known:
                yield from _unknown(context, context.text_line(step.title, guide.id, guide.line), [name], known, what)
    yield from _unknown(context, guide.line or 1, guide.if_this_happens, library.if_this_happens, "a case of the library")
