"""What Handrail wrote into a course, and what became of it: so that no edit made in Studio is overwritten unseen.

The build leaves marks. A mark is a short hash; the same code makes it of a course that is written and of one that comes back.

| mark | stands in | tells of |
|---|---|---|
| ``written`` on a block | the block's OLX | its text, and its name and program data |
| ``other_course_settings.handrail.written`` | the course's policy | every node with its place, pages, drawings, settings |

Both travel with the course, so an export alone says what was changed since. Nothing here needs XBlock or a platform.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lxml import etree

from .files import Archive, OlxError, digest
from .olx import BLOCK_TYPES, fields_of

__all__ = ["BlockMark", "Change", "Difference", "NotWrittenError", "blocks_in", "differences", "mark_of", "record"]

_CONTAINERS = ("chapter", "sequential", "vertical")
_BESIDE = ("about/", "static/")
"""Folders beside the tree in which Handrail writes files."""

_PLATFORMS_OWN = frozenset(
    {
        *("url_name", "xblock-family", "display_name", "visible_to_staff_only", "filename", "content", "program_data", "written"),
        *("parent_url", "parent_sequential_url", "index_in_children_list", "copied_from_block", "copied_from_version", "editor", "slug"),
    }
)
"""Attributes that say nothing of an edit, or are part of a mark."""


class NotWrittenError(Exception):
    """The course does not say what Handrail wrote into it."""


class Change(StrEnum):
    """What became of something that Handrail wrote."""

    EDITED = "edited"
    ADDED = "added"
    DELETED = "deleted"
    MOVED = "moved"
    DRAFT = "not published"


@dataclass(frozen=True, order=True)
class Difference:
    """One thing that is not as Handrail wrote it."""

    where: str
    """``handrail_worksheet/s04-w1``, ``vertical/s04-read``, ``static/s04-f1.svg``, ``setting/start``."""

    change: Change
    words: str = ""
    """More, for a person."""

    def __str__(self) -> str:
        return f"{self.change}: {self.where}" + (f" ({self.words})" if self.words else "")


@dataclass(frozen=True)
class BlockMark:
    """The mark of one block: its text apart from all else, because a text can be brought back and the rest cannot."""

    text: str
    rest: str

    def __str__(self) -> str:
        return f"{self.text}.{self.rest}"

    @classmethod
    def read(cls, mark: str) -> BlockMark:
        """Return the mark that a text holds; an unreadable one is like no other."""
        text, _dot, rest = mark.partition(".")
        return cls(text, rest)


def mark_of(content: str, name: str, program_data: object) -> BlockMark:
    """Return the mark of a block. How lines end, and blank lines around the text, do not count."""
    text = content.replace("\r\n", "\n").replace("\r", "\n").strip()
    return BlockMark(digest(text.encode(errors="replace")), _mark(name, program_data or {}))


def _mark(*values: object) -> str:
    return digest(json.dumps(values, sort_keys=True, ensure_ascii=False, default=str).encode(errors="replace"))


@dataclass(frozen=True)
class _Node:
    key: str
    parent: str
    mark: str
    foreign: tuple[str, ...] = ()
    """Settings that it has from somebody else."""


@dataclass
class _Snapshot:
    nodes: dict[str, _Node] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    blocks: dict[str, etree._Element] = field(default_factory=dict)


def record(archive: Archive, policy: Mapping[str, Any], grading: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the course says of itself, for its own policy.

    Args:
        archive: the course as it is written now, without its policy.
        policy: the course's settings, without this record.
        grading: how it is graded.

    Raises:
        OlxError: the course cannot be read.
    """
    found = _tree(archive)
    return {
        "nodes": [f"{node.key} {node.parent} {node.mark}" for node in found.nodes.values()],
        "files": found.files,
        "settings": {**policy, "grading": dict(grading)},
    }


def differences(archive: Archive) -> list[Difference]:
    """Return everything in an export that is not as Handrail wrote it last.

    Raises:
        OlxError: the export cannot be read.
        NotWrittenError: Handrail wrote no record into it.
    """
    now = _tree(archive)
    then = _recorded(now.settings)
    found = [*_nodes_that_differ(then.nodes, now.nodes), *_moved(then.nodes, now.nodes)]
    found += [
        Difference(name, Change.EDITED if name in now.files else Change.DELETED)
        for name, mark in then.files.items()
        if now.files.get(name) != mark and any(other.startswith(name.partition("/")[0] + "/") for other in now.files)
    ]
    found += [
        Difference(f"setting/{name}", Change.EDITED) for name, value in then.settings.items() if not _stands(name, value, now.settings)
    ]
    found += [Difference(name, Change.DRAFT, "publish it or discard it in Studio") for name in now.drafts]
    return sorted(found)


def blocks_in(archive: Archive) -> dict[str, tuple[dict[str, str | None], BlockMark | None]]:
    """Return Handrail's blocks of an export: ``type/url_name`` to their fields and to the mark that Handrail left.

    Raises:
        OlxError: the export cannot be read.
    """
    found = {}
    for key, node in _tree(archive).blocks.items():
        fields = fields_of(node)
        left = fields.get("written")
        found[key] = (fields, BlockMark.read(left) if left else None)
    return found


# Reading


