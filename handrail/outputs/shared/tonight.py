"""Tonight: the page that a facilitator has open while leading a session, the page that leads to it, and its paper with names.

| page | shows |
|---|---|
| ``tonight_page`` | one session: the plan with its running clock, what to say and ask; prints as one sheet with lines for a pen |
| ``names_page`` | the same sheet with the names of those on call, on paper alone: the screen shows none of it |
| ``start_page`` | tonight's session by the wheel, any session by its week, and what was covered on this computer |
"""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from ...curriculum import Curriculum
from ...i18n import catalog
from ...markdown.resolve import Surface
from ...markdown.safety_blocks import footer
from ...model import Guide, Module, Private
from ...names import AUTONYMS, day_name, week_name
from ...signing.text import LIBRARY
from ...templating import render
from ...wheel import Week, orientation, round_of
from .deck import deck, place_of, returns
from .document import resolver, resource, seal
from .guide import sheet_style, words_of

__all__ = ["names_page", "start_page", "start_page_name", "tonight_page"]

_SENTENCE = re.compile(r"(?<=[.!])\s+(?=[^a-z\d\W]|[\u00bf\u00a1\"*])")
"""Where a statement ends: before a capital letter, or a mark that begins a sentence. A question is not cut off from what answers it."""


def tonight_page(curriculum: Curriculum, module: Module, guide: Guide, language: str, *, names: bool) -> str:
    """Return Tonight for a session as one HTML file.

    Args:
        curriculum: all of it.
        module: the session.
        guide: its guide.
        language: the reader's.
        names: whether there is a sheet with the names of those on call to lead to. The page itself never holds one.
    """
    words = words_of(curriculum, module, guide, language)
    back = returns(guide, deck(module, curriculum.texts(language)))
    at = next((slot.at for slot in words["evening"] if slot.part == "session"), "")
    return seal(
        render(
            "tonight/tonight.html",
            language,
            style=_style("tonight/tonight.css") + Markup(sheet_style(module, guide, curriculum.texts(language))),  # noqa: S704 - our own
            script=_script("keep", "plan", "clock", "page", "fit"),
            clock_words=_clock_words(language),
            start=start_page_name(curriculum, language),
            names=names,
            checks=[_parts(item) for item in guide.before],
            begins=at,
            places={step.id: place_of(step.slide, back.get(step.id, "")) for step in guide.timeline if step.slide},
            **words,
        )
    )


def _parts(text: str) -> tuple[str, str]:
    """Return a text's first sentence and the rest, which the page may fold; no rest where a cut would part what belongs together."""
    for end in _SENTENCE.finditer(text):
        first, rest = text[: end.start()], text[end.end() :]
        if not any(first.count(mark) % 2 for mark in ("*", "_", "`", '"')) and first.count("[") == first.count("]"):
            return first, rest
    return text, ""


def names_page(curriculum: Curriculum, module: Module, guide: Guide, language: str, private: Private) -> str:
    """Return a session's sheet with the names of those on call: it shows on paper, and on no screen.

    Args:
        curriculum: all of it.
        module: the session.
        guide: its guide.
        language: the reader's.
        private: who is on call.
    """
    return seal(
        render(
            "tonight/names.html",
            language,
            style=_style("tonight/tonight.css") + Markup(sheet_style(module, guide, curriculum.texts(language), private)),  # noqa: S704 - our own
            script=_script("print"),
            **words_of(curriculum, module, guide, language, private),
        )
    )


def start_page_name(curriculum: Curriculum, language: str) -> str:
    """Return where a language's start page stands, seen from the folder of that language: the first one's is the output's own."""
    return "../index.html" if language == curriculum.languages[0] else "tonight.html"


