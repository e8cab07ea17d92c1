"""Blocks over whatever an import, an API or another year's platform may have put into them: no view raises, no unit dies."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from opaque_keys.edx.keys import UsageKey
from xblock.completable import XBlockCompletionMode
from xblock.field_data import DictFieldData
from xblock.fields import ScopeIds

from handrail_xblocks.olx import BLOCK_TYPES
from tests.xblocks.desk import COUNTED, EXAMPLES, TYPES, VIEWS, VISITOR, Broken, Desk, call, from_olx, html, make, olx_of, person

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KEYS = (
    "language",
    "family",
    "counted",
    "lines",
    "labels",
    "safety",
    "sources",
    "modules",
    "figures",
    "work_url",
    "translations",
    "edition",
)
DATA = st.dictionaries(st.sampled_from(KEYS), JSON, max_size=6)
LINES = st.lists(st.sampled_from("\n".join(EXAMPLES.values()).splitlines()) | st.text(max_size=30), max_size=25).map("\n".join)
"""Lines of good texts, in any order, with any words between them."""


def _odd(kind: str, values: dict[str, Any], services: dict[str, Any] | None = None) -> Any:
    """Return a block whose fields hold what nobody checked."""
    desk = Desk({"user": person(), **(services or {})}, DictFieldData(values))
    usage = UsageKey.from_string(f"block-v1:Sample+Skills+2026+type@{kind}+block@one")
    return desk.construct_xblock_from_class(TYPES[kind], ScopeIds(1, kind, usage, usage))


def _everything(block: Any) -> None:
    """Ask a block everything that a platform asks."""
    for view in VIEWS:
        shown = html(block, view)
        assert shown.strip()
        if view != "studio_view":
            assert "<script" not in shown
    json.dumps(block.student_view_data())
    json.dumps(block.index_dictionary())
    assert block.completion_mode in ("completable", "excluded")
    assert XBlockCompletionMode.get_mode(block)
    assert block.is_edited in (True, False)
    node = etree.Element("unknown")
    block.add_xml_to_node(node)
    etree.tostring(node)
    for handler in ("set_state", "studio_submit", "studio_preview"):
        assert call(block, handler, {"a": 1}).status_code in (400, 403)


@settings(max_examples=25)
@given(content=st.text(max_size=200) | LINES, data=DATA, kind=st.sampled_from(BLOCK_TYPES))
def test_any_text_and_any_data(content: str, data: dict[str, Any], kind: str) -> None:
    """Whatever an author or an import left, every question of a platform has an answer."""
    _everything(make(kind, content, program_data=json.loads(json.dumps(data).replace("NaN", "0").replace("Infinity", "1"))))


@pytest.mark.parametrize("value", [None, 7, 1.5, True, [], ["x"], {}, {"a": 1}, b"x", object()], ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("field", ["content", "display_name", "program_data", "written"])
@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_a_field_of_another_type(kind: str, field: str, value: Any) -> None:
    """A platform reads fields from its database unchecked: a wrong type is as good as nothing."""
    good = {"content": TYPES[kind].KIND.example, "display_name": "One", "program_data": {"name": "x"}, "written": "a.b"}

    _everything(_odd(kind, {**good, field: value}))


LIBRARY = "lb:Sample:skills"


@pytest.mark.parametrize(
    "services",
    [{}, {"user": None}, {"user": VISITOR}, {"user": Broken()}, {"completion": Broken(), "settings": Broken()}],
    ids=["signed in", "nobody", "visitor", "nobody can tell", "failing"],
)
@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_a_library_has_few_services(kind: str, services: dict[str, Any]) -> None:
    """In a content library there is no settings service, no course and no permission service of Studio; nothing needs them."""
    usage = UsageKey.from_string(f"{LIBRARY}:{kind}:one")
    desk = Desk(
        {key: value for key, value in {"user": person(), **services}.items() if value is not None},
        DictFieldData({"content": TYPES[kind].KIND.example}),
    )
    block = desk.construct_xblock_from_class(TYPES[kind], ScopeIds(1, kind, usage, usage))

    _everything(block)
    assert "hr-block-plain" not in html(block)


@pytest.mark.parametrize(("staff", "status"), [(True, 200), (False, 403)])
def test_in_a_library_global_staff_edit(staff: bool, status: int) -> None:
    """Studio's permission service is not there; global staff alone may edit."""
    usage = UsageKey.from_string(f"{LIBRARY}:handrail_check:one")
    desk = Desk({"user": person(staff=staff)}, DictFieldData({"content": "old"}))
    block = desk.construct_xblock_from_class(TYPES["handrail_check"], ScopeIds(1, "handrail_check", usage, usage))

    assert status == call(block, "studio_submit", {"display_name": "x", "content": EXAMPLES["handrail_check"]}).status_code
    assert (EXAMPLES["handrail_check"] if staff else "old") == block.content


