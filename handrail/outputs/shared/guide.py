"""A facilitator's guide to a module as one print-ready document, and the rows of its run sheet.

Its first page is the sheet of the evening; then come the steps with the exact words, the slides with their notes, and what to do
when the evening takes a turn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from markupsafe import Markup

from ...curriculum import Curriculum
from ...i18n import catalog
from ...markdown.render import plain_text
from ...markdown.resolve import Resolver, Surface
from ...markdown.safety_blocks import footer, safety_blocks
from ...model import Exercise, Guide, Library, Module, Private, Step, Translation
from ...signing.label import Label
from ...templating import render
from .deck import Frame, Kind, deck
from .document import flow, line, notice, outside_name, resolver, resource, seal
from .evening import evening_of
from .handout import Paper, inked
from .notes import broken

__all__ = ["Row", "guide_page", "pressed_guide", "run_sheet", "sheet_style", "still_english", "words_of"]

_SIZES = ((3900, 9.0), (4350, 8.8), (4500, 8.6), (4800, 8.5), (5000, 8.3), (5200, 8.1), (5550, 7.9), (5900, 7.6))
"""Letters on a sheet, and the largest size in points at which so many were seen to fit on Letter, in DejaVu Sans Condensed."""

_LEAST = 7.4
_LINE, _ROW = 25, 70
"""What the line that a text does not fill, and a row of the plan, take in letters."""

REPORTER = "mandated_reporter"
"""The library's label with what a facilitator must report, where the library has one."""


@dataclass(frozen=True)
class Row:
    """One step on the run sheet, with where the clock stands when it begins."""

    step: Step
    number: int
    start: int
    """Minutes since the beginning, in the full evening."""

    short_start: int | None
    """The same in the 25-minute cut; None where the step is left out."""

    slide: int | None
    """The number of its slide on the wall."""

    exercise: Exercise | None
    first_use: int
    """The number of the step in which its exercise is told in full."""

    @property
    def begins(self) -> str:
        """Where the full clock stands when it begins: ``0:02``."""
        return _clock(self.start)

    @property
    def short_begins(self) -> str:
        """The same in the 25-minute cut, or nothing."""
        return "" if self.short_start is None else _clock(self.short_start)

    @property
    def clock(self) -> str:
        """The span in the full evening: ``0:02-0:08`` with an en dash."""
        return _span(self.start, self.step.minutes)

    @property
    def short_clock(self) -> str:
        """The span in the 25-minute cut, or nothing."""
        return "" if self.short_start is None else _span(self.short_start, self.step.short)


def run_sheet(guide: Guide, frames: list[Frame], library: Library) -> list[Row]:
    """Return the steps of a guide with their clocks, their slides' numbers and their exercises."""
    numbers = {frame.id: frame.number for frame in frames}
    starts = list(accumulate((step.minutes for step in guide.timeline), initial=0))
    shorts = list(accumulate((step.short for step in guide.timeline), initial=0))
    told: dict[str, int] = {}
    rows = []
    for number, step in enumerate(guide.timeline, start=1):
        exercise = library.exercises.get(step.exercise) if step.exercise else None
        first = told.setdefault(step.exercise, number) if step.exercise else number
        rows.append(
            Row(
                step,
                number,
                starts[number - 1],
                shorts[number - 1] if step.short else None,
                numbers.get(step.slide) if step.slide else None,
                exercise,
                first,
            )
        )
    return rows


def words_of(curriculum: Curriculum, module: Module, guide: Guide, language: str, private: Private | None = None) -> dict[str, Any]:
    """Return what the templates of a session's pages for staff need: its guide, its clocks, what it takes from the library.

    Args:
        curriculum: all of it.
        module: the session.
        guide: its guide.
        language: the reader's.
        private: who is on call; a page that gets it prints it, and may show it on no screen.
    """
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    rows = run_sheet(guide, deck(module, library), library)
    problems = curriculum.program.problems
    alone = module.is_family or module.is_orientation  # an evening of its own, or one-to-one
    return {
        "module": module,
        "guide": guide,
        "program": curriculum.program,
        "library": library,
        "label": curriculum.label(language, module),
        "title": f"{outside_name(module, language)} · {curriculum.program.discreet_name}",
        "inline": cache(lambda text: line(text, resolve)),  # a text stands on the screen and on the sheet
        "rows": rows,
        "total": sum(row.step.minutes for row in rows),
        "total_short": sum(row.step.short for row in rows),
        "plain": plain_text,
        "happenings": [(key, library.if_this_happens[key]) for key in guide.if_this_happens if key in library.if_this_happens],
        "english": still_english(curriculum, language, lambda library: library.if_this_happens),
        "english_exercises": still_english(curriculum, language, lambda library: library.exercises),
        "reporter": library.labels.get(REPORTER, ""),
        "problems": [problems[key].name_in(language) for key in module.links if key in problems],
        "notice": notice(guide.translation, library.labels),
        "foreign": guide.translation is Translation.MISSING,
        "crisis": Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
        "evening": [] if alone else evening_of(curriculum.program.schedule, module.minutes.group, language),
        "private": private,
    }


