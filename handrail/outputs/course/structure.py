"""The tree of the course: one's own progress, then weeks, modules, and three units of each: read, do, check.

| in the course | is | called | url_name |
|---|---|---|---|
| chapter | where one stands | Start here | ``start``, ``start-here``, ``start-progress``, block ``progress`` |
| chapter | first days, a week of the wheel, then the family lane | Week 2 | ``first-days``, ``week-2``, ``families`` |
| sequential | a module | Session 4 | ``s04`` |
| vertical | a unit | Read, Worksheets, Quick questions | ``s04-read``, ``s04-do``, ``s04-check`` |
| vertical, staff only | the facilitator guide | Staff | ``s04-staff`` |
| block | lesson, worksheet, check, guide | as its unit | ``s04-lesson``, ``s04-w1``, ``s04-c1``, ``s04-g`` |

Completion hangs on url_names, so each comes from an id and never from a place. A family module has no check; where it has
another language, its units stand there once more, with the language behind the id (``f04-read-es``). The index of topics is
part of the progress block: links by ``jump_to_id``. Every block carries the mark of what was written (``handrail_xblocks.written``).
"""

from __future__ import annotations

from lxml import etree

from handrail_xblocks import olx, signed, written

from ... import names, wheel
from ...curriculum import Curriculum
from ...i18n import catalog
from ...markdown import lesson_source
from ...model import Module
from ...signing.label import Label
from ...signing.text import LIBRARY
from .data import lesson_data, progress_data, shared_data
from .guide import guide_html
from .plan import plan_of, plan_text

__all__ = ["Tongue", "course_label", "course_of", "drawings"]


class Tongue:
    """A module in the language that the course, or one unit of it, speaks."""

    def __init__(self, curriculum: Curriculum, module: Module, language: str, *, first: bool) -> None:
        self.curriculum = curriculum
        self.module = curriculum.modules.get(language, {}).get(module.id, module)
        self.language = self.module.language  # English, where the module has no text in the language that was asked for
        self.suffix = "" if first else f"-{language}"
        self.autonym = "" if first else f" ({names.AUTONYMS[language]})"
        self._ = catalog(self.language).gettext

    @property
    def label(self) -> Label:
        """Who checked the module in this language, or that nobody did."""
        return self.curriculum.label(self.language, self.module)

    def figure_path(self, figure_id: str) -> str:
        """Return the address of a drawing in the course."""
        return f"/static/{figure_id}{self.suffix}.svg"


def tongues(curriculum: Curriculum, module: Module) -> list[Tongue]:
    """Return a module in the languages in which the course carries it."""
    first, *others = curriculum.languages
    found = [Tongue(curriculum, module, first, first=True)]
    if module.is_family:  # a second text of a counted module would have to be done twice
        found += [Tongue(curriculum, module, other, first=False) for other in others if module.id in curriculum.modules.get(other, {})]
    return found


def in_course(curriculum: Curriculum) -> list[Module]:
    """Return the modules that the course carries, in order."""
    families = curriculum.program.course.family_modules
    return [module for module in curriculum.modules["en"].values() if families or not module.is_family]


def course_label(curriculum: Curriculum) -> Label:
    """Return what the course as a whole says of itself: it is signed when every session in it is, and what they share."""
    language, there = curriculum.languages[0], {module.id for module in in_course(curriculum)}
    return curriculum.label(language, LIBRARY, *(module for module in curriculum.spoken(language) if module.id in there))


def drawings(curriculum: Curriculum) -> dict[str, str]:
    """Return file name to SVG for every drawing of the course."""
    found = {}
    for module in in_course(curriculum):
        for tongue in tongues(curriculum, module):
            for figure in tongue.module.figures:
                name = tongue.figure_path(figure.id).removeprefix("/static/")
                found[name] = curriculum.drawing(figure, standalone=True) + "\n"
    return found


