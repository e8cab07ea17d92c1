"""The notes beside the wall: a staff page that shows what belongs to the slide that is up, and steers the deck.

It is a document of its own, in the staff's folder: the deck that the projector shows never holds a word of it. The two windows
tell each other the ids of slides and nothing else (``templates/slides/wall.js``, ``templates/notes/notes.js``). Without a script,
or printed, it is a list of all notes.
"""

from __future__ import annotations

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.render import plain_text
from ...markdown.resolve import Surface
from ...model import Module, Translation
from ...templating import render
from .deck import Frame, Kind, deck, returns
from .document import flow, line, outside_name, resolver, resource, seal

__all__ = ["broken", "notes_page"]


def notes_page(curriculum: Curriculum, module: Module, language: str) -> str:
    """Return the notes of a module's deck as one HTML file; it expects the deck in ``../../slides/<language>/``."""
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    frames = deck(module, library)
    back = returns(module.guide, frames)
    going: list[dict[str, object]] = []
    steps = list(enumerate(module.guide.timeline if module.guide else [], start=1))

    def segment(frame: Frame) -> list[dict[str, object]]:
        """Return the steps that name a slide; one that none names, or only later, belongs to those of the slide before."""
        named = [
            {"number": number, "title": line(step.title, resolve), "minutes": step.minutes, "after": back.get(step.id, "")}
            for number, step in steps
            if step.slide == frame.id
        ]
        first = [step for step in named if not step["after"]]
        if first:
            going[:] = first
        return [] if frame.kind is Kind.HELP else [*going, *(step for step in named if step["after"])]

    def view(frame: Frame) -> dict[str, object]:
        return {
            "id": frame.id,
            "number": frame.number,
            "title": plain_text(frame.title),
            "help": frame.kind is Kind.HELP,
            "notes": flow(broken(frame.notes), resolve) if frame.notes else "",
            "steps": segment(frame),
        }

    return seal(
        render(
            "notes/notes.html",
            language,
            module=module,
            scope=curriculum.program.scope,
            label=curriculum.label(language, module),
            title=f"{outside_name(module, language)} · {curriculum.program.discreet_name}",
            name=line(module.title, resolve),
            slides=[view(frame) for frame in frames],
            many=len(steps),
            foreign=bool(module.guide and module.guide.translation is Translation.MISSING),
            deck=f"../../slides/{language}/{module.id}.html",
            style=Markup(resource("notes/notes.css")),  # noqa: S704 - our own file
            script=Markup(resource("notes/notes.js")),  # noqa: S704 - our own file
        )
    )


def broken(notes: str) -> str:
    """Return notes in which each authored line stays a line: a facilitator reads them at a glance."""
    return "\n".join(f"{text}  " for text in notes.splitlines())
