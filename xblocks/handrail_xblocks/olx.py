"""OLX: the one reader and the one writer, of blocks and of a whole course.

A block stands inline in its vertical, because Open edX reads a pure XBlock from a file of its own as an empty block::

    <handrail_worksheet url_name="s04-w1" display_name="Worksheet 1" xblock-family="xblock.v1">
      <content><![CDATA[id: s04-w1 ...]]></content>
      <program_data><![CDATA[{...}]]></program_data>
    </handrail_worksheet>

| read as | written as | also understood |
|---|---|---|
| ``content`` | child, CDATA | the element's own text, an attribute, an ``option:`` child |
| ``program_data`` | child, CDATA, JSON | an attribute, an ``option:`` child |
| other fields | attributes | ``option:`` children (Studio writes ``none="true"`` after a paste) |

Attributes and children that no field answers to are passed over: platforms of other years write their own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from .files import OlxError, Source

__all__ = [
    "BLOCK_TYPES",
    "Block",
    "Chapter",
    "Course",
    "OlxError",
    "Page",
    "Sequential",
    "Vertical",
    "fields_of",
    "fill",
    "read_course",
    "to_bytes",
    "write_course",
]

BLOCK_TYPES = ("handrail_lesson", "handrail_worksheet", "handrail_check", "handrail_progress")
"""The types of block that Handrail writes; a course lists them as advanced modules."""

OPTION = "http://code.edx.org/xblock/option"
"""The namespace in which XBlock writes fields as child elements."""

_CHILDREN = ("content", "program_data")
_NOT_FIELDS = frozenset({"url_name", "xblock-family"})
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Block:
    """One XBlock in a vertical: Handrail's own, or whatever else stands there."""

    type: str
    url_name: str
    node: etree._Element
    """Its XML, as its class reads it."""

    @property
    def display_name(self) -> str:
        """What a course outline calls it."""
        return str(self.node.get("display_name") or "")


@dataclass(frozen=True)
class Page:
    """An ``html`` block: a title and HTML, in files of its own."""

    url_name: str
    display_name: str
    html: str
    staff_only: bool = False
    type: str = "html"


@dataclass(frozen=True)
class Vertical:
    """A unit."""

    url_name: str
    display_name: str
    blocks: list[Block | Page] = field(default_factory=list)
    staff_only: bool = False


@dataclass(frozen=True)
class Sequential:
    """A subsection: one module."""

    url_name: str
    display_name: str
    verticals: list[Vertical] = field(default_factory=list)


@dataclass(frozen=True)
class Chapter:
    """A section: one week."""

    url_name: str
    display_name: str
    sequentials: list[Sequential] = field(default_factory=list)


@dataclass(frozen=True)
class Course:
    """A course, as far as its tree goes; policies stand beside it."""

    org: str
    number: str
    run: str
    display_name: str = ""
    chapters: list[Chapter] = field(default_factory=list)
    policy: dict[str, Any] = field(default_factory=dict)
    """The course's settings as they were read; a writer leaves them to its caller."""

    def sequentials(self) -> Iterator[Sequential]:
        """Yield the subsections in their order."""
        for chapter in self.chapters:
            yield from chapter.sequentials


# Blocks


def fields_of(node: etree._Element) -> dict[str, str | None]:
    """Return field name to its text for everything on a block's element that may be a field; None where it says "none".

    A caller takes the names it knows. A child says more than the element's text, and that more than an attribute.
    """
    found: dict[str, str | None] = {
        str(name): str(value) for name, value in node.items() if name not in _NOT_FIELDS and not str(name).startswith("{")
    }
    if node.text and node.text.strip():
        found["content"] = node.text
    for child in node:
        if not isinstance(child.tag, str):  # a comment or a processing instruction
            continue
        name = etree.QName(child)
        if name.namespace == OPTION:
            found[name.localname] = None if child.get("none") == "true" else (child.text or "")
        elif name.namespace is None and name.localname in _CHILDREN:
            found[name.localname] = child.text or ""
    return found


def fill(node: etree._Element, kind: str, *, content: str, program_data: dict[str, Any], attributes: dict[str, str]) -> None:
    """Write a block into an element that its caller made.

    Args:
        node: what it holds already (a ``url_name``) stays.
        kind: the type of block.
        content: authored text.
        program_data: what the build knew; written only when there is something.
        attributes: other fields, by name, as text.
    """
    node.tag = kind
    for name, value in attributes.items():
        node.set(name, legal(value))
    node.set("xblock-family", "xblock.v1")
    _child(node, "content", content)
    if program_data:
        _child(node, "program_data", json.dumps(program_data, ensure_ascii=False, indent=1, sort_keys=True))