def course_of(curriculum: Curriculum) -> olx.Course:
    """Return the tree of a program's course."""
    program, language = curriculum.program, curriculum.languages[0]
    english = curriculum.modules["en"]
    chapters = [
        olx.Chapter(group.key, group.name, [_sequential(curriculum, english[module.id]) for module in group.modules])
        for group in wheel.groups(curriculum, language)
    ]
    families = [_sequential(curriculum, module) for module in in_course(curriculum) if module.is_family]
    if families:
        chapters.append(olx.Chapter("families", catalog(language).gettext("For families and friends"), families))
    return olx.Course(
        program.course.org, program.course.number, program.course.run, program.discreet_name, [*_start(curriculum), *chapters]
    )


def _start(curriculum: Curriculum) -> list[olx.Chapter]:
    """Return the chapter that a person sees first; none for a course in which nothing can be done."""
    language, plan = curriculum.languages[0], plan_of(curriculum)
    if not any(plan.sessions()):
        return []
    _ = catalog(language).gettext
    name = _("My sessions")
    label = course_label(curriculum)
    block = _node("handrail_progress", "progress", name, plan_text(plan), progress_data(curriculum, language), label)
    unit = olx.Vertical("start-progress", name, [block])
    return [olx.Chapter("start", _("Start here"), [olx.Sequential("start-here", name, [unit])])]


def _sequential(curriculum: Curriculum, module: Module) -> olx.Sequential:
    verticals = [unit for tongue in tongues(curriculum, module) for unit in _units(tongue)]
    if module.guide:
        verticals.append(_guide(curriculum, module))
    return olx.Sequential(module.id, names.session_name(module, curriculum.languages[0]), verticals)


def _units(tongue: Tongue) -> list[olx.Vertical]:
    module, suffix, own, _ = tongue.module, tongue.suffix, tongue.autonym, tongue._
    units = [olx.Vertical(f"{module.id}-read{suffix}", _("Read") + own, [_lesson(tongue)])]
    if module.worksheets:
        names_of = [names.numbered(_("Worksheet"), index, len(module.worksheets)) for index in range(1, len(module.worksheets) + 1)]
        sheets: list[olx.Block | olx.Page] = [
            _block(tongue, "handrail_worksheet", sheet.id, name, sheet.source, counted=sheet.counted)
            for sheet, name in zip(module.worksheets, names_of, strict=True)
        ]
        units.append(olx.Vertical(f"{module.id}-do{suffix}", _("Worksheets") + own, sheets))
    if module.checks:
        name = _("Quick questions")
        checks: list[olx.Block | olx.Page] = [_block(tongue, "handrail_check", check.id, name, check.source) for check in module.checks]
        units.append(olx.Vertical(f"{module.id}-check{suffix}", name + own, checks))
    return units


def _lesson(tongue: Tongue) -> olx.Block:
    module = tongue.module
    figures = {figure.id: tongue.figure_path(figure.id) for figure in module.figures}
    there = {found.id for found in in_course(tongue.curriculum)}
    data = lesson_data(tongue.curriculum, module, tongue.language, figures, there)
    return _node("handrail_lesson", f"{module.id}-lesson{tongue.suffix}", tongue._("Read"), lesson_source(module), data, tongue.label)


def _block(tongue: Tongue, kind: str, identifier: str, name: str, source: str, *, counted: bool = True) -> olx.Block:
    data = shared_data(tongue.curriculum, tongue.module, tongue.language)
    if not counted:
        data["counted"] = False
    return _node(kind, f"{identifier}{tongue.suffix}", name, source.strip() + "\n", data, tongue.label)


def _node(kind: str, url_name: str, name: str, content: str, data: dict[str, object], label: Label) -> olx.Block:
    data = signed.signed_with(content, data, label)
    node = etree.Element(kind, url_name=url_name)
    mark = written.mark_of(content, name, data)
    olx.fill(node, kind, content=content, program_data=data, attributes={"display_name": name, "written": str(mark)})
    return olx.Block(kind, url_name, node)


def _guide(curriculum: Curriculum, module: Module) -> olx.Vertical:
    language = curriculum.languages[0]
    spoken = curriculum.modules.get(language, {}).get(module.id, module)
    name = catalog(language).gettext("Staff")
    page = olx.Page(f"{module.id}-g", name, guide_html(curriculum, spoken, language), staff_only=True)
    return olx.Vertical(f"{module.id}-staff", name, [page], staff_only=True)