def _tree(archive: Archive) -> _Snapshot:
    """Return a course with the marks of everything in it.

    Raises:
        OlxError: a file is missing or is not XML.
    """
    found, source = _Snapshot(), archive.source
    root = source.parse("course.xml")
    run = str(root.get("url_name") or "")
    top = root if len(root) else source.parse(f"course/{run}.xml")
    for chapter in top.iterchildren("chapter"):
        _add(found, archive, chapter, "course")
    found.files = {name: mark for name, mark in archive.digests.items() if name.startswith(_BESIDE)}
    policy = source.json(f"policies/{run}/policy.json").get(f"course/{run}")
    found.settings = {**(policy if isinstance(policy, dict) else {}), "grading": source.json(f"policies/{run}/grading_policy.json")}
    found.drafts = sorted(
        "/".join(name.split("/")[1:]).removesuffix(".xml")
        for name in archive.digests
        if name.startswith("drafts/") and name.endswith(".xml") and name.count("/") == 2
    )
    return found


def _add(found: _Snapshot, archive: Archive, pointer: etree._Element, parent: str) -> None:
    kind = str(pointer.tag)
    key = f"{kind}/{pointer.get('url_name') or ''}"
    if key in found.nodes:
        msg = f"{key}: the course holds it twice"
        raise OlxError(msg)
    ours = kind in BLOCK_TYPES
    node = archive.source.follow(pointer) if ours or kind in (*_CONTAINERS, "html") else pointer
    name, hidden = str(node.get("display_name") or ""), node.get("visible_to_staff_only") == "true"
    if ours:
        fields = fields_of(node)
        mark = str(mark_of(fields.get("content") or "", fields.get("display_name") or "", _data(fields)))
        found.blocks[key] = node
    elif kind == "html":
        mark = _mark(name, hidden, " ".join(archive.source.page(node).split()))
    else:
        mark = _mark(name, hidden)
    foreign = sorted(str(word) for word in node.keys() if word not in _PLATFORMS_OWN and not str(word).startswith(("{", "upstream")))  # noqa: SIM118 - an element, no mapping
    found.nodes[key] = _Node(key, parent, mark, tuple(foreign))
    for child in node if kind in _CONTAINERS else ():
        if isinstance(child.tag, str):
            _add(found, archive, child, key)


def _data(fields: Mapping[str, str | None]) -> object:
    text = fields.get("program_data") or "{}"
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _recorded(settings: dict[str, Any]) -> _Snapshot:
    """Return what the course says that Handrail wrote, and take that record out of its settings.

    Raises:
        NotWrittenError: there is none that can be read.
    """
    others = settings.get("other_course_settings")
    own = others.get("handrail") if isinstance(others, dict) else None
    written = own.get("written") if isinstance(own, dict) else None
    try:
        lines = [line.split(" ") for line in written["nodes"]]  # type: ignore[index]
        nodes = {key: _Node(key, parent, mark) for key, parent, mark in lines}
        then = _Snapshot(nodes, dict(written["files"]), dict(written["settings"]))  # type: ignore[index]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        msg = "The course does not say what Handrail wrote into it."
        raise NotWrittenError(msg) from error
    settings["other_course_settings"] = {**others, "handrail": {key: value for key, value in own.items() if key != "written"}}  # type: ignore[dict-item,union-attr]
    return then


# Comparing


def _nodes_that_differ(then: Mapping[str, _Node], now: Mapping[str, _Node]) -> Iterator[Difference]:
    for key, node in now.items():
        before = then.get(key)
        if before is None:
            yield Difference(key, Change.ADDED, f"in {node.parent}")
        elif before.mark != node.mark:
            yield Difference(key, Change.EDITED, _what(before.mark, node.mark))
        if before is not None and node.foreign:
            yield Difference(key, Change.EDITED, f"settings: {', '.join(node.foreign)}")
    for key, node in then.items():
        if key not in now:
            yield Difference(key, Change.DELETED, f"from {node.parent}")


def _what(before: str, now: str) -> str:
    if "." not in before:
        return ""
    old, new = BlockMark.read(before), BlockMark.read(now)
    changed = [word for word, differs in (("text", old.text != new.text), ("name or program data", old.rest != new.rest)) if differs]
    return " and ".join(changed)


def _moved(then: Mapping[str, _Node], now: Mapping[str, _Node]) -> Iterator[Difference]:
    """Yield what stands under another parent, and what changed its place among those that stayed."""
    for key, node in now.items():
        if key in then and then[key].parent != node.parent:
            yield Difference(key, Change.MOVED, f"from {then[key].parent} to {node.parent}")
    for parent in dict.fromkeys(node.parent for node in now.values()):
        old, new = (_stayed(nodes, parent, then, now) for nodes in (then, now))
        kept: set[str] = set()
        for match in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            kept.update(new[match.b : match.b + match.size])
        for key in new:
            if key not in kept:
                yield Difference(key, Change.MOVED, f"within {parent}")


def _stayed(nodes: Mapping[str, _Node], parent: str, then: Mapping[str, _Node], now: Mapping[str, _Node]) -> list[str]:
    return [
        key
        for key, node in nodes.items()
        if node.parent == parent == getattr(then.get(key), "parent", None) == getattr(now.get(key), "parent", None)
    ]


def _stands(name: str, value: Any, now: Mapping[str, Any]) -> bool:
    """Return whether a setting is as Handrail wrote it. One that is not there at all is one that this platform does not know."""
    if name not in now:
        return True
    return (
        _tabs(value) == [tab for tab in _tabs(now[name]) if tab[0] in {ours[0] for ours in _tabs(value)}]
        if name == "tabs"
        else bool(value == now[name])
    )


def _tabs(value: object) -> list[tuple[object, object, bool, bool]]:
    """Return tabs as they count: platforms add tabs of their own, and leave out what is false."""
    tabs: Iterable[Any] = value if isinstance(value, list) else []
    return [
        (tab.get("type"), tab.get("name"), bool(tab.get("is_hidden")), bool(tab.get("course_staff_only")))
        for tab in tabs
        if isinstance(tab, dict)
    ]
