"""Reading what modules share: the library of a language, and what every page counts on in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .authored import marked_of, name_of
from .markdown.marked_yaml import Loc, Marked
from .markdown.safety import check_prose
from .markdown.validation import validate
from .model import Library, Passage, Voice
from .problems import Problems, Severity, suggestion

__all__ = ["SharedText", "read_library"]

SharedText = tuple[str, str, list[Passage]]
"""A file, its language, and its texts as the editorial rules read them."""

_NEEDED = {
    "safety": ("footer", "watch", "overdose", "withdrawal", "suicide", "partner-violence", "child"),
    "labels": (
        "disclaimer", "who_sees_site", "who_sees_never", "who_sees_window", "who_sees_lms", "not_watched", "stale_lines",
        "section_missing", "section_stale", "roster_notice", "mandated_reporter",
    ),
    "pages": ("index", "families", "help", "about", "words", "sources", "topics", "search", "offline"),
}  # fmt: skip
"""The shared texts that pages, slides, sheets and blocks count on."""

_LIBRARY = [
    ("safety", "safety.yml", Voice.READER),
    ("exercises", "exercises.yml", Voice.FACILITATOR),
    ("if_this_happens", "if-this-happens.yml", Voice.FACILITATOR),
    ("pages", "pages.yml", Voice.READER),
    ("right_now", "right-now.yml", Voice.READER),
    ("families", "families.yml", Voice.READER),
    ("wheel", "wheel.yml", Voice.READER),
    ("essentials", "essentials.yml", Voice.READER),
    ("agreements", "agreements.yml", Voice.FACILITATOR),
    ("people", "people.yml", Voice.FACILITATOR),
]
"""What modules share: its key, its file, and whose ears it is for."""


_TRANSLATE = "Translate it under the same key."


def read_library(root: Path, language: str, problems: Problems) -> tuple[Library | None, list[SharedText]]:
    """Return the shared texts of a language, and the same as the editorial rules read them.

    Args:
        root: the folder that holds ``library/``.
        language: the language; facilitators' files, and texts in them, that it lacks are taken from the English.
        problems: findings are added here. A text for readers that it lacks is an error: no page of theirs would say that it is English.
    """
    folder = root / "library" / language
    data: dict[str, Any] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    shared: list[SharedText] = []
    for key, file, voice in _LIBRARY:
        path = folder / file
        if not path.is_file() and language != "en":
            path = root / "library" / "en" / file  # a facilitator's library may still be English
        found = marked_of(path, name_of(root, path), "The library file", problems)
        if found is None:
            return None, shared
        data[key] = found.data
        if path.parent != root / "library" / "en":
            original = root / "library" / "en" / file
            english = marked_of(original, name_of(root, original), "The library file", Problems())  # told where English is read
            if english is not None:
                data[key] = _with_english(english, found, name_of(root, path), voice, problems)
        for _loc, at, text in found.strings:
            check_prose(text, at, name_of(root, path), problems)
        lines |= {(key, *loc): at for loc, at in found.lines.items()}
        if path.parent.name == language:
            part = "safety" if key == "safety" else "library"
            texts = [Passage(at, voice, part, str(loc[0]), text) for loc, at, text in found.strings]
            shared.append((name_of(root, path), language, texts))
    data["labels"] = data["safety"].pop("labels", {})
    for key, needed in _NEEDED.items():
        file = "pages.yml" if key == "pages" else "safety.yml"
        for word in needed:
            if word not in (data[key] or {}):
                remedy = f"Write it. {suggestion(word, data[key] or {})}"
                problems.add(name_of(root, folder / file), 0, f'The text "{word}" is missing in {key}.', remedy)
    lines |= {("labels", *loc[2:]): at for loc, at in lines.items() if loc[:2] == ("safety", "labels")}
    return validate(Library, Marked(data, lines), name_of(root, folder / "safety.yml"), problems, what="library"), shared


def _with_english(english: Marked, found: Marked, path: str, voice: Voice, problems: Problems) -> dict[str, Any]:
    """Return a translated file's data in the order of the English, which stands in where it has none; report each such place."""
    missing: list[Loc] = []
    foreign: list[Loc] = []
    merged: dict[str, Any] = _laid_over(english.data, found.data, (), missing, foreign)
    for loc in missing:
        if voice is Voice.FACILITATOR:
            message = f"{_spoken(loc)} has no text in this language yet; the English stands in."
            problems.add(path, found.line_of(loc), message, _TRANSLATE, rule="translation", severity=Severity.WARNING)
        else:
            problems.add(path, found.line_of(loc), f"{_spoken(loc)} has no text in this language.", _TRANSLATE, rule="translation")
    for loc in foreign:
        message = f"The English file has no {_spoken(loc)}."
        known = english.data if len(loc) == 1 else ()
        problems.add(path, found.line_of(loc), message, suggestion(loc[-1], known) or "Take it out.", rule="translation")
    return merged


def _laid_over(english: Any, found: Any, loc: Loc, missing: list[Loc], foreign: list[Loc]) -> Any:
    if not isinstance(english, dict) or not isinstance(found, dict):
        return found
    there = {key for key, value in found.items() if value is not None}
    missing += [(*loc, key) for key in english if key not in there]
    foreign += [(*loc, key) for key in found if key not in english]
    whole = {key: _laid_over(value, found[key], (*loc, key), missing, foreign) if key in there else value for key, value in english.items()}
    return whole | {key: value for key, value in found.items() if key not in english}


def _spoken(loc: Loc) -> str:
    return f'"{".".join(map(str, loc))}"'
