"""Reading authored files: text and YAML, with every fault told as a finding and none as a traceback."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from .markdown.marked_yaml import Marked, load
from .markdown.validation import validate
from .problems import Problems

__all__ = ["entries_of", "marked_of", "name_of", "text_of"]

Model = TypeVar("Model", bound=BaseModel)

_MOST_BYTES = 1_000_000
"""No authored file is this long."""


def name_of(root: Path, path: Path) -> str:
    """Return how findings name a file of the curriculum in ``root``: ``curriculum/en/coping/s04.md``."""
    return path.relative_to(root.parent).as_posix()


def text_of(path: Path, name: str, problems: Problems) -> str | None:
    """Return a file's text, or None and a problem.

    Args:
        path: the file.
        name: what it is called in findings.
        problems: findings are added here.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            problems.add(name, 0, "The file is larger than 1 MB.", "A module is a few pages; look at what is in it.")
            return None
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        problems.add(name, 0, f"The file is not UTF-8 text ({error.reason}).", "Save it as UTF-8.")
    except OSError as error:
        problems.add(name, 0, f"The file cannot be read ({error.strerror}).", "Look at the file and its rights.")
    return None


def marked_of(path: Path, name: str, what: str, problems: Problems) -> Marked | None:
    """Return a YAML file's data with its lines; an empty file has none, a missing one is a problem and None.

    Args:
        path: the file.
        name: what it is called in findings.
        what: what it is, as the subject of a sentence.
        problems: findings are added here.
    """
    if not path.is_file():
        problems.add(name, 0, "The file is missing.", "Take it from version control.")
        return None
    text = text_of(path, name, problems)
    if text is None:
        return None
    if not "".join(line.partition("#")[0] for line in text.splitlines()).strip():
        return Marked({}, {(): 1})
    return load(text, name, problems, what=what)


def entries_of(model: type[Model], marked: Marked, name: str, what: str, problems: Problems) -> dict[str, Model]:
    """Return a file's entries, each of one kind, by their keys.

    Args:
        model: what each entry is.
        marked: the file.
        name: what it is called in findings.
        what: what an entry is, such as ``source``.
        problems: findings are added here.
    """
    found: dict[str, Model] = {}
    for key, value in marked.data.items():
        line = marked.line_of((key,))
        if not isinstance(value, dict):
            problems.add(name, line, f'"{key}" has no keys below it.', f"Write the {what}'s keys below it.")
            continue
        part = Marked(value, {loc[1:]: at for loc, at in marked.lines.items() if loc[:1] == (key,)})
        made = validate(model, part, name, problems, what=f"{what} {key}", extra={"line": line})
        if made is not None:
            found[key] = made
    return found
