"""Bringing edits made in Studio back into the curriculum: ``handrail adopt EXPORT.tar.gz``.

| what was edited in Studio | what happens |
|---|---|
| the English text of a lesson, a worksheet or a check | it goes to its place in its module's file |
| the same text, while the curriculum's was changed too | told; nobody but a person can join the two |
| a Spanish text | told, with its file: words are laid over the English there |
| names, order, settings, staff pages, drawings, other blocks; what nobody published | told: they have no place in a module |

A block is brought back whole or not at all, and files are written together or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handrail_xblocks.files import Archive, open_archive
from handrail_xblocks.written import BlockMark, Change, Difference, blocks_in, differences, mark_of

from .markdown import lesson_source, parse_module
from .model import module_of
from .overlay import OWN_PREFIX
from .placing import PlacingError, place_activity, place_lesson
from .problems import Problems
from .scaffold import ScaffoldError, find_module
from .together import write_together

__all__ = ["Brought", "Left", "Report", "adopt"]


@dataclass(frozen=True)
class Brought:
    """An edit that is in the curriculum now."""

    where: str
    """``handrail_worksheet/s04-w1``."""

    path: Path
    already: bool = False
    """Whether it was there before."""


@dataclass(frozen=True)
class Left:
    """An edit that could not be brought back."""

    difference: Difference
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.difference}: {self.why} {self.remedy}"


@dataclass
class Report:
    """What became of every difference."""

    brought: list[Brought] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


@dataclass
class _Desk:
    """Files as they will be; nothing is written before all was tried."""

    root: Path
    overlay: Path | None = None
    texts: dict[Path, str] = field(default_factory=dict)

    def read(self, path: Path) -> str:
        if path not in self.texts:
            self.texts[path] = path.read_bytes().decode("utf-8")
        return self.texts[path]


def adopt(root: Path, export: Path, *, write: bool = True, overlay: Path | None = None) -> Report:
    """Bring the edits of an export back.

    Args:
        root: the folder that holds ``en/``.
        export: a course as Studio exports it.
        write: False only tells what would happen.
        overlay: the program whose course it is: its own modules take edits, the curriculum's do not.

    Raises:
        OlxError: the export cannot be read.
        NotWrittenError: Handrail left no record in it.
        OSError: a file cannot be read or written; then none was changed.
    """
    archive = open_archive(export)
    report, desk = Report(), _Desk(root, overlay)
    for difference, edited in _sorted_out(differences(archive), archive):
        if edited is None:
            report.left.append(Left(difference, *_why(difference)))
            continue
        try:
            report.brought.append(_bring(desk, difference, edited))
        except PlacingError as error:
            report.left.append(Left(difference, error.why, error.remedy))
    changed = {path: text for path, text in desk.texts.items() if text.encode() != path.read_bytes()}
    if write and changed:
        write_together(changed)
    return report


@dataclass(frozen=True)
class _Edited:
    """A block whose text was edited."""

    content: str
    language: str
    mark: BlockMark
    """What Handrail left on it."""


def _sorted_out(found: list[Difference], archive: Archive) -> Iterator[tuple[Difference, _Edited | None]]:
    """Yield each difference; with a text where one may be brought back, and once more without for what else was changed."""
    blocks = blocks_in(archive)
    for difference in found:
        fields, mark = blocks.get(difference.where, ({}, None))
        if difference.change is not Change.EDITED or mark is None or difference.words.startswith("settings:"):
            yield difference, None
            continue
        content = (fields.get("content") or "").replace("\r\n", "\n").replace("\r", "\n")
        texts_differ = mark_of(content, "", {}).text != mark.text
        if texts_differ:
            yield Difference(difference.where, Change.EDITED, "text"), _Edited(content, _language(fields.get("program_data")), mark)
        if not texts_differ or "program data" in difference.words:
            yield Difference(difference.where, Change.EDITED, "name or program data"), None


def _language(data: str | None) -> str:
    try:
        found = json.loads(data or "{}")
    except (ValueError, RecursionError):
        return "en"
    return "es" if isinstance(found, dict) and found.get("language") == "es" else "en"


_REASONS: Mapping[str, tuple[str, str]] = {
    "setting": ("Course settings come from the program.", "Change curriculum/program.yml, or set it again in Studio after the import."),
    "static": ("A file of the course was replaced.", "Bring the drawing into curriculum/figures/ by hand."),
    "about": ("The pages about the course are made by the build.", "Set it again in Studio after the import."),
    "html": ("Staff pages are made from the guide in the module's file.", "Bring the words into the guide by hand."),
}


def _why(difference: Difference) -> tuple[str, str]:
    if difference.change is Change.DRAFT:
        return "Nobody published it.", "Publish or discard it in Studio, and export again."
    if difference.words == "name or program data":
        return "A block's name comes from its id, its program data from the program.", "Change the program, not the course."
    known = _REASONS.get(difference.where.partition("/")[0])
    if known and difference.change is not Change.ADDED:
        return known
    if difference.change is Change.EDITED:
        return "Names and settings of a course's parts come from ids and from the program.", "Set it again in Studio after the import."
    return "What stands where is decided by the curriculum.", "Change the curriculum, or repeat it in Studio after the import."


def _bring(desk: _Desk, difference: Difference, found: _Edited) -> Brought:
    kind, _slash, name = difference.where.partition("/")
    if kind == "handrail_progress":
        raise PlacingError("The build writes this list from the curriculum.", "Build the course again.")
    try:
        module_id = module_of(name)
        if desk.overlay and not module_id.startswith(OWN_PREFIX):
            remedy = f"Say it in the program's own words: handrail new replacement SECTION --program {desk.overlay.name}"
            raise PlacingError("The text is the curriculum's, which every program shares.", remedy)
        path = find_module(desk.overlay / "modules" if desk.overlay else desk.root, found.language, module_id)
    except (ValueError, ScaffoldError) as error:
        raise PlacingError("No module of the curriculum has it.") from error
    if found.language != "en":
        raise PlacingError(
            f"It is a translation; its words stand in {path.parent.parent.name}/{path.parent.name}/{path.name}, laid over the English."
        )
    text = desk.read(path)
    module = parse_module(text, path.name, Problems())
    if module is None:
        raise PlacingError("The module's file has errors of its own.", "Run: handrail check")
    sources = {activity.id: activity.source for activity in module.activities}
    is_lesson = kind == "handrail_lesson"
    present = mark_of(lesson_source(module) if is_lesson else sources.get(name, ""), "", {}).text
    if present == mark_of(found.content, "", {}).text:
        return Brought(difference.where, path, already=True)
    if present != found.mark.text:
        raise PlacingError(f"{path.name} was changed too since the course was built.", "Compare the two by hand.")
    desk.texts[path] = place_lesson(text, found.content) if is_lesson else place_activity(text, name, found.content)
    return Brought(difference.where, path)
