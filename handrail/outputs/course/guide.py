"""A facilitator guide as a page for staff inside the course."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.render import clean, inline_html, to_html
from ...markdown.resolve import Resolver, Surface
from ...model import Module
from ...templating import render

__all__ = ["guide_html"]


def guide_html(curriculum: Curriculum, module: Module, language: str) -> str:
    """Return the guide of a module as HTML of plain elements, which Studio's editor leaves as they are. Nothing in it can run.

    Raises:
        ValueError: the module has no guide.
    """
    guide = module.guide
    if guide is None:
        msg = f"{module.id} has no guide"
        raise ValueError(msg)
    texts, program = curriculum.texts(language), curriculum.program
    resolve = Resolver(lines=program.lines, language=language, surface=Surface.PAPER, sample=program.sample)
    context: dict[str, Any] = {
        "module": module,
        "guide": guide,
        "label": curriculum.label(language, module),
        "inline": lambda text: Markup(clean(inline_html(resolve(text)))),  # noqa: S704 - cleaned
        "prose": lambda text: Markup(clean(to_html(resolve(text)))),  # noqa: S704 - cleaned
        "exercises": texts.exercises,
        "happens": [texts.if_this_happens[key] for key in guide.if_this_happens if key in texts.if_this_happens],
        "notes": [(slide.title, slide.notes) for slide in module.slides if slide.notes],
    }
    return render("course/guide.html", language, **context)
