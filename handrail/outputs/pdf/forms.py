"""Worksheets as PDFs that are filled in: names that say nothing, labels that say all, no script, and nowhere to send anything."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.activities import render_worksheet
from ...model import Module
from ..shared.document import outside_name, resource
from ..shared.handout import Paper, SheetPage
from ..shared.packets.leaf import leaf_page

__all__ = ["form_pages"]

_PAPER: Paper = "letter"
"""A form is made for a screen; printed, a sheet of Letter goes onto A4 as well."""


def form_pages(curriculum: Curriculum, module: Module, language: str) -> Iterator[SheetPage]:
    """Yield each worksheet of a module as a page that becomes a fillable PDF."""
    for sheet in module.worksheets:
        html = render_worksheet(
            sheet, language=language, surface="form", prefix=f"{sheet.id}-", module_id=module.id, completion=not module.is_family, level=1
        )
        page = leaf_page(
            curriculum,
            "form.html",
            language,
            _PAPER,
            kind="work",
            title=outside_name(module, language),
            modules=[module],
            exact=True,
            code=sheet.id,
            form=Markup(html),  # noqa: S704 - our own templates
        )
        page = page.replace("</style>", f"\n{resource('print/form.css')}</style>", 1)
        yield SheetPage(sheet.id, page, sheet.title, _PAPER)
