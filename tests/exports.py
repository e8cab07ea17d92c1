"""Exports as Studio would make them: a course that Handrail built, edited, and packed again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs.base import Request
from handrail.outputs.course import OUTPUT
from handrail.outputs.course.archive import pack


def build_course(curriculum: Curriculum, folder: Path) -> Path:
    """Build the course into a new folder of a folder, as ``build/course``; return it."""
    target = folder / "build"
    target.mkdir()
    OUTPUT.write(Request(curriculum, target, target, Cache(None)))
    return target


class Export:
    """A course in Studio: what is edited here, an export holds."""

    def __init__(self, course: Path, folder: Path) -> None:
        self.folder = folder / "course"
        shutil.copytree(course, self.folder)

    def path(self, block: str) -> Path:
        """The file in which a block stands."""
        return next(path for path in sorted(self.folder.rglob("*.xml")) if f'url_name="{block}"' in path.read_text(encoding="utf-8"))

    def change(self, block: str, how: Callable[[etree._Element], None]) -> None:
        """Change a block's element where it stands."""
        path = self.path(block)
        root = etree.parse(str(path), etree.XMLParser(strip_cdata=False)).getroot()
        how(next(node for node in root.iter() if node.get("url_name") == block))
        path.write_bytes(etree.tostring(root, encoding="utf-8"))

    def text(self, block: str) -> str:
        """A block's text."""
        root = etree.parse(str(self.path(block))).getroot()
        return next(str(node.findtext("content")) for node in root.iter() if node.get("url_name") == block)

    def edit(self, block: str, old: str, new: str) -> None:
        """Edit a block's text as an author does in Studio."""
        text = self.text(block)
        assert old in text, f"{old!r} is not in {block}"

        def put(node: etree._Element) -> None:
            node.find("content").text = text.replace(old, new, 1)

        self.change(block, put)

    def policy(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Change the course's settings."""
        path = next(self.folder.glob("policies/*/policy.json"))
        policy = json.loads(path.read_text(encoding="utf-8"))
        change(next(iter(policy.values())))
        path.write_text(json.dumps(policy), encoding="utf-8")

    def pack(self) -> Path:
        """The archive that Studio gives."""
        target = self.folder.parent / "export.tar.gz"
        pack(self.folder, target)
        return target
