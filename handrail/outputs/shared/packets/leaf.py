"""A page of paper that is no module's sheet, in the look of those that are: a cover, cards, a tally."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from ....curriculum import Curriculum
from ....markdown.resolve import Surface
from ....markdown.safety_blocks import footer
from ....model import Module
from ....signing.text import LIBRARY
from ....templating import render
from ..document import line, resolver, resource, seal
from ..handout import Paper, page_style

__all__ = ["leaf_page"]


def leaf_page(  # noqa: PLR0913 - each stands on the page
    curriculum: Curriculum,
    template: str,
    language: str,
    paper: Paper,
    *,
    kind: str,
    title: str,
    modules: Sequence[Module] = (),
    pressed: bool = True,
    large: bool = False,
    exact: bool = False,
    **context: object,
) -> str:
    """Return a page of paper that is no module's sheet: a cover, cards, a tally.

    Args:
        curriculum: its program's names and lines are used.
        template: below ``templates/print/``.
        language: the reader's.
        paper: ``a4`` or ``letter``.
        kind: the class of the sheet.
        title: what the document is called on the outside.
        modules: whose text is on it; the label says who checked them.
        pressed: whether it becomes a PDF.
        large: whether letters have 18 points and more.
        exact: whether a millimeter of its style is a millimeter on paper.
        context: what the template needs beside.
    """
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    style = [page_style(paper, pressed=pressed, large=large, exact=exact), resource("print/packet_pages.css")]
    return seal(
        render(
            f"print/{template}",
            language,
            kind=kind,
            title=f"{title} · {curriculum.program.discreet_name}",
            pressed=pressed,
            large=large,
            program=curriculum.program,
            library=library,
            label=curriculum.label(language, LIBRARY, *modules),
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            inline=lambda text: line(text, resolve),
            style=Markup("\n".join(style)),  # noqa: S704 - our own files
            **{"code": "", **context},
        )
    )
