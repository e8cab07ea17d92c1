"""The facilitator's guide: one print-ready document per module and language, for staff alone.

Its first page is the run sheet of the evening; then come the steps with the exact words, the slides with their notes, and
what to do when the evening takes a turn. No page for participants links here, and nothing of it is in a slide file.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from ..curriculum import Curriculum
from ..i18n import catalog
from ..markdown.render import plain_text
from ..markdown.resolve import Resolver, Surface
from ..markdown.safety_blocks import footer, safety_blocks
from ..model import Exercise, Guide, Library, Module, Step, Translation
from ..signing.label import Label
from ..templating import render
from .base import Output, Report, Request
from .shared.deck import Frame, Kind, deck
from .shared.document import flow, line, notice, outside_name, resolver, resource, seal
from .shared.index import Document, write_documents
from .shared.staff import library_page, program_page, wheel_page

__all__ = ["OUTPUT", "Row", "guide_page", "run_sheet"]

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
    def clock(self) -> str:
        """The span in the full evening: ``0:02-0:08`` with an en dash."""
        return _span(self.start, self.step.minutes)

    @property
    def short_clock(self) -> str:
        """The span in the 25-minute cut, or nothing."""
        return "" if self.short_start is None else _span(self.short_start, self.step.short)


def write(request: Request) -> Report:
    """Write the guide of every module that has one, the wheel, the library, and a page that leads to them."""

    def guides(module: Module, language: str) -> list[Document]:
        if module.guide is None:
            return []
        return [Document(f"{module.id}.html", guide_page(request.curriculum, module, module.guide, language))]

    def beside(language: str) -> list[Document]:
        curriculum = request.curriculum
        _ = catalog(language).gettext
        own = []
        if curriculum.overlay:
            page = program_page(curriculum, curriculum.overlay, request.private, language)
            own = [Document("program.html", page, _("Our program: for staff alone"))]
        return [
            *own,
            Document("wheel.html", wheel_page(curriculum, language), _("The wheel: which session in which week")),
            Document("library.html", library_page(curriculum, language), _("Agreements, exercises, and when something happens")),
        ]

    return write_documents(request, "facilitator", guides, beside)


OUTPUT = Output("facilitator", "Facilitator guides, for staff alone", write, "build/facilitator", staff_only=True)


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


def guide_page(curriculum: Curriculum, module: Module, guide: Guide, language: str) -> str:
    """Return the guide of a module as one HTML file."""
    library = curriculum.texts(language)
    label = curriculum.label(language, module)
    resolve = resolver(curriculum, language, Surface.PAPER)
    frames = deck(module, library)
    rows = run_sheet(guide, frames, library)
    return seal(
        render(
            "print/guide.html",
            language,
            module=module,
            guide=guide,
            program=curriculum.program,
            library=library,
            label=label,
            title=f"{outside_name(module, language)} · {curriculum.program.discreet_name}",
            inline=lambda text: line(text, resolve),
            blocks=lambda text: flow(text, resolve),
            rows=rows,
            total=sum(row.step.minutes for row in rows),
            total_short=sum(row.step.short for row in rows),
            slides=[_slide(curriculum, frame, resolve) for frame in frames if frame.kind is not Kind.HELP],
            helps=[frame for frame in frames if frame.kind is Kind.HELP],
            plain=plain_text,
            happenings=[(key, library.if_this_happens[key]) for key in guide.if_this_happens if key in library.if_this_happens],
            safety=[(key, Markup(heading), Markup(body)) for key, heading, body in safety_blocks(module, library, resolve)],  # noqa: S704
            reporter=library.labels.get(REPORTER, ""),
            problems=[curriculum.program.problems[key] for key in module.links if key in curriculum.program.problems],
            notice=notice(guide.translation, library.labels),
            foreign=guide.translation is Translation.MISSING,
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            style=Markup(_style(module, label)),  # noqa: S704 - our own files
        )
    )


def _slide(curriculum: Curriculum, frame: Frame, resolve: Resolver) -> dict[str, object]:
    return {
        "number": frame.number,
        "title": line(frame.title, resolve),
        "words": flow(frame.markdown, resolve) if frame.markdown else "",
        "drawings": [Markup(curriculum.drawing(figure, prefix=f"{frame.id}-")) for figure in frame.figures],  # noqa: S704 - drawings were checked
        "notes": flow(_broken(frame.notes), resolve) if frame.notes else "",
    }


def _broken(notes: str) -> str:
    """Return notes in which each authored line stays a line: a facilitator reads them at a glance."""
    return "\n".join(f"{text}  " for text in notes.splitlines())


def _style(module: Module, label: Label) -> str:
    """Return the style with the line that stands at the foot of each printed page, where a browser can print one."""
    foot = _css_string(f"{module.id} · {label}")
    return f"{resource('print/drawing.css')}\n{resource('print/guide.css')}\n@page{{@bottom-left{{content:{foot}}}}}"


def _css_string(text: str) -> str:
    safe = "".join(char if char.isalnum() or char in " .,:;·'-" else f"\\{ord(char):x} " for char in text)
    return f'"{safe}"'


def _span(start: int, minutes: int) -> str:
    return f"{_clock(start)}\u2013{_clock(start + minutes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
