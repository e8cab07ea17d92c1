"""The one handler for participants: a closed door with a narrow slot."""

from __future__ import annotations

import json
from typing import Any

import pytest
from opaque_keys.edx.keys import UsageKey

from handrail_xblocks.olx import BLOCK_TYPES
from tests.xblocks.desk import VISITOR, Broken, Completions, call, make

CANARY = "SECRET-CANARY"

REFUSED: list[tuple[str, bytes, dict[str, Any], int]] = [
    ("get", b"", {"method": "GET"}, 405),
    ("put", b'{"state": "done"}', {"method": "PUT"}, 405),
    ("form", b"state=done", {"content_type": "application/x-www-form-urlencoded"}, 415),
    ("json as a form", b'{"state": "done"}', {"content_type": "application/x-www-form-urlencoded"}, 415),
    ("json as text", b'{"state": "done"}', {"content_type": "text/plain"}, 415),
    ("no type", b'{"state": "done"}', {"content_type": ""}, 415),
    ("long", json.dumps({"state": "done", "words": CANARY * 20}).encode(), {}, 413),
    ("blanks", b'{"state": "done"}' + b" " * 200, {}, 413),
    ("empty", b"", {}, 400),
    ("not json", b"done", {}, 400),
    ("not utf-8", b'{"state": "\xff"}', {}, 400),
    ("null", b"null", {}, 400),
    ("list", b'["done"]', {}, 400),
    ("string", b'"done"', {}, 400),
    ("no key", b"{}", {}, 400),
    ("other key", json.dumps({"answer": CANARY}).encode(), {}, 400),
    ("extra key", json.dumps({"state": "done", "answer": CANARY}).encode(), {}, 400),
    ("twice", b'{"state": "done", "state": "undone"}', {}, 400),
    ("other word", json.dumps({"state": CANARY}).encode(), {}, 400),
    ("upper case", b'{"state": "Done"}', {}, 400),
    ("number", b'{"state": 1}', {}, 400),
    ("true", b'{"state": true}', {}, 400),
    ("nothing", b'{"state": null}', {}, 400),
    ("list of one", b'{"state": ["done"]}', {}, 400),
    ("mapping", b'{"state": {"done": 1}}', {}, 400),
    ("share", b'{"state": 0.7}', {}, 400),
    ("deep", b"[" * 190, {}, 400),
    ("nan", b'{"state": NaN}', {}, 400),
    ("somebody else", json.dumps({"state": "done", "user_id": 2}).encode(), {}, 400),
]


@pytest.mark.parametrize(("body", "how", "status"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_anything_else_is_refused_and_changes_nothing(name: str, body: bytes, how: dict[str, Any], status: int) -> None:
    """A request that is not exactly a state gets JSON with its status; nothing is published, nothing is repeated."""
    block = make(name)

    response = call(block, "set_state", body, **how)

    assert status == response.status_code
    assert ["error"] == list(response.json)
    assert CANARY not in response.text
    assert [] == block.runtime.published


@pytest.mark.parametrize("user", [None, VISITOR])
@pytest.mark.parametrize("body", [b'{"state": "done"}', b"nonsense", b""])
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_a_sign_in_is_asked_for_first(name: str, body: bytes, user: Any) -> None:
    """Open edX lets visitors call every handler: nothing of a request is read before somebody is signed in."""
    block = make(name, services={"user": user})

    assert 403 == call(block, "set_state", body, content_type="text/plain").status_code
    assert [] == block.runtime.published


@pytest.mark.parametrize("name", BLOCK_TYPES)
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


@pytest.mark.parametrize("service", [None, Broken(), Failing()])
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_what_cannot_be_read_is_not_lowered(name: str, service: Any) -> None:
    """Where the present value cannot be read, "started" might stand below it: refused for now, and nothing changes."""
    block = make(name, services={"completion": service})

    response = call(block, "set_state", {"state": "started"})

    assert (503, ["error"]) == (response.status_code, list(response.json))
    assert [] == block.runtime.published


@pytest.mark.parametrize("service", [None, Broken(), Failing()])
@pytest.mark.parametrize(("said", "word", "value"), [("done", "done", 1.0), ("undone", "none", 0.0)])
def test_what_people_say_themselves_passes_unread(service: Any, said: str, word: str, value: float) -> None:
    """Done and undone are the same whatever stood there: both are written without a look at it."""
    block = make("handrail_lesson", services={"completion": service})

    assert {"state": word} == call(block, "set_state", {"state": said}).json
    assert [("completion", {"completion": value})] == block.runtime.published


def test_a_failed_read_keeps_a_done() -> None:
    """A done outlives a service that fails for a moment; an undo then takes it back."""
    service = Failing()
    block = make("handrail_worksheet", services={"completion": service})
    usage = block.scope_ids.usage_id
    service.values[usage] = 1.0

    assert 503 == call(block, "set_state", {"state": "started"}).status_code
    assert 1.0 == service.values[usage]
    assert {"state": "none"} == call(block, "set_state", {"state": "undone"}).json
    assert 0.0 == service.values[usage]


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_family_blocks_take_no_state(name: str) -> None:
    """What is not counted cannot be told."""
    block = make(name, program_data={"family": True})

    assert 409 == call(block, "set_state", {"state": "done"}).status_code
    assert [] == block.runtime.published


def test_there_is_one_handler_for_participants() -> None:
    """A new handler must bring its own row of refusals: this list is the whole door."""
    block = make("handrail_worksheet")
    handlers = {name for name in dir(type(block)) if getattr(getattr(type(block), name), "_is_xblock_handler", False)}

    assert {"set_state", "studio_submit", "studio_preview"} == handlers