def still_english(curriculum: Curriculum, language: str, part: Callable[[Library], Mapping[str, object]]) -> set[str]:
    """Return the keys of a part of the library that have no text in a language yet: their English stands in.

    Args:
        curriculum: all of it.
        language: the reader's.
        part: picks the part of a library.
    """
    spoken, english = part(curriculum.texts(language)), part(curriculum.texts("en"))
    return {key for key, item in spoken.items() if language != "en" and item == english.get(key)}


def guide_page(curriculum: Curriculum, module: Module, guide: Guide, language: str) -> str:
    """Return the guide of a module as one HTML file."""
    words = words_of(curriculum, module, guide, language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    frames = deck(module, words["library"])
    return seal(
        render(
            "print/guide.html",
            language,
            slides=[_slide(curriculum, frame, resolve) for frame in frames if frame.kind is not Kind.HELP],
            helps=[frame for frame in frames if frame.kind is Kind.HELP],
            safety=[
                (key, Markup(heading), Markup(body))  # noqa: S704 - authored text was checked at the source
                for key, heading, body in safety_blocks(module, words["library"], resolve)
            ],
            style=Markup(_style(module, guide, words["library"], words["label"], language)),  # noqa: S704 - our own files
            **words,
        )
    )


def pressed_guide(curriculum: Curriculum, module: Module, guide: Guide, language: str, paper: Paper) -> str:
    """Return the guide of a module as the page that becomes a PDF on one paper size."""
    html = inked(guide_page(curriculum, module, guide, language)).replace("<style>", f"<style>@page{{size:{paper}}}\n", 1)
    return html.replace("</style>", f"{resource('print/sheet_pressed.css')}</style>", 1)


def sheet_style(module: Module, guide: Guide, library: Library, private: Private | None = None) -> str:
    """Return the style of the one page of paper, with the size of letter at which it fits A4 and Letter in a wide font.

    Args:
        module: the session.
        guide: its guide.
        library: what it takes its lines from.
        private: who is on call, where the sheet names them.
    """
    told = [library.if_this_happens[key] for key in guide.if_this_happens if key in library.if_this_happens]
    texts = [guide.aim, guide.why, guide.newcomer, guide.review_homework, guide.homework, guide.chart, guide.next or "", *guide.materials]
    texts += [*guide.before, *guide.questions, *guide.backup, module.content_note or "", *(f"{one.when} {one.say or ''}" for one in told)]
    letters = sum(len(text) + _LINE for text in texts) + _ROW * len(guide.timeline)
    letters += _ROW * (len(private.on_call) + len(private.notes)) if private else 0
    size = next((size for most, size in _SIZES if letters <= most), _LEAST)
    return f"{resource('tonight/sheet.css')}\n@media print{{.sheet{{font-size:{size}pt}}}}"


def _slide(curriculum: Curriculum, frame: Frame, resolve: Resolver) -> dict[str, object]:
    return {
        "number": frame.number,
        "title": line(frame.title, resolve),
        "words": flow(frame.markdown, resolve) if frame.markdown else "",
        "drawings": [Markup(curriculum.drawing(figure, prefix=f"{frame.id}-")) for figure in frame.figures],  # noqa: S704 - drawings were checked
        "notes": flow(broken(frame.notes), resolve) if frame.notes else "",
    }


def _style(module: Module, guide: Guide, library: Library, label: Label, language: str) -> str:
    """Return the style with the line that stands at the foot of each printed page, where a browser can print one."""
    staff = catalog(language).gettext("For staff. Not for participants.")  # a loose page in the copier says it, too
    foot = _css_string(f"{staff} {module.id} · {label}")
    ours = f"{resource('print/drawing.css')}\n{resource('print/guide.css')}\n{sheet_style(module, guide, library)}"
    return f"{ours}\n@page{{@bottom-left{{content:{foot}}}}}"


def _css_string(text: str) -> str:
    safe = "".join(char if char.isalnum() or char in " .,:;·'-" else f"\\{ord(char):x} " for char in text)
    return f'"{safe}"'


def _span(start: int, minutes: int) -> str:
    return f"{_clock(start)}\u2013{_clock(start + minutes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
