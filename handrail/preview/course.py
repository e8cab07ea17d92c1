"""The built course in memory: authored fields of every block, read once, and again when the course was built anew."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from opaque_keys.edx.keys import CourseKey, UsageKey
from opaque_keys.edx.locator import CourseLocator
from xblock.core import XBlock
from xblock.fields import ScopeIds
from xblock.plugin import PluginMissingError
from xblock.runtime import DictKeyValueStore, KvsFieldData, Mixologist

from handrail.model import Plan
from handrail_xblocks import olx
from handrail_xblocks.progress import ProgressBlock

__all__ = ["LoadedCourse", "Shelf"]

log = logging.getLogger(__name__)


@dataclass
class LoadedCourse:
    """A course as the runtime needs it. Nobody changes it after it was loaded, so all threads share it."""

    tree: olx.Course
    key: CourseKey
    folder: Path
    authored: KvsFieldData
    units: dict[str, tuple[olx.Sequential, olx.Vertical]] = field(default_factory=dict)
    """url_name of a unit to its module and itself."""

    places: dict[str, str] = field(default_factory=dict)
    """url_name of anything to the unit that shows it."""

    usages: dict[str, UsageKey] = field(default_factory=dict)
    """url_name of a block to its usage key."""

    uncounted: set[UsageKey] = field(default_factory=set)
    """Blocks of the family lane, and sheets that are there to be had."""

    progress: ProgressBlock | None = None
    """The block that holds the plan of the course."""

    @property
    def plan(self) -> Plan | None:
        """Every session that can be done; None in a course without the block that says so."""
        return self.progress.plan if self.progress else None

    @property
    def language(self) -> str:
        """The language of the course."""
        return "es" if self.tree.policy.get("language") == "es" else "en"


class Shelf:
    """Gives the course as it was last built."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._course: LoadedCourse | None = None

    def course(self) -> LoadedCourse | None:
        """Return the course, read again when it was built anew; None when there is none.

        While a build swaps folders, and when a new course cannot be read, the one before stays.
        """
        root = next((path for path in (self.folder / "course", self.folder) if (path / "course.xml").is_file()), None)
        if root is None:
            return self._course
        try:
            status = (root / "course.xml").stat()
        except OSError:
            return self._course
        stamp = (status.st_ino, status.st_mtime_ns)
        if stamp == self._stamp:
            return self._course
        with self._lock:
            if stamp != self._stamp:
                try:
                    self._course = load(root)
                    self._stamp = stamp
                except olx.OlxError:
                    log.exception("the course in %s cannot be read", root)
        return self._course


def load(folder: Path) -> LoadedCourse:
    """Read a course and the authored fields of its blocks.

    Raises:
        OlxError: the course cannot be read.
    """
    tree = olx.read_course(folder)
    authored = KvsFieldData(DictKeyValueStore())
    key = CourseLocator(tree.org, tree.number, tree.run)
    loaded = LoadedCourse(tree, key, folder, authored)
    loader = _Loader(authored)
    for sequential in tree.sequentials():
        for vertical in sequential.verticals:
            loaded.units[vertical.url_name] = (sequential, vertical)
            loaded.places.setdefault(sequential.url_name, vertical.url_name)
            loaded.places[vertical.url_name] = vertical.url_name
            for block in vertical.blocks:
                loaded.places[block.url_name] = vertical.url_name
                if not isinstance(block, olx.Block):
                    continue
                try:
                    kind = XBlock.load_class(block.type)
                except PluginMissingError:
                    continue  # a block of somebody else that is not installed here: the unit says so
                usage: UsageKey = key.make_usage_key(block.type, block.url_name)  # type: ignore[no-untyped-call]
                made = loader.read(block, kind, usage)
                loaded.usages[block.url_name] = usage
                if not getattr(made, "is_counted", True):
                    loaded.uncounted.add(usage)
                if isinstance(made, ProgressBlock):
                    loaded.progress = made
    return loaded


class _Loader:
    """The little of a runtime that building a block from OLX needs."""

    def __init__(self, authored: KvsFieldData) -> None:
        self.authored = authored
        self.mixologist = Mixologist(())

    def service(self, _block: Any, name: str) -> Any:
        """Return the one service there is: where fields live."""
        return self.authored if name == "field-data" else None

    def save_block(self, _block: Any) -> None:
        """Do nothing: fields were saved one by one."""

    def construct_xblock_from_class(self, cls: Any, scope_ids: ScopeIds, field_data: Any = None) -> Any:
        """Return a block of a class."""
        return self.mixologist.mix(cls)(runtime=self, field_data=field_data, scope_ids=scope_ids)

    def add_node_as_child(self, _block: Any, _node: Any) -> None:
        """Pass over children: no block of a Handrail course has any."""

    def read(self, source: olx.Block, kind: Any, usage: UsageKey) -> Any:
        """Read a block's authored fields into the store, and return the block."""
        made = self.mixologist.mix(kind).parse_xml(source.node, self, ScopeIds(None, source.type, usage, usage))
        made.save()
        return made
