"""A small learning system for tests of single blocks: XBlock's own runtime, authored fields in memory, services that a test chooses."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from lxml import etree
from opaque_keys.edx.keys import UsageKey
from opaque_keys.edx.locator import CourseLocator
from webob import Request, Response
from xblock.core import XBlock
from xblock.field_data import FieldData
from xblock.fields import ScopeIds
from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, Runtime

from handrail_xblocks.check import CheckBlock
from handrail_xblocks.lesson import LessonBlock
from handrail_xblocks.progress import ProgressBlock
from handrail_xblocks.worksheet import WorksheetBlock

COURSE = CourseLocator("Sample", "Skills", "2026")
TYPES = {
    "handrail_lesson": LessonBlock,
    "handrail_worksheet": WorksheetBlock,
    "handrail_check": CheckBlock,
    "handrail_progress": ProgressBlock,
}
COUNTED = ("handrail_lesson", "handrail_worksheet", "handrail_check")
"""The types that a person can do, and an author can edit."""

EXAMPLES = {name: kind.KIND.example for name, kind in TYPES.items()}
"""A readable text for each type of block."""

VIEWS = ("student_view", "public_view", "author_view", "studio_view")


@dataclass
class Completions:
    """What the platform's completion service does, for one person."""

    values: dict[UsageKey, float] = field(default_factory=dict)

    on: bool = True

    def completion_tracking_enabled(self) -> bool:
        return self.on

    def get_completions(self, candidates: list[UsageKey]) -> dict[UsageKey, float]:
        return {key: self.values.get(key, 0.0) for key in candidates}


class Masquerade(Completions):
    """The completion service of a participant through whose eyes staff look: it shows, and what is published is not kept."""

    def get_completions(self, candidates: list[UsageKey]) -> dict[UsageKey, float]:
        return dict.fromkeys(candidates, 0.0)


class Broken:
    """A service that fails whatever it is asked."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise RuntimeError(name)


class Desk(Runtime):
    """A runtime that writes down what blocks publish."""

    def __init__(self, services: dict[str, Any], fields: FieldData) -> None:
        ids = MemoryIdManager()
        super().__init__(ids, ids, services={"field-data": fields, **services})
        self.published: list[tuple[str, Any]] = []

    def handler_url(self, block: XBlock, handler_name: str, suffix: str = "", query: str = "", thirdparty: bool = False) -> str:
        return f"/handler/{block.scope_ids.usage_id}/{handler_name}"

    def resource_url(self, resource: str) -> str:
        return f"/resource/{resource}"

    def local_resource_url(self, block: XBlock, uri: str) -> str:
        return f"/resource/{block.scope_ids.block_type}/{uri}"

    def publish(self, block: XBlock, event_type: str, event_data: Any) -> None:
        self.published.append((event_type, event_data))
        completion = self._services.get("completion")
        if event_type == "completion" and isinstance(completion, Completions) and completion.on:
            completion.values[block.scope_ids.usage_id] = event_data["completion"]


def person(key: str | None = "a", *, staff: bool = False, signed_in: bool = True) -> Any:
    """Return a user service for somebody."""
    attributes = {
        "edx-platform.is_authenticated": signed_in,
        "edx-platform.user_id": 4711,
        "edx-platform.username": "canary-username",
        "edx-platform.user_is_staff": staff,
        "edx-platform.user_is_global_staff": staff,
        "edx-platform.anonymous_user_id": key,
    }
    user = SimpleNamespace(emails=["canary@example.org"], full_name="Canary Name", opt_attrs=attributes)
    return SimpleNamespace(get_current_user=lambda: user)


VISITOR = person(None, signed_in=False)


def make(
    kind: str, content: str | None = None, *, name: str = "one", program_data: Any = None, services: dict[str, Any] | None = None
) -> Any:
    """Return a block on a desk of its own, for a signed-in participant with a completion service unless told otherwise."""
    given = {"user": person(), "completion": Completions(), **(services or {})}
    desk = Desk({key: service for key, service in given.items() if service is not None}, KvsFieldData(DictKeyValueStore()))
    usage = COURSE.make_usage_key(kind, name)
    block = desk.construct_xblock_from_class(TYPES[kind], ScopeIds(1, kind, usage, usage))
    block.content = EXAMPLES[kind] if content is None else content
    if program_data is not None:
        block.program_data = program_data
    block.save()
    return block


def call(block: Any, handler: str, body: Any, *, method: str = "POST", content_type: str = "application/json") -> Response:
    """Send a request to a handler; anything but bytes is sent as JSON."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = Request.blank("/", method=method, content_type=content_type, body=data)
    return block.runtime.handle(block, handler, request)


def html(block: Any, view: str = "student_view") -> str:
    """Return the HTML of a view."""
    return str(getattr(block, view)({}).content)


def olx_of(block: Any) -> str:
    """Return a block as OLX text, as an export writes it."""
    node = etree.Element("unknown_root")
    block.add_xml_to_node(node)
    return etree.tostring(node, pretty_print=True, encoding="unicode")


def from_olx(text: str) -> Any:
    """Return a block from OLX text, read as an import reads it."""
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False)
    node = etree.fromstring(text.encode(), parser)
    desk = Desk({"user": person()}, KvsFieldData(DictKeyValueStore()))
    usage = COURSE.make_usage_key(node.tag, node.get("url_name") or "one")
    return TYPES[node.tag].parse_xml(node, desk, ScopeIds(None, node.tag, usage, usage))
