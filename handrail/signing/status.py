"""Where a program stands: what may reach participants, what may not yet, and what to do next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from ..curriculum import Curriculum
from ..model import Level, Line, Translation
from ..problems import Problems
from .book import Key, Role
from .gate import changes, command, named, program_file, samples, sign_command, untranslated
from .standing import State, standing_of
from .text import SHARED, parts_with

__all__ = ["LineStatus", "Status", "Step", "TextStatus", "as_json", "status_of"]

_MOST = 6
"""So many ids stand in one command; the next run names the next ones."""


@dataclass(frozen=True)
class TextStatus:
    """One text in one language."""

    text: str
    language: str
    title: str
    state: str
    """``signed``, ``lapsed``, ``unsigned`` or ``no text``."""

    by: str = ""
    date: str = ""
    changed: list[str] = field(default_factory=list)
    """Parts that changed since it was signed."""

    also: list[str] = field(default_factory=list)
    """Who else has read it: role, name, credential, date; "before this text" when it changed since."""

    missing: list[str] = field(default_factory=list)
    """Parts that stand in English."""

    stale: list[str] = field(default_factory=list)
    """Parts whose English is newer."""

    first: bool = False
    """Whether life hangs on it: it is read before others."""


@dataclass(frozen=True)
class LineStatus:
    """One phone line."""

    key: str
    name: str
    number: str
    state: str
    """``fine``, ``old`` or ``no number``."""

    looked_at: str = ""


@dataclass(frozen=True)
class Step:
    """Something to do, and the command or the place for it."""

    what: str
    how: str


@dataclass(frozen=True)
class Status:
    """All of it."""

    program: str
    name: str
    errors: int
    ready: bool
    """Whether ``handrail build --for-participants`` would go through."""

    texts: list[TextStatus]
    lines: list[LineStatus]
    samples: list[str]
    overdue: list[str]
    """Files whose facts should have been looked at again."""

    next: list[Step]

    def count(self, state: str) -> int:
        """Return how many texts are in a state."""
        return sum(text.state == state for text in self.texts)


def as_json(status: Status) -> dict[str, object]:
    """Return it as plain data."""
    return asdict(status)


def status_of(curriculum: Curriculum | None, problems: Problems, today: dt.date) -> Status:
    """Return where a program stands.

    Args:
        curriculum: all of it; None when its shared files cannot be read.
        problems: what the checks say of it.
        today: the day that phone lines are held against.
    """
    errors = len(problems.errors)
    if curriculum is None:
        return Status("", "", errors, False, [], [], [], [], [_mend(errors)])
    texts = list(_texts(curriculum))
    lines = [_line(key, line, curriculum, today) for key, line in curriculum.program.lines.items()]
    left = [found.message for found in samples(curriculum)]
    overdue = sorted({found.path for found in problems if found.rule == "review-due"})
    gaps = any(untranslated(curriculum, language) for language in curriculum.languages if language != "en")
    old = any(line.state == "old" for line in lines)
    ready = not (errors or left or overdue or gaps or old) and all(text.state == State.SIGNED for text in texts)
    found = Status(curriculum.program.id, curriculum.program.name, errors, ready, texts, lines, left, overdue, [])
    found.next.extend(_steps(found, curriculum))
    return found


def _texts(curriculum: Curriculum) -> Iterator[TextStatus]:
    for text in (*SHARED, *curriculum.modules["en"]):
        for language in curriculum.languages:
            yield _text(curriculum, text, language)


def _text(curriculum: Curriculum, text: str, language: str) -> TextStatus:
    module = curriculum.modules.get(language, {}).get(text)
    base = module or curriculum.modules["en"].get(text)
    title = base.title if base else {"emergency": "The emergency page", "library": "Shared texts and pages"}[text]
    first = base.safety.level is Level.HIGH if base else text == "emergency"
    if text not in SHARED and module is None:
        return TextStatus(text, language, title, "no text", first=first)
    standing = standing_of(curriculum, text, language)
    signed = standing.signed
    return TextStatus(
        text,
        language,
        title,
        str(standing.state),
        f"{signed.name}, {signed.credential}" if signed else "",
        signed.date.isoformat() if signed else "",
        list(standing.changed),
        list(_others(curriculum, text, language)),
        parts_with(module, Translation.MISSING) if module else [],
        parts_with(module, Translation.STALE) if module else [],
        first,
    )


def _others(curriculum: Curriculum, text: str, language: str) -> Iterator[str]:
    for role in Role:
        entry = curriculum.signing.book.entries.get(Key(text, language, role))
        if role is not Role.CLINICIAN and entry:
            yield f"{role}: {entry.name}, {entry.credential}, {entry.date}"


def _line(key: str, line: Line, curriculum: Curriculum, today: dt.date) -> LineStatus:
    edition = curriculum.program.edition
    state = "old" if line.is_stale(today, edition) else "fine" if line.number or line.text else "no number"
    return LineStatus(key, line.name, line.number or line.text, state, (line.as_of or edition).isoformat())


# What to do next, first things first


def _steps(status: Status, curriculum: Curriculum) -> Iterator[Step]:
    if status.errors:
        yield _mend(status.errors)
    file = program_file(curriculum)
    old = [line.key for line in status.lines if line.state == "old"]
    if old:
        yield Step(f"Dial and look up: {', '.join(old)}. Then set as_of.", file)
    name = curriculum.overlay.name if curriculum.overlay else "NAME"
    if status.samples:
        yield Step("Write the clinic's own names, days and numbers over the samples.", f"handrail new program {name}")
    unset = [line.key for line in status.lines if line.state == "no number"]
    if unset:
        yield Step(f"Set the number of: {', '.join(unset)}. Until then paper has a blank line for a pen.", file)
    for language in curriculum.languages:
        yield from _signatures(status, curriculum, language)
    for text in [text for text in status.texts if text.stale][:1]:
        what = f"The English of {text.text} is newer ({', '.join(text.stale[:_MOST])}). Bring the {named(text.language)} up to date."
        yield Step(what, command(curriculum, "stamp", text.text, text.language))
    for language in curriculum.languages:
        gaps = [text for text in status.texts if text.language == language and (text.state == "no text" or text.missing)]
        if gaps:
            gaps.sort(key=lambda text: not text.first)
            begun = next((text for text in gaps if text.state != "no text"), None)
            how = (
                command(curriculum, "new", "translation", gaps[0].text, language)
                if begun is None
                else curriculum.modules[language][begun.text].path
            )
            yield Step(f"Translate into {named(language)}: {_some(gaps)}.", how)
    if status.overdue:
        yield Step(
            f"Look at facts and sources again, and set as_of and review_by: {', '.join(status.overdue[:3])}.", command(curriculum, "check")
        )
    if status.ready:
        yield Step("All of it may reach participants.", command(curriculum, "build", "--for-participants"))
    else:
        yield Step("Until then, look at it as a draft.", command(curriculum, "build"))


def _signatures(status: Status, curriculum: Curriculum, language: str) -> Iterator[Step]:
    mine = [text for text in status.texts if text.language == language]
    lapsed = [text for text in mine if text.state == State.LAPSED]
    if lapsed:
        told = "; ".join(f"{text.text}: {changes(text.changed, 3)}" for text in lapsed[:3])
        more = f"; and {len(lapsed) - 3} more" if len(lapsed) > 3 else ""
        yield Step(f"Read again what changed, and sign ({named(language)}). {told}{more}.", _sign(curriculum, lapsed, language))
    unsigned = sorted((text for text in mine if text.state == State.UNSIGNED), key=lambda text: not text.first)
    if unsigned:
        what = f"Let a clinician read and sign {len(unsigned)} {named(language)} texts, those on which life hangs first."
        yield Step(what, _sign(curriculum, unsigned, language))


def _sign(curriculum: Curriculum, texts: list[TextStatus], language: str) -> str:
    return sign_command(curriculum, [text.text for text in texts[:_MOST]], language)


def _some(texts: list[TextStatus]) -> str:
    names = [text.text for text in texts]
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _mend(errors: int) -> Step:
    return Step(f"Mend {errors} {'error' if errors == 1 else 'errors'}: nothing is built before.", "handrail check --errors-only")
