"""The essentials: what a person needs in the first ten days, whatever week the wheel stands on, on four pages of paper.

``program.yml: essentials`` names the parts (sections, worksheets, single fields, safety texts); their words come from the modules,
so that nothing stands twice. Minutes are those of a tired person.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...curriculum import Curriculum
from ...markdown.activities import render_worksheet
from ...markdown.resolve import Resolver, Surface
from ...markdown.safety_blocks import footer
from ...model import Essential, Module, Prose, Worksheet, module_of
from ...signing.text import LIBRARY
from ...templating import render
from .document import flow, line, resolver, resource, seal
from .handout import Paper, page_style

__all__ = ["packet_page"]

_SHARED = "safety."


@dataclass(frozen=True)
class _Part:
    """A part of a step as the template sees it."""

    id: str
    title: Markup
    body: Markup
    language: str
    is_sheet: bool = False


@dataclass(frozen=True)
class _Step:
    title: Markup
    text: Markup
    minutes: int
    with_staff: bool
    parts: list[_Part]


def packet_page(curriculum: Curriculum, language: str, paper: Paper, title: str, *, pressed: bool = False, large: bool = False) -> str:
    """Return the essentials as one HTML file.

    Args:
        curriculum: its program names the parts.
        language: what has no text in it stands in English, marked as such.
        paper: ``a4`` or ``letter``.
        title: what the packet is called; it lies on a table.
        pressed: whether it becomes a PDF.
        large: whether letters have 18 points and more.
    """
    library = curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    steps = [_step(curriculum, key, step, language, resolve) for key, step in curriculum.program.essentials.items()]
    style = [page_style(paper, pressed=pressed, large=large), resource("print/packet.css")]
    return seal(
        render(
            "print/packet.html",
            language,
            title=title,
            pressed=pressed,
            steps=steps,
            foreign=[step.title for step in steps if any(part.language != language for part in step.parts)],
            program=curriculum.program,
            library=library,
            label=curriculum.label(language, LIBRARY, *_modules(curriculum, language)),
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            style=Markup("\n".join(style)),  # noqa: S704 - our own files
        )
    )


def _modules(curriculum: Curriculum, language: str) -> list[Module]:
    """Return the modules that the packet takes parts of."""
    parts = [part for step in curriculum.program.essentials.values() for part in step.parts if not part.startswith(_SHARED)]
    return list({module.id: module for module in (_spoken(curriculum, part.partition(".")[0], language) for part in parts)}.values())


def _step(curriculum: Curriculum, key: str, step: Essential, language: str, resolve: Resolver) -> _Step:
    words = curriculum.texts(language).essentials[key]
    sheets: dict[str, list[str]] = {}
    parts: list[_Part] = []
    for part in step.parts:
        identifier, _dot, field = part.partition(".")
        if part.startswith(_SHARED):
            block = curriculum.texts(language).safety[part.removeprefix(_SHARED)]
            parts.append(_Part(part, line(block.title, resolve), flow(block.text, resolve), language))
        elif field and identifier in sheets:
            sheets[identifier].append(field)
        else:
            module = _spoken(curriculum, identifier, language)
            sheet = next((sheet for sheet in module.worksheets if sheet.id == identifier), None)
            if sheet is None:
                parts.append(_section(module, identifier, resolve))
            else:
                sheets[identifier] = [field] if field else []
                parts.append(_Part(identifier, Markup(), Markup(), module.language, is_sheet=True))
    filled = [_sheet(curriculum, part, sheets[part.id]) if part.is_sheet else part for part in parts]
    return _Step(line(words.title, resolve), flow(words.text, resolve), step.minutes, step.with_staff, filled)


def _spoken(curriculum: Curriculum, identifier: str, language: str) -> Module:
    name = module_of(identifier)
    return curriculum.modules.get(language, {}).get(name) or curriculum.modules["en"][name]


def _section(module: Module, identifier: str, resolve: Resolver) -> _Part:
    section = next(section for section in module.sections if section.id == identifier)
    body = Markup("\n").join(flow(block.markdown, resolve) for block in section.blocks if isinstance(block, Prose))
    return _Part(section.id, line(section.title, resolve), body, module.language)


def _sheet(curriculum: Curriculum, part: _Part, fields: list[str]) -> _Part:
    """Return a worksheet's paper form, or that of some of its fields; the filled example stays with the whole sheet."""
    module = _spoken(curriculum, part.id, part.language)
    sheet: Worksheet = next(sheet for sheet in module.worksheets if sheet.id == part.id)
    if fields:
        sheet = sheet.model_copy(update={"fields": [field for field in sheet.fields if field.id in fields]})
    html = render_worksheet(
        sheet, language=part.language, surface="paper", prefix=f"{sheet.id}-", module_id=module.id, example=False, level=3
    )
    return _Part(part.id, Markup(), Markup(html), part.language, is_sheet=True)  # noqa: S704 - our own templates