def legal(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _child(node: etree._Element, name: str, text: str) -> None:
    child = etree.SubElement(node, name)
    words = legal(text)
    # A carriage return, and the end of a CDATA section, come back from a reader only when they are escaped.
    child.text = words if not words or "\r" in words or "]]>" in words else etree.CDATA(words)


def to_bytes(root: etree._Element) -> bytes:
    """Return an element as a file: one look for all files, so that two builds and two versions compare line by line."""
    etree.indent(root, space="  ")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=False)) + b"\n"


# Courses


def write_course(course: Course, folder: Path) -> None:
    """Write the tree of a course; policies, ``about`` and ``static`` are the caller's.

    Raises:
        OSError: a file cannot be written.
    """
    _write(folder / "course.xml", etree.Element("course", url_name=course.run, org=course.org, course=course.number))
    top = etree.Element("course")
    for chapter in course.chapters:
        etree.SubElement(top, "chapter", url_name=chapter.url_name)
        chapter_node = etree.Element("chapter", display_name=chapter.display_name)
        for sequential in chapter.sequentials:
            etree.SubElement(chapter_node, "sequential", url_name=sequential.url_name)
            sequential_node = etree.Element("sequential", display_name=sequential.display_name)
            for vertical in sequential.verticals:
                etree.SubElement(sequential_node, "vertical", url_name=vertical.url_name)
                _write(folder / "vertical" / f"{vertical.url_name}.xml", _vertical_node(vertical, folder))
            _write(folder / "sequential" / f"{sequential.url_name}.xml", sequential_node)
        _write(folder / "chapter" / f"{chapter.url_name}.xml", chapter_node)
    _write(folder / "course" / f"{course.run}.xml", top)


def _vertical_node(vertical: Vertical, folder: Path) -> etree._Element:
    node = etree.Element("vertical", display_name=vertical.display_name)
    if vertical.staff_only:
        node.set("visible_to_staff_only", "true")
    for block in vertical.blocks:
        if isinstance(block, Block):
            node.append(block.node)
            continue
        etree.SubElement(node, "html", url_name=block.url_name)
        page = etree.Element("html", filename=block.url_name, display_name=block.display_name)
        if block.staff_only:
            page.set("visible_to_staff_only", "true")
        _write(folder / "html" / f"{block.url_name}.xml", page)
        (folder / "html" / f"{block.url_name}.html").write_text(block.html, encoding="utf-8")
    return node


def _write(path: Path, root: etree._Element) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_bytes(root))


def read_course(folder: Path) -> Course:
    """Read the tree of a course from its folder.

    Raises:
        OlxError: a file is missing or is not XML.
    """
    return _Reader(Source(lambda name: folder.joinpath(name).read_bytes())).course()


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source

    def course(self) -> Course:
        root = self.source.parse("course.xml")
        run = str(root.get("url_name") or "")
        top = root if len(root) else self.source.parse(f"course/{run}.xml")
        chapters = [self._chapter(node) for node in top.iterchildren("chapter")]
        found = self.source.json(f"policies/{run}/policy.json").get(f"course/{run}")
        policy = found if isinstance(found, dict) else {}
        name = str(policy.get("display_name") or top.get("display_name") or "")
        return Course(str(root.get("org") or ""), str(root.get("course") or ""), run, name, chapters, policy)

    def _chapter(self, pointer: etree._Element) -> Chapter:
        node = self.source.follow(pointer)
        found = [self._sequential(child) for child in node.iterchildren("sequential")]
        return Chapter(str(pointer.get("url_name") or ""), str(node.get("display_name") or ""), found)

    def _sequential(self, pointer: etree._Element) -> Sequential:
        node = self.source.follow(pointer)
        found = [self._vertical(child) for child in node.iterchildren("vertical")]
        return Sequential(str(pointer.get("url_name") or ""), str(node.get("display_name") or ""), found)

    def _vertical(self, pointer: etree._Element) -> Vertical:
        node = self.source.follow(pointer)
        blocks = [self._block(child) for child in node if isinstance(child.tag, str)]
        staff_only = node.get("visible_to_staff_only") == "true"
        return Vertical(str(pointer.get("url_name") or ""), str(node.get("display_name") or ""), blocks, staff_only)

    def _block(self, node: etree._Element) -> Block | Page:
        name = str(node.get("url_name") or "")
        if node.tag != "html":
            return Block(str(node.tag), name, node)
        page = self.source.follow(node)
        text = self.source.page(page)
        return Page(name, str(page.get("display_name") or ""), text, page.get("visible_to_staff_only") == "true")
