"""Activities to HTML: one set of templates for the site, the blocks and paper.

| surface | for | looks like |
|---|---|---|
| screen | site and blocks | real form controls that read and print without scripts; the browser library wakes them |
| paper | handouts | pen lines, boxes to tick, circles, grids; ``assets/public/paper.css`` |
| form | PDFs that are filled in | fields of a PDF; ``templates/print/form.css`` |
| slide | the wall | one blank field, drawn large, and a fictional sample; never an answer: a deck reads no store |

Each kind of field has one template, ``templates/activities/fields/<kind>.html``, with the macros ``screen``, ``paper``, ``form``,
``slide`` and ``filled`` (and ``cell``, its paper form in a log, for kinds that may be a column). Nothing here lists kinds.
"""

from __future__ import annotations

import hashlib
import html
import json
from functools import cache
from typing import Any, Literal, NamedTuple

import nh3
from jinja2 import Environment
from markupsafe import Markup

from ..model import Check, Field, Worksheet
from ..templating import environment
from .render import inline_html

__all__ = [
    "inline",
    "render_check",
    "render_form_slide",
    "render_lesson_done",
    "render_sample_slide",
    "render_worksheet",
    "wording_of",
]

Surface = Literal["screen", "paper", "form"]
Host = Literal["device", "block"]

_INLINE_TAGS = {"strong", "em", "b", "i", "abbr", "code", "sub", "sup"}
_NOT_WORDING = {"keep", "required", "skip", "group", "help", "lines", "rows", "prefill", "count", "enough"}


class Step(NamedTuple):
    """Fields that stand under one group heading."""

    title: str | None
    fields: list[Field]


def render_worksheet(  # noqa: PLR0913 - each is a choice of the surface that calls
    sheet: Worksheet,
    *,
    language: str,
    surface: Surface,
    prefix: str,
    module_id: str,
    host: Host = "device",
    scope: str = "",
    completion: bool = True,
    example: bool = True,
    level: int = 3,
    not_watched: str = "",
    who_sees: str = "",
    crisis: str = "",
    mandated: str = "",
    label: str = "",
    elsewhere: Literal["site", "course"] | None = None,
    elsewhere_url: str = "",
) -> str:
    """Return the HTML of a worksheet.

    Args:
        sheet: the worksheet.
        language: the language of the words around it.
        surface: ``screen`` (site and blocks), ``paper``, or ``form``: a PDF that is filled in.
        prefix: stands before every DOM id, because two instances may stand on one page.
        module_id: the module it belongs to.
        host: who is told that it was done: the ``device`` (site), or a ``block``, which calls ``HR.mountBlock``.
        scope: keeps the answers of one program apart from another's in the same browser; says nothing of its topic.
        completion: False for families: no Done, nothing told to anyone.
        example: whether the filled example stands before the blank form.
        level: the level of its heading, 2 to 5.
        not_watched: the line that nobody watches the answers; stands before the first field.
        who_sees: the truth about who can see the answers on this surface.
        crisis: the crisis line; ``Markup`` when it holds links.
        elsewhere: where the sheet is filled in, when it is not here: it then reads and prints, and can be called done.
        elsewhere_url: where that is.
        label: who checked the sheet, or that nobody did: whoever prints it alone takes that along.
        mandated: what staff who get to read an answer may have to do; stands beside "Hand in".
    """
    steps: list[Step] = []
    for field in sheet.fields:
        if field.group or not steps:
            steps.append(Step(field.group, []))
        steps[-1].fields.append(field)
    return _render(
        f"{surface}/worksheet",
        language,
        sheet=sheet,
        steps=steps,
        wordings={field.id: wording_of(field) for field in sheet.fields},
        prefix=prefix,
        module_id=module_id,
        host=host,
        scope=scope,
        completion=completion and sheet.counted,
        example=example,
        level=level,
        not_watched=not_watched,
        who_sees=who_sees,
        crisis=crisis,
        mandated=mandated,
        label=label,
        elsewhere=elsewhere,
        elsewhere_url=elsewhere_url,
    )


def render_check(  # noqa: PLR0913 - each is a choice of the surface that calls
    check: Check,
    *,
    language: str,
    surface: Surface,
    prefix: str,
    module_id: str,
    host: Host = "device",
    scope: str = "",
    completion: bool = True,
    level: int = 3,
    answers: bool = True,
) -> str:
    """Return the HTML of a check; the arguments are those of :func:`render_worksheet`, and on paper ``answers``: what each answer tells."""
    return _render(
        f"{surface}/check",
        language,
        check=check,
        prefix=prefix,
        module_id=module_id,
        host=host,
        scope=scope,
        completion=completion,
        level=level,
        answers=answers,
    )


def render_lesson_done(module_id: str, *, language: str, surface: Surface, prefix: str, host: Host = "device", scope: str = "") -> str:
    """Return the HTML of the button by which a participant says that a lesson was read, heard or covered in group."""
    return _render(f"{surface}/lesson_done", language, module_id=module_id, prefix=prefix, host=host, scope=scope)


def render_form_slide(field: Field, *, language: str, most: int, never: bool = False) -> str:
    """Return one blank field for the wall.

    Args:
        field: the field.
        language: the language of the words around it.
        most: how many options, or columns, are drawn; the others are said to be on the sheet.
        never: whether its words are never kept: then nobody is asked to share them.
    """
    return _render("slide/form", language, field=field, most=most, never=never)


def render_sample_slide(field: Field, value: Any, who: str, *, language: str) -> str:
    """Return what a fictional person answered, for the wall; empty for kinds whose answers no wall shows."""
    return _render("slide/sample", language, field=field, value=value, who=who)


def wording_of(field: Field) -> str:
    """Return a short hash of what a field asks. An answer is kept with it, so that a new wording is told, not passed over."""
    return _fingerprint(field.model_dump(mode="json", exclude=_NOT_WORDING | field.layout, exclude_defaults=True))


def inline(text: str) -> Markup:
    """Return one line of authored words as HTML: emphasis at most, nothing that could run. ``Markup`` passes through."""
    return text if isinstance(text, Markup) else _inline(text)  # apart from the cache, which holds the two for equal


@cache
def _inline(text: str) -> Markup:
    plain = html.escape(text)
    if not any(mark in plain for mark in "*_`"):
        return Markup(plain)  # noqa: S704 - escaped above; most words go this way, and Markdown would cost a build its speed
    return Markup(nh3.clean(inline_html(html.escape(text, quote=False)), tags=_INLINE_TAGS, attributes={}))  # noqa: S704 - cleaned


def _fingerprint(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:10]


@cache
def _templates(language: str) -> Environment:
    env = environment(language)
    env.filters["inline"] = inline
    return env


def _render(name: str, language: str, **context: Any) -> str:
    text = _templates(language).get_template(f"activities/{name}.html").render(**context)
    # One element per line and no blank line: small, and safe inside a page of Markdown.
    return "\n".join(stripped for line in text.splitlines() if (stripped := line.strip()))
