"""What a packet holds. Nothing here is drawn; names are those that a stranger may read.

| packet | holds |
|---|---|
| ``week`` | the week's sessions (or one lane of it), each with its lesson, sheets and questions |
| ``families`` | the families' evening of a week; no questions |
| ``session`` | one session |
| ``catch_up`` | one session that somebody missed, with how to make up for it |
| ``essentials`` | the first ten days |

``needed`` tells which of them a program prints ahead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ....curriculum import Curriculum
from ....i18n import catalog
from ....model import LANES, Module
from ....names import day_name, session_name, week_name
from ....problems import suggestion
from ....wheel import Evening, Week, round_of

__all__ = ["Audience", "Kind", "Packet", "PacketError", "catch_up", "essentials", "families", "needed", "session", "week"]


class PacketError(Exception):
    """There is no such packet; the message says why, and what there is."""


class Audience(StrEnum):
    """Whom a packet is for."""

    PARTICIPANTS = "participants"
    FAMILY = "family"


class Kind(StrEnum):
    """What a packet is."""

    WEEK = "week"
    SESSION = "session"
    CATCH_UP = "catch-up"
    ESSENTIALS = "essentials"


@dataclass(frozen=True)
class Packet:
    """One packet in one language."""

    name: str
    """Of its file, without size and suffix: ``week-4``."""

    title: str
    """On its cover and in the PDF; it says nothing of a topic."""

    kind: Kind
    language: str
    modules: tuple[Module, ...] = ()
    """Its sessions; one that has no text in the packet's language speaks English."""

    audience: Audience = Audience.PARTICIPANTS
    days: tuple[str, ...] = ()
    """The day of each session; empty where the program's days do not say."""

    others: tuple[str, ...] = ()
    """The week's other evenings, each with its day: they have no sheets."""

    @property
    def foreign(self) -> list[Module]:
        """The sessions that have no text in the packet's language."""
        return [module for module in self.modules if module.language != self.language]


def week(curriculum: Curriculum, language: str, number: int, lane: str = "all") -> Packet:
    """Return the packet of a week of the wheel, or of one lane of it.

    Raises:
        PacketError: there is no such week, language or lane, or none of its sessions is written.
    """
    found = _week(curriculum, language, number)
    kinds = [evening.kind for evening in found.evenings if evening.kind in LANES]
    if lane != "all" and lane not in kinds:
        raise PacketError(f'There is no lane "{lane}" in week {number}. It has {", ".join(kinds)}.')
    days = [day_name(day, language) for day in curriculum.program.schedule.days]
    # By their place: a program may have two evenings of one kind.
    dated = [(evening, days[place] if place < len(days) else "") for place, evening in enumerate(found.evenings)]
    evenings = [(evening.module, day) for evening, day in dated if evening.module is not None and lane in ("all", evening.kind)]
    if not evenings:
        where = f"Week {number}" if lane == "all" else f"Lane {lane} of week {number}"
        raise PacketError(f"{where} has no session that is written yet, so that there is nothing to print.")
    title = week_name(number, language) + ("" if lane == "all" else f" {lane}")
    suffix = "" if lane == "all" else f"-{lane.lower()}"
    return Packet(
        f"week-{number}{suffix}",
        title,
        Kind.WEEK,
        language,
        tuple(module for module, _day in evenings),
        days=tuple(day for _module, day in evenings),
        others=() if lane != "all" else _others(curriculum, language, dated),
    )


def families(curriculum: Curriculum, language: str, number: int) -> Packet:
    """Return the packet of the families' evening of a week.

    Raises:
        PacketError: there is no such week or language, or it has no evening for families.
    """
    found = _week(curriculum, language, number)
    if found.family is None:
        raise PacketError(f"Week {number} has no evening for families.")
    return Packet(f"families-{number}", session_name(found.family, language), Kind.WEEK, language, (found.family,), Audience.FAMILY)


def session(curriculum: Curriculum, language: str, identifier: str) -> Packet:
    """Return the packet of one session.

    Raises:
        PacketError: there is no such module or language.
    """
    module = _module(curriculum, language, identifier)
    audience = Audience.FAMILY if module.is_family else Audience.PARTICIPANTS
    return Packet(module.id, session_name(module, language), Kind.SESSION, language, (module,), audience)


def catch_up(curriculum: Curriculum, language: str, identifier: str) -> Packet:
    """Return the packet for somebody who missed a session.

    Raises:
        PacketError: there is no such module or language, or it is the families': nobody keeps account of who comes there.
    """
    module = _module(curriculum, language, identifier)
    if module.is_family:
        raise PacketError(
            f"{module.id} is an evening for families, where nobody has to make up for anything. Print it with --session {module.id}."
        )
    title = catalog(language).gettext("%(session)s, to catch up") % {"session": session_name(module, language)}
    return Packet(f"{module.id}-catch-up", title, Kind.CATCH_UP, language, (module,))


def essentials(curriculum: Curriculum, language: str) -> Packet:
    """Return the packet of the first ten days.

    Raises:
        PacketError: the program names no essentials, or does not speak the language.
    """
    _speaks(curriculum, language)
    if not curriculum.program.essentials:
        raise PacketError("This program names no essentials. They stand in program.yml under essentials.")
    return Packet("essentials", curriculum.texts(language).essentials["title"].title, Kind.ESSENTIALS, language)


def needed(curriculum: Curriculum, language: str) -> Iterator[Packet]:
    """Yield the packets that a program needs in a language; what has no session in the language is left out."""
    placed = set()
    for number in sorted(found.number for found in round_of(curriculum, language)):
        for plan in (week, families):
            try:
                packet = plan(curriculum, language, number)
            except PacketError:
                continue  # nothing is written for that evening yet
            placed |= {module.id for module in packet.modules}
            if len(packet.foreign) < len(packet.modules):
                yield packet
    for module in curriculum.modules[language].values():
        if module.is_family and module.id not in placed:  # more evenings for families than weeks
            yield session(curriculum, language, module.id)
    if curriculum.program.essentials:
        yield essentials(curriculum, language)
    for module in curriculum.modules[language].values():
        if not module.is_family:
            yield catch_up(curriculum, language, module.id)


def _others(curriculum: Curriculum, language: str, dated: Sequence[tuple[Evening, str]]) -> tuple[str, ...]:
    words = curriculum.texts(language).wheel
    told = [
        (day, words.open if evening.kind in LANES else words.evenings[evening.kind]) for evening, day in dated if evening.module is None
    ]
    return tuple(f"{day}: {name}" if day else name for day, name in told)


def _week(curriculum: Curriculum, language: str, number: int) -> Week:
    _speaks(curriculum, language)
    weeks = {week.number: week for week in round_of(curriculum, language)}
    if not weeks:
        raise PacketError("No week of this program's wheel has a session that is written.")
    if number not in weeks:
        raise PacketError(f"There is no week {number}. This program's wheel goes from week 1 to week {max(weeks)}.")
    return weeks[number]


def _module(curriculum: Curriculum, language: str, identifier: str) -> Module:
    _speaks(curriculum, language)
    english = curriculum.modules["en"]
    if identifier not in english:
        raise PacketError(f'There is no module "{identifier}". {suggestion(identifier, english)}'.strip())
    return curriculum.modules.get(language, {}).get(identifier, english[identifier])


def _speaks(curriculum: Curriculum, language: str) -> None:
    if language not in curriculum.languages:
        raise PacketError(f'This program does not speak "{language}". It has {", ".join(curriculum.languages)}.')
