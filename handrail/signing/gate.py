"""What must not reach a participant, and the reasons for which it does all the same.

| refused | may be waived |
|---|---|
| a text without a valid signature (``unsigned``, ``lapsed``) | yes: the reason stands on each page that it concerns |
| a language that the program names and in which a text is missing (``untranslated``) | yes, by the language: ``--waive es=REASON`` |
| sample values (``sample``) | no |
| phone lines that nobody has looked at for 90 days, reviews that are overdue (``stale-line``, ``review-due``) | no |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Translation
from ..problems import Problem, suggestion
from .label import MOST_REASON, is_plain
from .standing import ALL, State, standing_of
from .text import SHARED, parts_with

if TYPE_CHECKING:
    from ..curriculum import Curriculum

__all__ = ["WaiverError", "named", "refused", "samples", "texts_of", "untranslated", "with_waivers"]

_OF_ONE = re.compile(r"(?P<text>[a-z]{1,3}\d{1,3}|[a-z]{2}|[a-z]+)=(?P<reason>.*)", re.DOTALL)
_LANGUAGES = {"en": "English", "es": "Spanish"}


class WaiverError(ValueError):
    """A reason cannot be used; the message says why."""


def named(language: str) -> str:
    """Return what a language is called in English, as the command line speaks."""
    return _LANGUAGES.get(language, language)


def with_waivers(curriculum: Curriculum, given: Iterable[str]) -> Curriculum:
    """Return a curriculum whose unsigned pages give the reason why they are shown.

    Args:
        curriculum: all of it.
        given: ``REASON`` for everything, ``s04=REASON``, ``library=REASON`` or ``es=REASON`` for one text or language.

    Raises:
        WaiverError: a reason does not fit, or names nothing that there is.
    """
    waived: dict[str, str] = {}
    others = [language for language in curriculum.languages if language != "en"]
    known = [*curriculum.modules["en"], *SHARED, *others]
    for one in given:
        found = _OF_ONE.fullmatch(one)
        key, reason = (found["text"], found["reason"].strip()) if found else (ALL, one.strip())
        if key and key not in known:
            msg = f'There is no "{key}" to give a reason for. {suggestion(key, known)}'
            raise WaiverError(msg)
        if not is_plain(reason, MOST_REASON):
            msg = (
                f'"{reason[:60]}" is not a reason that can stand on a page. '
                f"Write one plain sentence of at most {MOST_REASON} letters, without brackets or quotation marks."
            )
            raise WaiverError(msg)
        if key in waived:
            msg = f"There are two reasons for {f'{key}' if key else 'everything'}. Give one."
            raise WaiverError(msg)
        waived[key] = reason
    return replace(curriculum, signing=replace(curriculum.signing, waived=waived, known={})) if waived else curriculum


def texts_of(curriculum: Curriculum) -> Iterator[tuple[str, str]]:
    """Yield every text that a program publishes with its language: what life hangs on first, then modules in their order."""
    for language in curriculum.languages:
        for text in (*SHARED, *curriculum.modules.get(language, {})):
            yield text, language


def refused(curriculum: Curriculum) -> list[Problem]:
    """Return everything that must not reach a participant and has no reason, but for what the rules of dates say."""
    return [*_unsigned(curriculum), *_not_there(curriculum), *samples(curriculum)]


def _unsigned(curriculum: Curriculum) -> Iterator[Problem]:
    for text, language in texts_of(curriculum):
        standing = standing_of(curriculum, text, language)
        if standing.state is State.SIGNED or curriculum.signing.reason_for(text):
            continue
        path, what = place_of(curriculum, text, language), f"{text} ({language})"
        if standing.state is State.UNSIGNED:
            message = f"No clinician has signed {what}."
        else:
            message = f"{what} is not what was signed: {changes(standing.changed)}."
        sign = sign_command(curriculum, [text], language)
        remedy = f'Let a clinician read it and sign: {sign}; or say why it is shown unsigned: --waive {text}="..."'
        yield Problem(path, 0, message, remedy, str(standing.state))


def command(curriculum: Curriculum, *words: str) -> str:
    """Return a command for this program, to be typed as it stands."""
    overlay = curriculum.overlay
    return " ".join(["handrail", *words, *(["--program", overlay.name] if overlay else [])])


def sign_command(curriculum: Curriculum, texts: Iterable[str], language: str) -> str:
    """Return the command that signs some texts; a name is never filled in."""
    more = [] if language == "en" else ["--language", language]
    return command(curriculum, "sign", *texts, *more) + ' --name "..." --credential "..."'


def program_file(curriculum: Curriculum) -> str:
    """Return the file that says what the program is."""
    return f"{curriculum.overlay.shown}/program.yml" if curriculum.overlay else "curriculum/program.yml"


def changes(changed: Iterable[str], most: int = 6) -> str:
    """Return the parts that changed as words."""
    names = list(changed)
    if not names:
        return "it is gone"
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"{', '.join(names[:most])}{more} changed"


def place_of(curriculum: Curriculum, text: str, language: str) -> str:
    """Return the file in which a text stands."""
    if text in SHARED:
        return f"curriculum/library/{language}/safety.yml" if text == SHARED[0] else f"curriculum/library/{language}"
    return curriculum.modules[language][text].path


def untranslated(curriculum: Curriculum, language: str) -> dict[str, list[str]]:
    """Return module to the ids that have no text in a language; all of them under its own id, where there is no file."""
    found: dict[str, list[str]] = {}
    for identifier in curriculum.modules["en"]:
        module = curriculum.modules.get(language, {}).get(identifier)
        missing = [identifier] if module is None else parts_with(module, Translation.MISSING)
        if missing:
            found[identifier] = missing
    return found


def _not_there(curriculum: Curriculum) -> Iterator[Problem]:
    for language in curriculum.languages:
        if language == "en" or curriculum.signing.waived.get(language):
            continue
        for identifier, parts in untranslated(curriculum, language).items():
            whole = parts == [identifier]
            path = curriculum.modules["en" if whole else language][identifier].path
            what = f"{identifier} has no {named(language)} text" if whole else f"{', '.join(parts)}: no {named(language)} text"
            write = command(curriculum, "new", "translation", identifier, language) if whole else "Translate it"
            remedy = f'{write}; or take "{language}" from languages; or say why it is missing: --waive {language}="..."'
            yield Problem(path, 0, f"{what}, and the program names that language.", remedy, "untranslated")


def samples(curriculum: Curriculum) -> list[Problem]:
    """Return the sample values that are left in the program."""
    remedy = "Write the clinic's own over it, and take it from the list (handrail new program NAME asks for it)."
    left = [
        Problem(program_file(curriculum), 0, f'"{key}" still holds a sample value.', remedy, "sample") for key in curriculum.program.samples
    ]
    if not curriculum.program.sample:
        return left
    remedy = "Write the clinic's own (handrail new program NAME), and take sample: true away when nothing in it is a sample any more."
    return [
        Problem(program_file(curriculum), 0, "This is a sample program: its names, days and numbers are made up.", remedy, "sample"),
        *left,
    ]
