"""The list of sessions: what is done and what is next, for the person who looks and for nobody else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from xblock.completable import XBlockCompletionMode

from handrail.model import Plan, State
from handrail_xblocks.progress import ProgressBlock
from tests.xblocks.desk import COURSE, VISITOR, Broken, Completions, call, html, make, person


def _session(identifier: str, topics: list[str]) -> dict[str, Any]:
    sheets = [("worksheet", f"w{number}", f"Worksheet {number}") for number in (1, 2)]
    parts = [("lesson", "lesson", "Read"), *sheets, ("check", "c1", "Quick questions")]
    return {
        "id": identifier,
        "name": f"Session {identifier[1:].lstrip('0')}",
        "title": f"Title of {identifier}",
        "topics": topics,
        "parts": [{"id": f"{identifier}-{code}", "kind": kind, "name": name} for kind, code, name in parts],
    }


PLAN = {
    "topics": {"coping": "Coping skills", "social": "People"},
    "groups": [
        {"id": "week-1", "name": "Week 1", "sessions": [_session("s01", ["coping"]), _session("s02", ["social", "coping"])]},
        {"id": "week-2", "name": "Week 2", "sessions": [_session("s03", ["social"])]},
    ],
}


def _made(done: dict[str, float] | None = None, **services: Any) -> Any:
    kinds = {"l": "lesson", "w": "worksheet", "c": "check"}
    values = {
        COURSE.make_usage_key(f"handrail_{kinds[part.partition('-')[2][0]]}", part): value for part, value in (done or {}).items()
    }
    return make("handrail_progress", json.dumps(PLAN), name="progress", services={"completion": Completions(values), **services})


def _words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_it_counts_sessions_and_names_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many of so many, no percent; what was begun comes before what was not, with what is left of it."""
    block = _made({"s01-lesson": 1.0, "s01-w1": 1.0, "s01-w2": 1.0, "s03-w1": 1.0, "s03-lesson": 0.5})

    words = _words(html(block))

    assert "1 of 3 sessions done." in words
    assert "Go on with: Session 3: Title of s03" in words
    assert "Left to do: Read, Worksheet 2." in words
    assert "Week 1 1 of 2 done" in words
    assert "Coping skills 1 of 2 done" in words
    assert not re.search(r"%|streak|score|minute", words)


def test_the_first_is_next_when_nothing_was_begun() -> None:
    """Without anything done the list begins at its beginning; with everything done it says so."""
    assert "Next: Session 1: Title of s01" in _words(html(_made()))
    everything = {f"s0{number}-{part}": 1.0 for number in (1, 2, 3) for part in ("lesson", "w1", "w2")}
    assert "That is all of them." in _words(html(_made(everything)))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, State.NOT_YET),
        ({"s01-c1": 1.0}, State.STARTED),
        ({"s01-lesson": 0.5}, State.STARTED),
        ({"s01-lesson": 1.0, "s01-w1": 1.0}, State.STARTED),
        ({"s01-lesson": 1.0, "s01-w1": 1.0, "s01-w2": 1.0}, State.DONE),
        ({"s01-lesson": 1.0, "s01-w1": 1.0, "s01-w2": 0.5, "s01-c1": 1.0}, State.STARTED),
        ({"s01-lesson": 0.0}, State.NOT_YET),
        ({"s99-lesson": 1.0}, State.NOT_YET),
    ],
)
def test_when_a_session_is_done(values: dict[str, float], expected: State) -> None:
    """By its lesson and all its worksheets; its check starts it and never holds it up."""
    session = next(Plan.model_validate(PLAN).sessions())

    assert expected is session.state(values)


def test_links_leave_the_frame_for_the_whole_page() -> None:
    """In the learning front end a session opens in place of the unit, not inside its frame."""
    text = html(_made())
    links = re.findall(r"<a [^>]*jump_to_id[^>]*>", text)

    assert len(links) > 6
    assert all('target="_parent"' in link for link in links)
    assert '"/jump_to_id/s03"' in text


def test_staff_see_no_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be looking through a participant's eyes: nothing is read; the way to the group page stands there where there is one."""
    block = _made({"s01-lesson": 1.0}, user=person(staff=True))
    monkeypatch.setattr(ProgressBlock, "_group_url", lambda _self: "/handrail/x/group/")

    text = html(block)

    assert "not yet" not in text
    assert 'href="/handrail/x/group/"' in text
    assert "/handrail/x/group/" not in html(_made())


def test_visitors_and_authors_see_the_sessions() -> None:
    """Who is not signed in reads the list; so does an author in Studio, where there is no completion."""
    for block, view in ((_made(user=VISITOR), "student_view"), (_made(), "public_view"), (_made(), "author_view")):
        words = _words(html(block, view))
        assert "Session 3: Title of s03" in words
        assert "not yet" not in words
        assert "sessions done" not in words


@pytest.mark.parametrize("service", [Broken(), None])
def test_what_cannot_be_told_is_said(service: Any) -> None:
    """Without completion, or with one that fails, the list stands there and says so; it never says "not yet" on trust."""
    words = _words(html(_made(completion=service)))

    assert "cannot be shown right now" in words
    assert "not yet" not in words
    assert "Session 1" in words


def test_nothing_can_be_done_in_it() -> None:
    """It is left out of the platform's own ticks, its handlers take nothing, and there is nothing to edit."""
    block = _made()

    assert XBlockCompletionMode.EXCLUDED == block.completion_mode == ProgressBlock.completion_mode
    assert 409 == call(block, "set_state", {"state": "done"}).status_code
    assert [] == block.runtime.published
    assert "nothing to edit" in html(block, "studio_view")
    for handler in ("studio_submit", "studio_preview"):
        assert 403 == call(block, handler, {"display_name": "x", "content": "{}"}).status_code


BROKEN = ["", "{}", "[]", "null", '{"groups": 1}', "{", '{"groups": [{"id": "a"}]}', "x" * 100_000, '{"groups": []' + " " * 99]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_plan_leaves_the_unit_alive(text: str) -> None:
    """A plain message for everybody, and the reason for the author."""
    block = make("handrail_progress", text)

    for view in ("student_view", "public_view", "author_view", "studio_view"):
        assert html(block, view)
    assert "cannot be shown right now" in html(block)
    assert block.student_view_data()["kind"] == "progress"


def test_names_are_words() -> None:
    """What stands in a plan is text, whatever it looks like."""
    plan = json.loads(json.dumps(PLAN).replace("Title of s01", "<script>alert(1)</script>"))
    text = html(make("handrail_progress", json.dumps(plan)))

    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_unknown_keys_are_passed_over() -> None:
    """A course that was built by a later version still shows its list."""
    plan = {**PLAN, "later": {"a": 1}}

    assert "3 sessions done." in _words(html(make("handrail_progress", json.dumps(plan))))