def start_page(curriculum: Curriculum, language: str) -> str:
    """Return the page that leads to tonight's session."""
    first = language == curriculum.languages[0]
    program, library = curriculum.program, curriculum.texts(language)
    resolve = resolver(curriculum, language, Surface.PAPER)
    weeks = round_of(curriculum, language)
    shown = {module.id for week in weeks for module in week.modules} | {module.id for module in orientation(curriculum, "en")}
    spoken = curriculum.spoken(language)
    _ = catalog(language).gettext
    began = program.wheel.began
    return seal(
        render(
            "tonight/start.html",
            language,
            title=f"{_('Tonight')} · {program.discreet_name}",
            program=program,
            library=library,
            label=curriculum.label(language, LIBRARY, *spoken),
            base=f"{language}/" if first else "",
            folders={other: f"{other}/" if first else "" if other == language else f"../{other}/" for other in curriculum.languages},
            others=[(other, AUTONYMS[other], _from(curriculum, language, other)) for other in curriculum.languages if other != language],
            weeks=[(week_name(week.number, language), week, _evenings(curriculum, week, language)) for week in weeks],
            groups=[
                (_("First days"), [one for one in spoken if one.is_orientation]),
                (_("More sessions"), [one for one in spoken if not one.is_family and one.id not in shown]),
                (_("For families"), [one for one in spoken if one.is_family]),
            ],
            round=json.dumps({"began": began.isoformat() if began else "", "days": list(program.schedule.days), "weeks": len(weeks)}),
            titles=json.dumps({one.id: one.title for one in spoken}),
            list_words=_list_words(language),
            crisis=Markup(footer(library, resolve)),  # noqa: S704 - authored text was checked at the source
            style=_style("print/index.css", "tonight/start.css"),
            script=_script("keep", "start"),
        )
    )


def _evenings(curriculum: Curriculum, week: Week, language: str) -> list[tuple[str, str, Module | None]]:
    """Return the evenings of a week: the day where the program names it, what kind of evening it is, and its session."""
    days = [day_name(day, language) for day in curriculum.program.schedule.days]
    words = curriculum.texts(language).wheel
    found = []
    for place, evening in enumerate(week.evenings):
        kind = evening.kind if evening.module else words.evenings.get(evening.kind, words.open)
        found.append((days[place] if place < len(days) else "", kind, evening.module))
    return found


def _from(curriculum: Curriculum, language: str, other: str) -> str:
    """Return the way from one language's start page to another's."""
    if other == curriculum.languages[0]:
        return "../index.html"
    return f"{other}/tonight.html" if language == curriculum.languages[0] else f"../{other}/tonight.html"


def _style(*names: str) -> Markup:
    return Markup("\n".join(resource(name) for name in names))  # noqa: S704 - our own files


def _script(*names: str) -> Markup:
    return Markup("".join(resource(f"tonight/{name}.js") for name in names))  # noqa: S704 - our own files


def _clock_words(language: str) -> dict[str, str]:
    """Return what the clock says, each with its places in braces."""
    _ = catalog(language).gettext
    return {
        "now": _("Step {n} of {all}: {title}"),
        "left": _("{n} min left"),
        "last": _("less than a minute left"),
        "past": _("its time is up"),
        "byClock": _("By the clock. Ends at {time}."),
        "onPlan": _("On plan. Ends at {time}."),
        "ahead": _("{n} min ahead. Ends at {time} by the plan."),
        "behind": _("About {n} min behind. That happens. At this pace it ends at {time}."),
        "justOver": _("Ends at {time} by the plan."),
        "far": _("About {n} min behind. Is the group at another step, or done? “Set” follows the clock again, or stops it."),
        "reached": _("Now at step {n} of {all}."),
        "offer": _("With the short version from the next step, at {time}."),
        "out": _("left out"),
        "over": _("That was the last step."),
        "wasToEnd": _("By the plan it ends at {time}. Close when the room is ready."),
        "stopped": _("The clock has stopped."),
        "tooLong": _("That is more than four hours ago, or still to come."),
        "copied": _("Copied. Paste it where you write the note."),
        "copyByHand": _("It is selected. Press Control-C, or Command-C on a Mac."),
        "covered": _("Marked on this computer: the session and the day, no names."),
        "notKept": _("This browser keeps nothing here. Write it on the sheet."),
    }


def _list_words(language: str) -> dict[str, str]:
    """Return what the list of covered sessions says."""
    _ = catalog(language).gettext
    return {
        "whole": _("{day}: {title}"),
        "part": _("{day}: {title}, as far as step {step} of {all}"),
        "forget": _("Forget"),
        "forgetOne": _("Forget: {what}"),
        "none": _("Nothing is marked on this computer."),
        "today": _("Today"),
        "todayIs": _("By this computer's clock it is {day}. The wheel stands at {week}."),
        "noDay": _("By this computer's clock it is {day}, no day of the group. The wheel stands at {week}."),
        "notYet": _("By this computer's clock it is {day}, before the round begins. Choose a week."),
        "choose": _("Choose the week in which your wheel stands."),
    }
