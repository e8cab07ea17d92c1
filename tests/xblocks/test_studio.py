"""Editing in Studio: the compiler's own messages, and nobody but authors."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from handrail_xblocks.olx import BLOCK_TYPES
from tests.xblocks.desk import EXAMPLES, VISITOR, call, html, make, person

MAY = SimpleNamespace(can_write=lambda _course: True)
MAY_NOT = SimpleNamespace(can_write=lambda _course: False)


def _author(kind: str, content: str | None = None) -> Any:
    return make(kind, content, services={"studio_user_permissions": MAY})


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_a_new_block_begins_with_a_text_that_reads(name: str) -> None:
    """The editor of an empty block holds an example, and the example has no problem."""
    shown = html(_author(name, ""), "studio_view")

    assert EXAMPLES[name].splitlines()[0] in shown
    assert "<li>" not in shown.split('role="alert"')[1].split("</div>")[0]
    assert make(name).found.problems == ()


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_a_good_text_is_saved(name: str) -> None:
    """Name and text are kept as they were typed, with plain line ends."""
    block = _author(name, "old")

    response = call(block, "studio_submit", {"display_name": " Part 2 ", "content": EXAMPLES[name].replace("\n", "\r\n")})

    assert (200, {"result": "success"}) == (response.status_code, response.json)
    assert ("Part 2", EXAMPLES[name]) == (block.display_name, block.content)


def test_a_broken_text_is_refused_with_the_compilers_words() -> None:
    """A misspelled kind comes back with its line and a suggestion; the old text stays."""
    block = _author("handrail_worksheet")

    response = call(
        block, "studio_submit", {"display_name": "x", "content": EXAMPLES["handrail_worksheet"].replace("checklist", "checklst")}
    )

    assert 400 == response.status_code
    [problem] = response.json["problems"]
    assert "checklst" in problem["message"]
    assert 'Did you mean "checklist"?' == problem["remedy"]
    assert problem["line"] > 1
    assert EXAMPLES["handrail_worksheet"] == block.content


@pytest.mark.parametrize(
    "body", [{}, {"content": "x"}, {"display_name": 1, "content": "x"}, {"display_name": "x", "content": "x", "more": 1}, []]
)
@pytest.mark.parametrize("handler", ["studio_submit", "studio_preview"])
def test_other_requests_are_refused(handler: str, body: Any) -> None:
    """Exactly a name and a text, as JSON."""
    assert 400 == call(_author("handrail_check"), handler, body).status_code
    assert 415 == call(_author("handrail_check"), handler, b"a=b", content_type="text/plain").status_code
    assert 413 == call(_author("handrail_check"), handler, b" " * 200_001).status_code


def test_the_name_must_be_there() -> None:
    """A block without a name cannot be found in an outline."""
    block = _author("handrail_check")

    assert 400 == call(block, "studio_submit", {"display_name": " ", "content": EXAMPLES["handrail_check"]}).status_code


def test_a_preview_changes_nothing() -> None:
    """Looking at a text shows it as readers would see it, and saves nothing."""
    block = _author("handrail_lesson")
    text = EXAMPLES["handrail_lesson"].replace("A few plain sentences.", "Some other words.")

    response = call(block, "studio_preview", {"display_name": "x", "content": text})

    assert "Some other words." in response.json["html"]
    assert EXAMPLES["handrail_lesson"] == block.content


@pytest.mark.parametrize(
    "services",
    [
        {"user": None},
        {"user": VISITOR},
        {"user": person()},
        {"user": person(staff=True)},
        {"user": person(staff=True), "studio_user_permissions": MAY_NOT},
    ],
    ids=["nobody", "visitor", "participant", "staff in a learning system", "no author of this course"],
)
@pytest.mark.parametrize("handler", ["studio_submit", "studio_preview"])
def test_nobody_else_may_edit(handler: str, services: dict[str, Any]) -> None:
    """In a learning system there is no author, not even among staff; in Studio its own service decides."""
    block = make("handrail_lesson", services=services)

    assert 403 == call(block, handler, {"display_name": "x", "content": EXAMPLES["handrail_lesson"]}).status_code
    assert EXAMPLES["handrail_lesson"] == block.content


def test_the_author_sees_what_is_wrong() -> None:
    """In Studio's unit page a broken block lists its problems; readers get plain words only."""
    block = make("handrail_worksheet", "id: s99-w1\n")

    assert "title" in html(block, "author_view")
    assert "This text needs mending." in html(block, "author_view")
    assert "This text needs mending." not in html(block, "student_view")
