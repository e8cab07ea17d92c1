"""What the one handler for participants does with what it lets in; what it refuses stands in test_handlers.py."""

from __future__ import annotations

from typing import Any

import pytest
from opaque_keys.edx.keys import UsageKey

from tests.xblocks.desk import COUNTED, Broken, Completions, Masquerade, call, make


@pytest.mark.parametrize("name", COUNTED)
def test_values_are_none_half_and_one(name: str) -> None:
    """Started is 0.5, done is 1, undone is 0; the answer says what stands now."""
    block = make(name)

    answers = [call(block, "set_state", {"state": said}).json for said in ("started", "done", "undone")]

    assert [{"state": "started"}, {"state": "done"}, {"state": "none"}] == answers
    assert [("completion", {"completion": value}) for value in (0.5, 1.0, 0.0)] == block.runtime.published


def test_a_value_rises_unless_it_is_undone() -> None:
    """A late "started" from another tab takes nothing back; saying the same twice publishes once."""
    block = make("handrail_worksheet")

    for said in ("done", "started", "done"):
        assert {"state": "done"} == call(block, "set_state", {"state": said}).json

    assert [("completion", {"completion": 1.0})] == block.runtime.published


def test_undoing_nothing_publishes_nothing() -> None:
    """There is no row for somebody who never said anything."""
    block = make("handrail_check")

    assert {"state": "none"} == call(block, "set_state", {"state": "undone"}).json
    assert [] == block.runtime.published


class Failing(Completions):
    """A completion service whose reads fail while its writes still work."""

    def get_completions(self, candidates: list[UsageKey]) -> dict[UsageKey, float]:
        raise TimeoutError


@pytest.mark.parametrize("service", [Broken(), Failing()])
@pytest.mark.parametrize("name", COUNTED)
def test_what_cannot_be_read_is_not_lowered(name: str, service: Any) -> None:
    """Where the present value cannot be read, "started" might stand below it: refused for now, and nothing changes."""
    block = make(name, services={"completion": service})

    response = call(block, "set_state", {"state": "started"})

    assert (503, ["error"]) == (response.status_code, list(response.json))
    assert [] == block.runtime.published


@pytest.mark.parametrize("service", [Broken(), Failing()])
@pytest.mark.parametrize(("said", "value"), [("done", 1.0), ("undone", 0.0)])
def test_what_people_say_themselves_is_told_unread_and_not_confirmed_unread(service: Any, said: str, value: float) -> None:
    """Done and undone are the same whatever stood there: both are passed on, and called kept only when read back."""
    block = make("handrail_lesson", services={"completion": service})

    assert 503 == call(block, "set_state", {"state": said}).status_code
    assert [("completion", {"completion": value})] == block.runtime.published


def test_a_failed_read_keeps_a_done() -> None:
    """A done outlives a service that fails for a moment; an undo then takes it back."""
    service = Failing()
    block = make("handrail_worksheet", services={"completion": service})
    usage = block.scope_ids.usage_id
    service.values[usage] = 1.0

    assert 503 == call(block, "set_state", {"state": "started"}).status_code
    assert 1.0 == service.values[usage]
    assert 503 == call(block, "set_state", {"state": "undone"}).status_code
    assert 0.0 == service.values[usage]


@pytest.mark.parametrize("service", [None, Completions(on=False)], ids=["no service", "switched off"])
@pytest.mark.parametrize("said", ["started", "done", "undone"])
def test_a_platform_that_keeps_no_completion_is_told_nothing(service: Any, said: str) -> None:
    """Where completion is switched off, nobody is told "done" by a platform that forgets it: 409, once, and nothing is published."""
    block = make("handrail_worksheet", services={"completion": service})

    assert 409 == call(block, "set_state", {"state": said}).status_code
    assert [] == block.runtime.published


def test_what_was_not_kept_is_not_confirmed() -> None:
    """Open edX records nothing while staff look through a participant's eyes; the answer says so, and tells no state."""
    block = make("handrail_worksheet", services={"completion": Masquerade()})

    response = call(block, "set_state", {"state": "done"})

    assert (409, {"error": "It was not kept."}) == (response.status_code, response.json)


def test_a_write_that_fails_is_told() -> None:
    """A platform that raises when a completion is published leads to "try again", not to a page of errors."""
    block = make("handrail_worksheet")

    def fail(*_: Any) -> None:
        raise RuntimeError

    block.runtime.publish = fail
    assert 503 == call(block, "set_state", {"state": "done"}).status_code


@pytest.mark.parametrize("name", COUNTED)
def test_family_blocks_take_no_state(name: str) -> None:
    """What is not counted cannot be told."""
    block = make(name, program_data={"family": True})

    assert 409 == call(block, "set_state", {"state": "done"}).status_code
    assert [] == block.runtime.published
