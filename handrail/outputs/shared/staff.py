"""Pages for staff beside the guides: the wheel of sessions, and the library that guides take from."""

from __future__ import annotations

from markupsafe import Markup

from ...curriculum import Curriculum
from ...i18n import catalog
from ...markdown.resolve import Surface
from ...markdown.safety_blocks import footer
from ...model import LANES, Module
from ...names import day_name
from ...overlay import OWN_PREFIX, Overlay
from ...signing.text import LIBRARY
from ...templating import render
from ...wheel import Week, orientation, round_of
from .document import line, resolver, resource, seal
from .guide import still_english

__all__ = ["library_page", "program_page", "wheel_page"]


def wheel_page(curriculum: Curriculum, language: str) -> str:
    """Return the page with the wheel in all its variants, the program's own first, and sessions by treatment-plan problem."""
    _ = catalog(language).gettext
    program, words = curriculum.program, curriculum.texts(language).wheel
    rounds, all_weeks = [], []
    for key in sorted(program.wheel.variants, key=lambda key: key != program.wheel.variant):
        plan, own = program.wheel.variants[key], key == program.wheel.variant
        days = [day_name(day, language) for day in program.schedule.days] if own else []  # two of one kind have a day each
        evenings = [days[at - 1] if at <= len(days) else _number(_("Evening"), at) for at in range(1, len(plan.evenings) + 1)]
        weeks = round_of(curriculum, language, variant=key, start=None if own else 1)
        all_weeks += weeks
        rounds.append({"key": key, "title": words.variants.get(key, key), "own": own, "evenings": evenings, "weeks": weeks})
    linked: dict[str, list[Module]] = {}
    for module in curriculum.modules["en"].values():
        for problem in module.links:
            linked.setdefault(problem, []).append(curriculum.modules.get(language, {}).get(module.id, module))
    problems = [(one.name_in(language), linked[key]) for key, one in program.problems.items() if key in linked]
    first = [curriculum.modules.get(language, {}).get(module.id, module) for module in orientation(curriculum, "en")]
    return _page(
        "print/wheel.html",
        curriculum,
        language,
        words.title,
        rounds=rounds,
        lanes=LANES,
        problems=problems,
        first=first,
        more=_in_no_round(curriculum, language, first, all_weeks),
        cell=_cell(language),
        label=curriculum.label(language, LIBRARY, *curriculum.spoken(language)),
    )


def _in_no_round(curriculum: Curriculum, language: str, first: list[Module], weeks: list[Week]) -> list[Module]:
    """Return the sessions and family evenings that stand in no week of any round: they can be had beside it."""
    placed = {module.id for module in first} | {module.id for week in weeks for module in (*week.modules, week.family) if module}
    spoken = curriculum.modules.get(language, {})
    return [spoken.get(module.id, module) for module in curriculum.modules["en"].values() if module.id not in placed]


def library_page(curriculum: Curriculum, language: str) -> str:
    """Return the page with the group agreements, what to do when something happens, and the exercises."""
    resolve = resolver(curriculum, language, Surface.PAPER)
    title = catalog(language).gettext("Agreements, exercises, and when something happens")
    label = curriculum.label(language, LIBRARY)
    english = {
        "agreements": still_english(curriculum, language, lambda library: library.agreements),
        "happens": still_english(curriculum, language, lambda library: library.if_this_happens),
        "exercises": still_english(curriculum, language, lambda library: library.exercises),
    }
    return _page("print/library.html", curriculum, language, title, inline=lambda text: line(text, resolve), english=english, label=label)


def program_page(curriculum: Curriculum, overlay: Overlay, language: str, *, names: bool) -> str:
    """Return the page of what is a program's own: its lines, what it adds, leaves out and says in other words.

    Args:
        curriculum: all of it.
        overlay: what the program changed.
        language: the reader's.
        names: whether there are sheets with the names of those on call. This page is for a screen, and holds none.
    """
    spoken = curriculum.spoken(language)
    return _page(
        "print/program.html",
        curriculum,
        language,
        catalog(language).gettext("Our program: for staff alone"),
        names=names,
        own=[module for module in spoken if module.id.startswith(OWN_PREFIX)],
        hidden=[(key, hidden.reason) for key, hidden in sorted(overlay.hidden.items())],
        replaced=sorted({key for one in overlay.replaced.values() for key in one.sections}),
        cell=_cell(language),
        label=curriculum.label(language, LIBRARY),
    )


def _cell(language: str) -> object:
    def cell(module: Module) -> Markup:
        foreign = f' lang="{module.language}"' if module.language != language else ""
        name = Markup('<span class="code">{}</span> <span{}>{}</span>').format(module.id, Markup(foreign), module.title)  # noqa: S704 - a language code
        return Markup('<a href="{}.html">{}</a>').format(module.id, name) if module.guide and not foreign else name

    return cell


def _number(word: str, number: int) -> str:
    return f"{word} {number}"


def _page(template: str, curriculum: Curriculum, language: str, title: str, **context: object) -> str:
    library = curriculum.texts(language)
    html = render(
        template,
        language,
        title=title,
        program=curriculum.program,
        library=library,
        crisis=Markup(footer(library, resolver(curriculum, language, Surface.PAPER))),  # noqa: S704 - authored text was checked at the source
        style=Markup(resource("print/index.css") + resource("print/staff.css")),  # noqa: S704 - our own files
        **context,
    )
    return seal(html)
