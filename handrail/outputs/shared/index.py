"""The page that leads to the files of an output: slides, guides, handouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.resolve import Surface
from ...markdown.safety_blocks import footer
from ...templating import render
from .document import resolver, resource, seal

__all__ = ["Entry", "index_page"]


@dataclass(frozen=True)
class Entry:
    """One module in the list."""

    id: str
    title: str
    href: str
    more: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Further files: words and address."""


def index_page(curriculum: Curriculum, language: str, what: str, entries: Sequence[Entry]) -> str:
    """Return the page that leads to an output's files.

    Args:
        curriculum: its program's name and lines are used.
        language: the reader's.
        what: ``slides``, ``facilitator`` or ``handouts``.
        entries: the modules, in their order.
    """
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    return seal(
        render(
            "print/index.html",
            language,
            what=what,
            entries=entries,
            program=curriculum.program,
            library=library,
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            style=Markup(resource("print/index.css")),  # noqa: S704 - our own file
        )
    )
