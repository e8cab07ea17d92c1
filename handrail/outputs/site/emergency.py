"""The emergency page, apart from every module and from the theme: overdose steps in the first screen, one small file, no script.

Someone opens it beside a person who does not breathe, on an old phone with a bad line. Nothing stands above the steps.
"""

from __future__ import annotations

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.render import clean, to_html
from ...markdown.resolve import Surface
from ...markdown.safety_blocks import footer
from ...names import AUTONYMS
from ...signing.text import EMERGENCY
from ...templating import render
from ..shared.document import line, resolver, resource, seal

__all__ = ["emergency_page", "leave_page"]


def emergency_page(curriculum: Curriculum, language: str, languages: list[str]) -> str:
    """Return the page in a language, whole and sealed; its words are the shared overdose text.

    Args:
        curriculum: its lines and shared texts are used.
        language: the reader's.
        languages: the site's.
    """
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.SCREEN)
    block = library.safety["overdose"]
    folder_of = curriculum.program.folder_of
    root = "../" * (1 + folder_of(language).count("/"))
    others = [(other, AUTONYMS[other], f"{root}{folder_of(other)}emergency/") for other in languages if other != language]
    return seal(
        render(
            "pages/emergency.html",
            language,
            title=line(block.title, resolve),
            steps=Markup(clean(to_html(resolve(block.text)))),  # noqa: S704 - cleaned
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            label=curriculum.label(language, EMERGENCY),
            root=root,
            home=folder_of(language),
            others=others,
            style=Markup(resource("pages/emergency.css")),  # noqa: S704 - our own file
        )
    )


def leave_page() -> str:
    """Return the page to which people leave: ours, and blank."""
    return seal(render("pages/leave.html", "en"))
