"""The page "My work": every sheet of the participants' sessions.

The browser marks what was done on this device; without scripts it is the list of all sheets.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from markupsafe import Markup

from ...i18n import catalog
from ...signing.text import LIBRARY
from ...templating import render
from ...wheel import groups

if TYPE_CHECKING:
    from .pages import LanguagePages

__all__ = ["WORK", "file_name", "work_page"]

WORK = "work"
"""Its address."""


def work_page(pages: LanguagePages) -> tuple[str, str]:
    """Return the page's title and its HTML."""
    title = catalog(pages.language).gettext("My work")
    html = render(
        "pages/work.html",
        pages.language,
        # Also what has no text in this language: it may have been done in English.
        groups=[(group, group.modules) for group in groups(pages.curriculum, pages.language)],
        spoken=pages.modules,
        english=pages.language_root(f"{WORK}/"),
        program=pages.curriculum.program,
        library=pages.library,
        label=pages.curriculum.label(pages.language, LIBRARY, *(module for module in pages.modules.values() if not module.is_family)),
        footer=Markup(pages.footer),  # noqa: S704 - cleaned
        scope=pages.scope,
        name=file_name(pages.curriculum.program.discreet_name),
        inline=pages.inline,
        session=pages.session,
    )
    return title, html


def file_name(name: str) -> str:
    """Return a program's discreet name as files are called: no accents, no spaces, and never the name of the families' file."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return found if found not in ("", "families") else "my-sheets"
