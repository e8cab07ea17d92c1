"""Going round the wheel: what stands in which week, from any week on."""

from __future__ import annotations

from dataclasses import dataclass

from . import names
from .curriculum import Curriculum
from .i18n import catalog
from .model import LANES, Module, Variant

__all__ = ["Evening", "Group", "Week", "groups", "orientation", "round_of"]


@dataclass(frozen=True)
class Evening:
    """One evening of a week."""

    kind: str
    """A lane, or the key of another kind of evening."""

    module: Module | None
    """Its session; None where it is another kind of evening, or where the session is still to come."""


@dataclass(frozen=True)
class Week:
    """One week of the round."""

    number: int
    """Its number on the wheel, which stays the same wherever a person joins."""

    theme: str
    evenings: list[Evening]
    family: Module | None
    """The families' evening of this week."""

    @property
    def modules(self) -> list[Module]:
        """The sessions of the week that are written."""
        return [evening.module for evening in self.evenings if evening.module is not None]


@dataclass(frozen=True)
class Group:
    """Sessions that stand together in a list: the first days, a week, what no week has."""

    key: str
    """``first-days``, ``week-2``, ``more``: stands in addresses and in a course."""

    name: str
    theme: str
    modules: list[Module]


def groups(curriculum: Curriculum, language: str) -> list[Group]:
    """Return all sessions in the order in which people meet them: first days, the program's round, then what it leaves out.

    Args:
        curriculum: all of it.
        language: the language of names and texts; a session that has no text in it stands in English.
    """
    _ = catalog(language).gettext
    english, spoken = curriculum.modules["en"], curriculum.modules.get(language, {})
    first = [spoken.get(module.id, module) for module in orientation(curriculum, "en")]
    found = [Group("first-days", _("First days"), "", first)]
    found += [
        Group(f"week-{week.number}", names.week_name(week.number, language), week.theme, week.modules)
        for week in round_of(curriculum, language)
    ]
    placed = {module.id for group in found for module in group.modules}
    rest = [spoken.get(module.id, module) for module in english.values() if not module.is_family and module.id not in placed]
    found.append(Group("more", _("More sessions"), "", rest))
    return [group for group in found if group.modules]


def orientation(curriculum: Curriculum, language: str) -> list[Module]:
    """Return the modules of the first days: early, and in no week of the wheel."""
    return [module for module in curriculum.modules[language].values() if module.is_orientation]


def round_of(curriculum: Curriculum, language: str, *, variant: str | None = None, start: int | None = None) -> list[Week]:
    """Return one round of the wheel in a language.

    Args:
        curriculum: its program's wheel is read.
        language: the language of modules and themes; a session that has no text in it stands in English.
        variant: one of the program's variants; the one that the program runs, when absent.
        start: the week with which the round begins; the program's own, when absent. Larger numbers go round.
    """
    wheel = curriculum.program.wheel
    name = variant or wheel.variant
    plan = wheel.variants[name]
    english, spoken = curriculum.modules["en"], curriculum.modules.get(language, {})
    places = _places(plan, english)
    if not places:
        return []
    themes = curriculum.texts(language).wheel.themes
    named = themes.get(name) or next((themes[other] for other in themes if wheel.variants[other].weeks == plan.weeks), [])
    families = [module for module in english.values() if module.is_family]
    last = max(places)
    weeks = []
    for number in range(1, last + 1):
        lanes = dict(zip(LANES, places.get(number, []), strict=False))
        evenings = [Evening(kind, _spoken(lanes.get(kind), english, spoken)) for kind in plan.evenings]
        family = families[(number - 1) % len(families)] if families else None
        theme = named[number - 1] if number <= len(named) else ""
        weeks.append(Week(number, theme, evenings, _spoken(family.id if family else None, english, spoken)))
    first = ((start or wheel.starts_in_week) - 1) % last
    return weeks[first:] + weeks[:first]


def _places(plan: Variant, modules: dict[str, Module]) -> dict[int, list[str]]:
    """Return week to the ids of its sessions, one for each lane; an empty id where nothing stands."""
    if plan.weeks:
        return dict(enumerate(plan.weeks, 1))
    found: dict[int, list[str]] = {}
    for module in modules.values():
        if not module.is_family and module.week and module.lane:
            found.setdefault(module.week, [""] * len(LANES))[LANES.index(module.lane)] = module.id
    return found


def _spoken(identifier: str | None, english: dict[str, Module], spoken: dict[str, Module]) -> Module | None:
    return (spoken.get(identifier) or english.get(identifier)) if identifier else None