def test_a_user_service_that_fails_leaves_the_text() -> None:
    """Nobody knows who looks: the words are there to be read, and nothing is kept."""
    shown = make("handrail_lesson", services={"user": Broken()}).student_view({})

    assert "A few plain sentences." in shown.content
    assert shown.js_init_fn is None


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("view", ["student_view", "public_view", "author_view"])
@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_a_frame_is_not_led_away(kind: str, view: str, language: str) -> None:
    """Inside the learning front end a bare link or a form would replace the whole page: no form, no submit, a target on every link."""
    data = {"language": language, "work_url": "https://skills.example.org/s99/", "modules": ["s12"]}
    text = TYPES[kind].KIND.example.replace("A few plain sentences.", "See [that](s12), [this](https://example.org) and [here](#s99-1).")

    shown = html(make(kind, text, program_data=data), view)

    assert not re.search(r"<form|type=\"submit\"|<button(?![^>]*type=\"button\")|\son[a-z]+=|javascript:", shown)
    for link in re.findall(r"<a [^>]*href[^>]*>", shown):
        assert re.search(r'target="(_blank|_self|_parent)"', link) or 'href="tel:' in link or 'href="sms:' in link, link
        assert "_blank" not in link or "noopener" in link, link


@pytest.mark.parametrize("kind", COUNTED)
def test_the_same_sheet_twice_shares_no_id(kind: str) -> None:
    """One text in two blocks of a unit, as after a copy: each DOM id and each reference stays with its own block."""
    pages = [html(make(kind, name=name)) for name in ("one", "0a1b2c")]
    ids = [set(re.findall(r'\bid="([^"]+)"', page)) for page in pages]

    assert set() == ids[0] & ids[1]
    for page, own in zip(pages, ids, strict=True):
        wanted = {
            word
            for found in re.findall(r'\b(?:for|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"', page)
            for word in found.split()
        }
        assert set() == wanted - own
        assert len(re.findall(r'\bid="', page)) == len(own), "an id stands twice"


def test_the_index_gives_no_answer_away() -> None:
    """Search finds a question and its answers, not what is said of them: that would tell which one is right."""
    text = json.dumps(make("handrail_check").index_dictionary())

    assert "A question about what to do?" in text
    assert "Yes, because of this." not in text


@pytest.mark.parametrize("kind", BLOCK_TYPES)
def test_the_mark_travels(kind: str) -> None:
    """An export, a copy and a duplicate carry the mark of what the build wrote."""
    block = make(kind)
    block.written = "0123456789ab.0123456789ab"

    assert 'written="0123456789ab.0123456789ab"' in olx_of(block)
    assert block.written == from_olx(olx_of(block)).written


def test_two_copies_of_a_text_are_parsed_once_and_few_are_kept() -> None:
    """What was made of a text is kept by the text, and not without end."""
    from handrail_xblocks import content

    assert (1024, 512) == (content.read.cache_info().maxsize, content._html.cache_info().maxsize)


def test_settings_of_another_shape_are_passed_over() -> None:
    """An operator's bucket that is a list, or whose service wants other arguments, takes nothing down."""
    for bucket in ([], "x", None, {"lines": []}, {1: 2}):
        service = SimpleNamespace(get_settings_bucket=lambda _block, default=None, bucket=bucket: bucket)
        assert "cannot be shown" not in html(make("handrail_lesson", services={"settings": service}))
