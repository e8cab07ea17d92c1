"""Reading what modules share: the library of a language, and what every page counts on in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .authored import marked_of
from .markdown.marked_yaml import Marked
from .markdown.safety import check_prose
from .markdown.validation import validate
from .model import Library, Passage, Voice
from .problems import Problems, suggestion

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


def read_library(root: Path, language: str, problems: Problems) -> tuple[Library | None, list[SharedText]]:
    """Return the shared texts of a language, and the same as the editorial rules read them.

    Args:
        root: the folder that holds ``library/``.
        language: the language; facilitators' files that it lacks are taken from the English.
        problems: findings are added here.
    """

    def name(path: Path) -> str:
        return path.relative_to(root.parent).as_posix()

    folder = root / "library" / language
    data: dict[str, Any] = {}
    lines: dict[tuple[str | int, ...], int] = {}
    shared: list[SharedText] = []
    for key, file, voice in _LIBRARY:
        path = folder / file
        if not path.is_file() and language != "en":
            path = root / "library" / "en" / file  # a facilitator's library may still be English
        found = marked_of(path, name(path), "The library file", problems)
        if found is None:
            return None, shared
        data[key] = found.data
        for _loc, at, text in found.strings:
            check_prose(text, at, name(path), problems)
        lines |= {(key, *loc): at for loc, at in found.lines.items()}
        if path.parent.name == language:
            part = "safety" if key == "safety" else "library"
            texts = [Passage(at, voice, part, str(loc[0]), text) for loc, at, text in found.strings]
            shared.append((name(path), language, texts))
    data["labels"] = data["safety"].pop("labels", {})
    for key, needed in _NEEDED.items():
        file = "pages.yml" if key == "pages" else "safety.yml"
        for word in needed:
            if word not in (data[key] or {}):
                remedy = f"Write it. {suggestion(word, data[key] or {})}"
                problems.add(name(folder / file), 0, f'The text "{word}" is missing in {key}.', remedy)
    lines |= {("labels", *loc[2:]): at for loc, at in lines.items() if loc[:2] == ("safety", "labels")}
    return validate(Library, Marked(data, lines), name(folder / "safety.yml"), problems, what="library"), shared
