"""A whole class at the end of an evening: everybody says "done" at the same moment, and no row is lost."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import quote

import pytest

PEOPLE = 30
TOKEN = "a" * 32
PARTS = (("lesson", "s04-lesson"), ("worksheet", "s04-w1"), ("check", "s04-c1"))


@pytest.fixture
def signed_in(preview_app: Any) -> Iterator[dict[str, str]]:
    """User name to session, for people who are signed in; they go when the test ends."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    users = get_user_model().objects
    sessions = {}
    for user in users.bulk_create([users.model(username=f"extra-class-{number}") for number in range(PEOPLE)]):
        store = SessionStore()
        store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        store.create()
        sessions[user.username] = store.session_key
    yield sessions
    users.filter(username__startswith="extra-class-").delete()


def test_a_class_finishes_at_once(preview_app: Any, signed_in: dict[str, str]) -> None:
    """30 people over HTTP, each on a connection of its own, ten at a time: every answer is 200, every row stands at 1.0, none too many.

    The same with 500 people is measured by benchmarks/group_page.py.
    """
    from completion.models import BlockCompletion

    from handrail.preview.server import make_server

    server = make_server(preview_app, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def finish(session: str) -> list[int]:
        line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=120)
        headers = {"Content-Type": "application/json", "X-CSRFToken": TOKEN, "Cookie": f"preview={session}; csrftoken={TOKEN}"}
        found = []
        for kind, part in PARTS:
            usage = quote(f"block-v1:Sample+Skills+2026+type@handrail_{kind}+block@{part}", safe="")
            for state in ("started", "done", "started"):
                line.request("POST", f"/learn/handler/{usage}/set_state", json.dumps({"state": state}), headers)
                answer = line.getresponse()
                answer.read()
                found.append(answer.status)
        line.close()
        return found

    try:
        with ThreadPoolExecutor(10) as pool:
            statuses = [status for found in pool.map(finish, signed_in.values()) for status in found]
    finally:
        server.shutdown()
        server.server_close()

    rows = BlockCompletion.objects.filter(user__username__in=signed_in).values_list("user__username", "block_key", "completion")
    assert {200} == set(statuses)
    assert PEOPLE * len(PARTS) == len(rows) == len({(name, key) for name, key, _value in rows})
    assert {1.0} == {value for _name, _key, value in rows}
