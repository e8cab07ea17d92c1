"""A module as an Interactive Book: its pages, in the order in which they are read.

| page | called | holds |
|---|---|---|
| lesson | Read | draft label; at level high the crisis line and the emergency steps first; message, short version, sections, drawings |
| one per worksheet | Worksheet 1 | the sheet as text, with lines and boxes, for print or for copying; nothing can be typed |
| check | Quick questions | a content for each question, and what the host is told; families have none |
| sources | Sources | the works that the lesson cites, disclaimer, license |

Page names are neutral, because a host is told them when somebody marks a page; titles stand inside. The crisis line stands at
the end of every page. Facilitators' text is not read here.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from markupsafe import Markup

from ...curriculum import Curriculum
from ...i18n import catalog
from ...markdown.activities import inline, render_worksheet
from ...markdown.resolve import Resolver, Surface, cited_keys
from ...markdown.safety_blocks import footer, safety_blocks
from ...model import Check, Figure, Level, Library, Module, Prose, Section, Worksheet
from ...names import numbered
from ...templating import render
from ..shared.document import flow, line, notice, resolver
from .content_types import COLUMN, IMAGE, TABLE, TEXT
from .package import content, license_words
from .pictures import Picture
from .questions import questions
from .text import pieces
from .words import book_words, image_words

__all__ = ["book", "picture_path"]

_ACCENT = "#0b6e7f"
_STEP = '<div class="hr-step">'
_LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"


def book(curriculum: Curriculum, module: Module, language: str, drawings: Mapping[str, Picture]) -> dict[str, Any]:
    """Return the parameters of a module's Interactive Book.

    Args:
        curriculum: all of it.
        module: the module, in its language.
        language: the reader's.
        drawings: figure id to its picture, which lies at :func:`picture_path`.
    """
    return _Book(curriculum, module, language, drawings).params()


def picture_path(figure: str) -> str:
    """Return where a figure's picture lies below ``content/``."""
    return f"images/{figure}.png"


@dataclass
class _Page:
    """A page as it grows."""

    id: str
    title: str
    parts: list[dict[str, Any]] = field(default_factory=list)

    def add(self, part: dict[str, Any]) -> None:
        """Add a content, without a ruler above it."""
        self.parts.append({"content": part, "useSeparator": "disabled"})

    def write(self, name: str, markup: str) -> None:
        """Add HTML of ours as prose and tables."""
        for number, piece in enumerate(pieces(markup)):
            library = TABLE if piece.table else TEXT
            self.add(content(library, f"{self.id}.{name}.{number}", self.title, {"text": piece.html}))


