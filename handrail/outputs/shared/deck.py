"""The slides of a module in the order in which they stand on the wall.

Slides and the facilitator's guide number them alike:

| kind | where | what |
|---|---|---|
| slide | in the author's order | what the module's author wrote; a drawing with more than a few words gets a slide of its own |
| pace | right after the first slide | the ``watch`` text, at level watch and high |
| help | after the last slide | at level high the red flags of each topic, then the crisis line, large; one key away, whatever slide is up |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ...markdown.render import plain_text
from ...markdown.resolve import Surface
from ...markdown.safety_blocks import FOOTER, block_keys
from ...model import Figure, Guide, Level, Library, Module, Slide, TextBlock, Translation

__all__ = ["FEW_WORDS", "MOST_WORDS", "Frame", "Kind", "Segment", "deck", "place_of", "returns", "segments"]

MOST_WORDS = 45
"""More words than these cannot be read from the back row (facilitator requirement F-01)."""

FEW_WORDS = 10
"""So many words may stand under a drawing. With more, the labels in the drawing would be too small to read."""

_FIGURE = re.compile(r"^[ \t]*!\[[^\]]*\]\(#[a-z0-9-]+\)[ \t]*$\n?", re.MULTILINE)
_PARTS = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)")
_ITEM = re.compile(r"\s*(?:[-*]|\d+\.)\s")
_WATCH = "watch"


class Kind(StrEnum):
    """What a slide on the wall is for."""

    SLIDE = "slide"
    PACE = "pace"
    HELP = "help"


@dataclass(frozen=True)
class Frame:
    """One slide on the wall."""

    id: str
    title: str
    markdown: str
    """Its words, without figures."""

    kind: Kind = Kind.SLIDE
    number: int = 0
    """Its place, counted from 1."""

    figures: tuple[Figure, ...] = ()
    notes: str | None = None
    """For the facilitator's guide alone; the slide file never reads this."""

    crisis: bool = False
    """Whether the crisis line stands on it."""

    translation: Translation = Translation.ORIGINAL
    line: int = 0
    """Where it stands in its file; 0 for a shared text."""

    @property
    def words(self) -> int:
        """How many words it holds below its title."""
        return len(plain_text(self.markdown).split())


def deck(module: Module, library: Library) -> list[Frame]:
    """Return a module's slides. A module without slides has none, whatever its safety level."""
    if not module.slides:
        return []
    slides = [frame for slide in module.slides for frame in _frames(module, slide)]
    keys = block_keys(module, Surface.SLIDE)
    topics = [key for key in keys if key != _WATCH and module.safety.level is Level.HIGH]
    pace = [frame for key in keys if key == _WATCH for frame in _safety(library, key, Kind.PACE)]
    aid = [frame for key in [*topics, FOOTER] for frame in _safety(library, key, Kind.HELP)]
    # A safety slide takes its id from the module: neutral, and none that an author may give.
    named = [replace(frame, id=f"{module.id}-d-{number}") for number, frame in enumerate([*pace, *aid], start=1)]
    frames = [slides[0], *named[: len(pace)], *slides[1:], *named[len(pace) :]]
    crisis = {slides[0].id, slides[-1].id}
    return [replace(frame, number=number, crisis=frame.id in crisis) for number, frame in enumerate(frames, start=1)]


@dataclass(frozen=True)
class Segment:
    """How long a slide is up at one place of the plan: the minutes of the steps that name it there."""

    minutes: int
    cut: int
    """The same in the 25-minute cut."""

    after: str = ""
    """The slide from which the group comes back to this one; empty the first time."""


def returns(guide: Guide | None, frames: Sequence[Frame]) -> dict[str, str]:
    """Return the steps of a timeline that go back to an earlier slide, each with the furthest slide that was up before it, by their ids.

    On its way there a slide is passed long before: s12 shows "Three stones" in its second step and stays with it in the fifth.

    Args:
        guide: the facilitator's evening with a module.
        frames: the module's slides, in their order on the wall.
    """
    place = {frame.id: number for number, frame in enumerate(frames)}
    found: dict[str, str] = {}
    furthest = -1
    for step in guide.timeline if guide else []:
        at = place.get(step.slide or "", furthest)
        if at < furthest:
            found[step.id] = frames[furthest].id
        furthest = max(furthest, at)
    return found


def place_of(slide: str, after: str) -> str:
    """Return the address of a slide in its deck: its id and, where the group comes back to it, the slide that was up before."""
    return f"{slide}-after-{after}" if after else slide


def segments(guide: Guide | None, frames: Sequence[Frame]) -> dict[str, list[Segment]]:
    """Return how long each slide is up, place by place of the plan, by the slide's id. No word of the guide is in it.

    Args:
        guide: the facilitator's evening with a module.
        frames: the module's slides, in their order on the wall.
    """
    back = returns(guide, frames)
    found: dict[str, dict[str, Segment]] = {}
    for step in guide.timeline if guide else []:
        if step.slide:
            after, places = back.get(step.id, ""), found.setdefault(step.slide, {})
            so_far = places.get(after, Segment(0, 0))
            places[after] = Segment(so_far.minutes + step.minutes, so_far.cut + step.short, after)
    return {slide: list(places.values()) for slide, places in found.items()}


def _frames(module: Module, slide: Slide) -> list[Frame]:
    """Return an authored slide, in two parts where a drawing would leave its words or its own labels too small."""
    known = {figure.id: figure for figure in module.figures}
    figures = tuple(known[identifier] for identifier in slide.figure_ids() if identifier in known)
    frame = Frame(
        slide.id,
        slide.title,
        _FIGURE.sub("", slide.markdown).strip(),
        figures=figures,
        notes=slide.notes,
        translation=slide.translation,
        line=slide.line,
    )
    if not figures or (len(figures) == 1 and frame.words <= FEW_WORDS):
        return [frame]
    words = [replace(frame, figures=())] if frame.markdown else []
    alone = [
        replace(frame, id=f"{slide.id}-{number}", title=figure.title, markdown="", figures=(figure,), notes=None)
        for number, figure in enumerate(figures, start=1)
    ]
    if not words:
        alone[0] = replace(alone[0], id=slide.id, title=slide.title, notes=frame.notes)
    return [*words, *alone]


def _safety(library: Library, key: str, kind: Kind) -> list[Frame]:
    """Return the slides of a safety text: its short form (``overdose-slide``), else the whole text on as many as it takes."""
    text = library.safety.get(f"{key}-slide") or library.safety[key]
    pieces = _pieces(text)
    if len(pieces) == 1:
        return [Frame("", text.title, pieces[0], kind)]
    return [Frame("", f"{text.title} ({number}/{len(pieces)})", piece, kind) for number, piece in enumerate(pieces, start=1)]


def _pieces(text: TextBlock) -> list[str]:
    """Cut a text between paragraphs and list items, so that each piece can be read from the back row."""
    pieces: list[list[str]] = []
    for part in _PARTS.split(text.text.strip()):
        room = MOST_WORDS - sum(len(plain_text(other).split()) for other in pieces[-1]) if pieces else 0
        if not pieces or len(plain_text(part).split()) > room:
            pieces.append([])
        pieces[-1].append(part)
    return [_joined(piece) for piece in pieces]


def _joined(parts: list[str]) -> str:
    lines: list[str] = []
    for part in parts:
        if lines and not (_ITEM.match(part) and _ITEM.match(lines[-1])):
            lines.append("")
        lines.append(part)
    return "\n".join(lines)
