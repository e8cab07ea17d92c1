"""The lesson block: the prose of one module, with its safety texts, figures and sources."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from xblock.fields import Scope, String

from handrail.markdown import parse_lesson
from handrail.markdown.activities import render_lesson_done
from handrail.markdown.resolve import Resolver, Surface, cited_keys
from handrail.markdown.safety_blocks import block_keys
from handrail.model import Figure, Module, Prose
from handrail.templating import render

from .base import HandrailBlock
from .content import Kind, View, inline, prose, resolver

__all__ = ["LessonBlock"]


def _show(module: Module, view: View) -> str:
    data = view.data
    anchor = f"{view.prefix}-source-"
    known = [key for key in cited_keys(module) if key in data.sources]
    resolve = resolver(data, {key: number for number, key in enumerate(known, start=1)}, anchor)
    done = ""
    if data.counted and view.live:
        done = render_lesson_done(module.id, language=data.language, surface="screen", prefix=f"{view.prefix}-done", host="block")
    return render(
        "blocks/lesson.html",
        data.language,
        module=module,
        prefix=view.prefix,
        anchor=anchor,
        safety=[
            (key, inline(data.safety[key].title, resolve), prose(data.safety[key].text, resolve))
            for key in block_keys(module, Surface.SCREEN)
            if key in data.safety
        ],
        sections=[(section, [_block(block, data.figures, resolve) for block in section.blocks]) for section in module.sections],
        sources=[(number, data.sources[key]) for number, key in enumerate(known, start=1)],
        translations=data.translations,
        label=data.labels.get,
        inline=lambda text: inline(text, resolve),
        family=data.family,
        done=Markup(done),  # noqa: S704 - made by our templates
    )


def _block(block: Any, figures: Any, resolve: Resolver) -> dict[str, Any]:
    match block:
        case Prose():
            return {"html": prose(block.markdown, resolve)}
        case Figure():
            address = figures.get(block.id, f"/static/{block.file}")
            return {
                "figure": block,
                "address": address,
                "caption": inline(block.caption or "", resolve),
                "text": inline(block.text, resolve),
            }
    return {}  # an activity has a block of its own


def _words(module: Module) -> list[str]:
    found = [module.title, module.message, module.short, *module.objectives]
    for section in module.sections:
        found += [section.title, section.prose()]
    return [*found, *(f"{figure.title}. {figure.text}" for figure in module.figures)]


_EXAMPLE = """\
---
id: s99
title: A short, plain title
message: The one thing to keep, in one sentence.
short: The same in about 60 words, with one thing to do.
objectives:
  - Name one thing that helps.
safety:
  level: none
---

## The first heading {#s99-1}

A few plain sentences.
"""


class LessonBlock(HandrailBlock):
    """The prose of one module. Done when the participant says so: read, heard, or covered in group."""

    KIND = Kind("lesson", parse_lesson, _show, _words, _EXAMPLE)

    display_name = String(display_name="Name", help="Shown on the outside: keep it neutral.", default="Lesson", scope=Scope.settings)