class _Book:
    def __init__(self, curriculum: Curriculum, module: Module, language: str, drawings: Mapping[str, Picture]) -> None:
        self.curriculum, self.module, self.language, self.drawings = curriculum, module, language, drawings
        self._ = catalog(language).gettext
        self.library: Library = curriculum.texts(language)
        self.cited = [key for key in cited_keys(module) if key in curriculum.sources]
        self.resolve: Resolver = replace(resolver(curriculum, language, Surface.PACKAGE, self.cited), module_url=self._page_of)
        self.prefix = f"{language}/{curriculum.program.id}/"
        self.label = html.escape(str(curriculum.label(language, module)), quote=False)
        self.crisis = f"<p>{footer(self.library, self.resolve)}</p>"

    def params(self) -> dict[str, Any]:
        pages = [self._lesson(), *(self._sheet(number, sheet) for number, sheet in enumerate(self.module.worksheets, start=1))]
        pages += [self._check(check) for check in self.module.checks if not self.module.is_family]
        pages.append(self._sources())
        return {
            "showCoverPage": False,
            "chapters": [content(COLUMN, page.id, page.title, {"content": page.parts}) for page in pages],
            "behaviour": {
                "baseColor": _ACCENT,
                "defaultTableOfContents": False,
                # A page is marked by its reader, never by viewing; families are asked to mark nothing, and nothing is told.
                "progressIndicators": not self.module.is_family,
                "progressAuto": False,
                "displaySummary": False,
                "enableRetry": True,
            },
            **book_words(self.language),
        }

    def _page(self, name: str, title: str) -> _Page:
        page = _Page(f"{self.prefix}{self.module.id}-{name}", title)
        page.write("draft", f"<p><em>{self.label}</em></p>")
        return page

    def _end(self, page: _Page) -> _Page:
        page.write("crisis", self.crisis)
        page.parts[-1]["useSeparator"] = "enabled"
        return page

    def _page_of(self, identifier: str) -> str | None:
        """Return the address of a module's page on the site, None while nobody has said where the site is."""
        there = identifier in self.curriculum.modules.get(self.language, {})
        return (self.curriculum.program.page_of(identifier, self.language) or None) if there else None

    def _line(self, text: str) -> Markup:
        return line(text, self.resolve)

    def _lesson(self) -> _Page:
        _, module = self._, self.module
        page = self._page("read", _("Read"))
        safety = "".join(f"<h3>{title}</h3>{body}" for _key, title, body in safety_blocks(module, self.library, self.resolve))
        high = module.safety.level is Level.HIGH
        if high:
            page.write("safety", self.crisis + safety)
        page.write(
            "top",
            self._rendered(
                "top",
                module=module,
                inline=self._line,
                notice=notice(module.front_translation, self.library.labels),
                safety=Markup("" if high else safety),  # noqa: S704 - cleaned
            ),
        )
        for section in module.sections:
            self._section(page, section)
        return self._end(page)

    def _section(self, page: _Page, section: Section) -> None:
        said = notice(section.translation, self.library.labels)
        waiting = f"<h2>{self._line(section.title)}</h2>" + (f"<p>{html.escape(said)}</p>" if said else "")
        for number, block in enumerate(section.blocks):
            match block:
                case Prose():
                    waiting += str(flow(block.markdown, self.resolve))
                case Figure():
                    page.write(f"{section.id}.{number}", waiting)
                    waiting = self._figure(page, block)
                case Worksheet():
                    words = self._("This sheet has a page of its own, further on:")
                    waiting += f"<p>{html.escape(words)} <strong>{inline(block.title)}</strong></p>"
                case Check():
                    continue
        page.write(section.id, waiting)

    def _figure(self, page: _Page, figure: Figure) -> str:
        """Add a drawing; return its caption."""
        picture = self.drawings[figure.id]
        file = {"path": picture_path(figure.id), "mime": "image/png", "width": picture.width, "height": picture.height}
        params = {
            "file": {**file, "copyright": {"license": "CC BY", "version": "4.0"}},
            "decorative": False,
            "alt": f"{figure.title}. {figure.text}",
            **image_words(self.language),
        }
        page.add(content(IMAGE, f"{page.id}.{figure.id}", page.title, params))
        return f"<p><em>{self._line(figure.caption)}</em></p>" if figure.caption else ""

    def _sheet(self, number: int, sheet: Worksheet) -> _Page:
        _, module = self._, self.module
        page = self._page(sheet.id, numbered(_("Worksheet"), number, len(module.worksheets)))
        address = self.curriculum.program.work_of(module.id, self.language, family=module.is_family)
        page.write("how", self._rendered("sheet", address=address))
        rendered = render_worksheet(
            sheet,
            language=self.language,
            surface="paper",
            prefix=f"{sheet.id}-",
            module_id=module.id,
            completion=not module.is_family,
            level=2,
        )
        if sheet.example:
            rendered = rendered.replace(_STEP, self._rendered("own") + _STEP, 1)
        page.write("sheet", rendered)
        return self._end(page)

    def _check(self, check: Check) -> _Page:
        page = self._page(check.id, self._("Quick questions"))
        page.write("how", self._rendered("check"))
        for question in questions(check, self.language, self.prefix):
            page.add(question)
        return self._end(page)

    def _sources(self) -> _Page:
        page = self._page("sources", self._("Sources"))
        text = self._rendered(
            "sources",
            module=self.module,
            sources=[self.curriculum.sources[key] for _number, key in self.resolve.numbered(self.cited)],
            disclaimer=self.library.labels["disclaimer"],
            license=license_words(self.language),
            license_url=_LICENSE_URL,
            edition=self.curriculum.program.edition.isoformat(),
        )
        page.write("list", text)
        return self._end(page)

    def _rendered(self, name: str, **context: Any) -> str:
        return render(f"h5p/{name}.html", self.language, **context)
