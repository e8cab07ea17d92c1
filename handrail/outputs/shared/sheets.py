"""Worksheets on the wall: what a facilitator shows while the room fills in its own.

One slide for each field, behind the deck's own slides: its question, the blank form, a fictional person's answer (on a slide
of its own where both would be too small to read). No answer of anybody in the room: a deck reads no store.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...markdown.activities import inline, render_form_slide, render_sample_slide
from ...markdown.render import plain_text
from ...model import Field, Keep, Module, Translation, Worksheet
from .deck import MOST_WORDS

__all__ = ["Projection", "projections"]

_LETTER = 0.6 * 5.6
"""The width of a letter at the least readable size in a wide font, in percent of the slide's height."""

_ACROSS, _HALF = 106.0, 44.0
"""Room for words beside a box, on the whole width of a 4:3 slide and in one of two columns."""

_ROOM = 7.6
"""So many lines fit below a heading of one line, with the title of the sheet above it."""

_HEADING_LETTERS = 24
_LEAST = 2
_SAMPLE_WORDS = 16
_MOST_ENTRIES = 8
_BLOCK = re.compile(r"</(?:li|p|div|dd)>")
_ENDS = re.compile(r' <span class="hr-small">.*?</span>(?=</p>)')
"""What the ends of a ruler mean: the blank form says it."""

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Projection:
    """One field of a sheet on the wall, or its sample."""

    id: str
    sheet: str
    """The title of the worksheet."""

    title: str
    """What the field asks."""

    html: str
    translation: Translation = Translation.ORIGINAL
    sample: bool = False
    """Whether it shows the sample alone."""


def projections(module: Module, language: str) -> list[Projection]:
    """Return the slides of a module's worksheets, field by field."""
    return [found for sheet in module.worksheets for found in _sheet(module, sheet, language)]


def _sheet(module: Module, sheet: Worksheet, language: str) -> Iterator[Projection]:
    state = next((section.translation for section in module.sections if sheet in section.blocks), Translation.ORIGINAL)
    number = 0
    for field in sheet.fields:
        for part, html in enumerate(_field(sheet, field, language)):
            number += 1
            yield Projection(f"{sheet.id}-s{number}", sheet.title, field.ask, html, state, part > 0)


def _field(sheet: Worksheet, field: Field, language: str) -> list[str]:
    never = sheet.keep_of(field) is Keep.NEVER
    form = ""
    for most in range(_parts(field), _LEAST - 1, -1):
        form = render_form_slide(field, language=language, most=most, never=never)
        if _fits(field.ask, form):
            break
    sample = _sample(sheet, field, language)
    return [form + "\n" + sample] if _fits(field.ask, form + sample) or not sample else [form, sample]


def _sample(sheet: Worksheet, field: Field, language: str) -> str:
    """Return what the made-up person of the sheet answered, as far as a slide has room for it."""
    if sheet.example is None or field.id not in sheet.example.values:
        return ""
    who = sheet.example.who.partition(",")[0]
    value = _short(sheet.example.values[field.id])
    sample = ""
    for most in range(_MOST_ENTRIES, 0, -1):
        sample = _ENDS.sub("", render_sample_slide(field, _cut(value, most), who, language=language))
        if _fits(field.ask, sample):
            break
    return sample


def _parts(field: Field) -> int:
    """Return how many options or columns a field has."""
    return max(len(getattr(field, name, None) or ()) for name in ("options", "columns")) or _LEAST


def _short(value: Any) -> Any:
    """Return a sample without the end of long texts."""
    if isinstance(value, str):
        words = value.split()
        return value if len(words) <= _SAMPLE_WORDS else " ".join(words[:_SAMPLE_WORDS]) + " …"
    if isinstance(value, list):
        return [_short(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _short(entry) for key, entry in value.items()}
    return value


def _cut(value: Any, most: int) -> Any:
    """Return a sample with so many entries: options, cells of the first row, parts of the first day."""
    if isinstance(value, list):
        return [_cut(value[0], most)] if value and isinstance(value[0], dict) else value[:most]
    if isinstance(value, dict):
        first = next(iter(value.items()), None)
        if first and isinstance(first[1], dict):
            return {first[0]: _cut(first[1], most)}
        return dict(list(value.items())[: max(most, _LEAST)])
    return value


def _fits(title: str, html: str) -> bool:
    """Estimate, with a wide font on an old 4:3 projector, whether a slide can be read from the back row."""
    words = len(plain_text(_TAG.sub(" ", html)).split())
    extra = math.ceil(len(plain_text(str(inline(title)))) / _HEADING_LETTERS) - 1
    return words <= MOST_WORDS and _lines(html) + 1.3 * extra <= _ROOM


def _lines(html: str) -> float:
    """Return how many lines some drawn parts take."""
    lines = 0.0
    for part in _BLOCK.split(html):
        width = _HALF if "hr-two" in html and "<li" in part else _ACROSS
        if "hr-circles" in html and "<li" in part:
            lines += 2 / 11
            continue
        text = " ".join(_TAG.sub(" ", part).split())
        drawn = 1.0 if "hr-line" in part else 0.0
        rows = max(drawn, math.ceil(len(text) * _LETTER / width) * 1.0) * 1.15 if text or drawn else 0.0
        lines += rows / 2 if width == _HALF else rows
    return lines
