"""Every handler, for every role, with every hostile request: the rows are made from the code, so a new handler without its row fails."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from types import SimpleNamespace
from typing import Any

import pytest
from webob import Request

from tests.xblocks.desk import COUNTED, VISITOR, Broken, Completions, Masquerade, make, person

CANARY = "SECRET-CANARY"
BLOCKS = {point.name: point.load() for point in entry_points(group="xblock.v1") if point.name.startswith("handrail_")}


@dataclass(frozen=True)
class Door:
    """What a handler takes, and who may come in."""

    body: dict[str, Any]
    roles: frozenset[str]
    limit: int
    free: frozenset[str] = frozenset()
    """Keys whose value is free text: any words will do."""


_SIGNED_IN = frozenset({"participant", "staff", "author", "no author", "no author can tell", "masquerading"})
_STUDIO = Door({"display_name": "x", "content": "x"}, frozenset({"author"}), 200_000, frozenset({"display_name", "content"}))
DOORS = {
    "set_state": Door(
        {"state": "done"}, frozenset({"participant", "staff", "author", "no author", "no author can tell", "masquerading"}), 200
    ),
    "studio_submit": _STUDIO,
    "studio_preview": _STUDIO,
}

MAY, MAY_NOT = (SimpleNamespace(can_write=lambda _course, answer=answer: answer) for answer in (True, False))
ROLES: dict[str, dict[str, Any]] = {
    "nobody": {"user": None},
    "nobody, in Studio": {"user": None, "studio_user_permissions": MAY},
    "nobody can tell": {"user": Broken()},
    "visitor": {"user": VISITOR},
    "visitor, in Studio": {"user": VISITOR, "studio_user_permissions": MAY},
    "participant": {"user": person()},
    "staff": {"user": person(staff=True)},
    "no author": {"user": person(staff=True), "studio_user_permissions": MAY_NOT},
    "no author can tell": {"user": person(), "studio_user_permissions": Broken()},
    "author": {"user": person(), "studio_user_permissions": MAY},
    "masquerading": {"user": person(), "completion": Masquerade()},
}


def _hostile(door: Door) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """Yield every request that no door lets in: a name, the body, how it is sent."""
    good = json.dumps(door.body).encode()
    for method in ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"):
        yield f"by {method}", good, {"method": method}
    for kind in (
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
        "application/jsonp",
        "text/json",
    ):
        yield f"as {kind or 'nothing'}", good, {"content_type": kind}
    yield "a form with the key", b"state=" + CANARY.encode(), {"content_type": "application/x-www-form-urlencoded"}
    yield "huge", good + b" " * door.limit, {}
    yield "huge key", json.dumps({CANARY * door.limit: 1}).encode(), {}
    yield "empty", b"", {}
    yield "words", CANARY.encode(), {}
    yield "torn", good[:-1], {}
    yield "not utf-8", good.replace(b'"', b'"\xff', 1), {}
    yield "utf-16", json.dumps(door.body).encode("utf-16"), {}
    yield "deep list", b"[" * 190, {}
    yield "deep object", b'{"a":' * 30 + b"1" + b"}" * 30, {}
    for value in (b"null", b"true", b"0", b"NaN", b"Infinity", b'"done"', b"[]", b"[{}]", b"{}"):
        yield f"just {value.decode()}", value, {}
    for key in door.body:
        rest = {name: value for name, value in door.body.items() if name != key}
        yield f"without {key}", json.dumps(rest).encode(), {}
        yield f"{key.upper()} for {key}", json.dumps({**rest, key.upper(): door.body[key]}).encode(), {}
        yield f"{key} twice", good[:-1] + b", " + json.dumps({key: door.body[key]}).encode()[1:], {}
        for value in (None, True, 0, 1e308, [], [CANARY], {}, {"a": CANARY}, [[[[]]]]):
            yield f"{key} is {value!r}", json.dumps({**door.body, key: value}).encode(), {}
        yield f"{key} is NaN", json.dumps({**door.body, key: float("nan")}).encode(), {}
        yield f"{key} is half a character", json.dumps({**door.body, key: "\ud800"}).encode(), {}
        yield f"{key} is a zero byte", json.dumps({**door.body, key: "\0"}).encode(), {}
        if key not in door.free:
            for word in (CANARY, "Done", "done ", "", "d\u043ene", "\u202edone", "1"):
                yield f"{key} is {word!a}", json.dumps({**door.body, key: word}).encode(), {}
    for key in ("answer", "user_id", "username", "student", "block", "__proto__", "\u0000", "\U0001f600"):
        yield f"and {key!a}", json.dumps({**door.body, key: CANARY}).encode(), {}


def _send(block: Any, handler: str, body: bytes, *, method: str = "POST", content_type: str = "application/json") -> Any:
    request = Request.blank("/", method=method, body=body)
    request.content_type = content_type
    request.method = method
    return block.runtime.handle(block, handler, request)


def _state(block: Any) -> dict[str, Any]:
    return {name: field.read_from(block) for name, field in block.fields.items() if name not in ("parent", "children")}


def test_every_handler_has_a_row() -> None:
    """A handler that nobody wrote a row for is one that nobody attacked: add it to DOORS."""
    found = {name for kind in BLOCKS.values() for name in dir(kind) if getattr(getattr(kind, name), "_is_xblock_handler", False)}

    assert {"handrail_lesson", "handrail_worksheet", "handrail_check", "handrail_progress"} == set(BLOCKS)
    assert set(DOORS) == found


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("handler", DOORS)
@pytest.mark.parametrize("kind", BLOCKS)
def test_hostile_requests_change_nothing(kind: str, handler: str, role: str, caplog: pytest.LogCaptureFixture) -> None:
    """A 4xx with one JSON sentence that repeats nothing; no field, no event, no word in a log. Who may not enter is told so first."""
    door = DOORS[handler]
    allowed = role in door.roles and (kind in COUNTED or handler == "set_state")
    block = make(kind, services={"completion": Completions(), **ROLES[role]})
    before = _state(block)

    for name, body, how in _hostile(door):
        response = _send(block, handler, body, **how)
        assert 400 <= response.status_code < 500, name
        assert allowed or response.status_code == 403, name
        assert ["error"] == list(json.loads(response.body)) or how.get("method") == "HEAD", name
        assert CANARY not in response.text, name
    assert before == _state(block)
    assert [] == block.runtime.published
    assert CANARY not in caplog.text


STATUS = {"by": 405, "as": 415, "huge": 413}


@pytest.mark.parametrize("handler", DOORS)
def test_each_refusal_has_its_status(handler: str) -> None:
    """405 for another method, 415 for another content type, 413 for too much, 400 for the rest."""
    block = make("handrail_worksheet", services={"studio_user_permissions": MAY})

    for name, body, how in _hostile(DOORS[handler]):
        expected = 415 if "form" in name else STATUS.get(name.partition(" ")[0], 400)
        assert expected == _send(block, handler, body, **how).status_code, name


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("handler", DOORS)
@pytest.mark.parametrize("kind", COUNTED)
def test_only_the_roles_of_a_row_come_in(kind: str, handler: str, role: str) -> None:
    """A good request works for those that the row names, and is 403 for all others, also where no platform asked first."""
    door = DOORS[handler]
    block = make(kind, services=ROLES[role])
    body = {**door.body, **({"content": BLOCKS[kind].KIND.example} if "content" in door.body else {})}

    status = _send(block, handler, json.dumps(body).encode()).status_code

    kept = 409 if role == "masquerading" else 200  # the platform records nothing in somebody else's place
    assert (kept if role in door.roles else 403) == status


@pytest.mark.parametrize("handler", DOORS)
def test_nothing_is_done_on_the_progress_block(handler: str) -> None:
    """The list of sessions has nothing to do and nothing to edit, for anybody."""
    block = make("handrail_progress", services={"studio_user_permissions": MAY})

    assert (409 if handler == "set_state" else 403) == _send(block, handler, json.dumps(DOORS[handler].body).encode()).status_code
    assert [] == block.runtime.published
