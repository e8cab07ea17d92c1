"""The group page with 10,000 participants and 100 activities, and 500 participants finishing a session at once.

``python benchmarks/group_page.py`` prints how long the first page takes (median of 15, in one process, SQLite), how many queries it
needs, and how long 500 participants take to finish lesson, worksheet and check on the preview, over HTTP, with every row counted.
``--people N``, ``--finish N`` and ``--clients N`` change the sizes.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

from handrail.model import Plan, PlanGroup, PlanPart, PlanSession
from handrail.outputs.course.plan import plan_text

WEEKS, SESSIONS = 5, 5
"""5 weeks of 5 sessions of 4 parts: 100 activities."""

STEPS = (
    ("lesson", "s01-lesson", "done"),
    ("worksheet", "s01-w1", "started"),
    ("worksheet", "s01-w1", "done"),
    ("check", "s01-c1", "started"),
    ("check", "s01-c1", "done"),
)
"""What a browser tells the platform when a participant finishes a session."""

LIMIT_PAGE, LIMIT_FINISH = 0.3, 60.0
"""Seconds that the first page, and everybody's finishing, may take."""

_LESSON = """\
---
id: {id}
title: A plain title
message: One sentence to keep.
short: A few plain words.
objectives:
  - Name one thing.
safety:
  level: none
---

## A heading {{#{id}-1}}

A few plain sentences.
"""
_SHEET = "id: {id}\ntitle: A sheet\nintro: A few words.\nfields:\n  - id: note\n    ask: What helped?\n    kind: short-text\n"


def plan() -> Plan:
    """Return a plan of 100 activities."""
    groups = []
    for week in range(1, WEEKS + 1):
        sessions = []
        for number in range(1, SESSIONS + 1):
            identifier = f"s{(week - 1) * SESSIONS + number:02}"
            parts = [PlanPart(id=f"{identifier}-lesson", kind="lesson", name="Read")]
            parts += [PlanPart(id=f"{identifier}-w{index}", kind="worksheet", name=f"Worksheet {index}") for index in (1, 2)]
            parts.append(PlanPart(id=f"{identifier}-c1", kind="check", name="Quick questions"))
            sessions.append(PlanSession(id=identifier, name=f"Session {identifier}", title="A plain title", parts=tuple(parts)))
        groups.append(PlanGroup(id=f"week-{week}", name=f"Week {week}", sessions=tuple(sessions)))
    return Plan(groups=tuple(groups))


def write_course(folder: Path, whole: Plan) -> None:
    """Write a course with that plan."""
    from lxml import etree

    from handrail_xblocks import check, olx

    def block(kind: str, name: str, content: str) -> olx.Block:
        node = etree.Element(kind, url_name=name)
        olx.fill(node, kind, content=content, program_data={"language": "en"}, attributes={"display_name": name})
        return olx.Block(kind, name, node)

    def unit(session: PlanSession) -> olx.Sequential:
        blocks: list[olx.Block | olx.Page] = []
        for part in session.parts:
            texts = {
                "lesson": _LESSON.format(id=session.id),
                "worksheet": _SHEET.format(id=part.id),
                "check": check.CheckBlock.KIND.example.replace("s99-c1", part.id),
            }
            blocks.append(block(part.block_type, part.id, texts[part.kind]))
        return olx.Sequential(session.id, session.name, [olx.Vertical(f"{session.id}-unit", "Unit", blocks)])

    progress = olx.Vertical("start-progress", "My sessions", [block("handrail_progress", "progress", plan_text(whole))])
    chapters = [olx.Chapter("start", "Start here", [olx.Sequential("start-here", "My sessions", [progress])])]
    chapters += [olx.Chapter(group.id, group.name, [unit(session) for session in group.sessions]) for group in whole.groups]
    olx.write_course(olx.Course("Bench", "Skills", "1", "Skills Course", chapters), folder)


def fill(people: int, whole: Plan) -> int:
    """Put participants and their completions into the database; return how many rows there are."""
    from completion.models import BlockCompletion
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import transaction
    from opaque_keys.edx.locator import CourseLocator

    course, dice = CourseLocator("Bench", "Skills", "1"), random.Random(4)
    users = get_user_model().objects
    with transaction.atomic():
        made = users.bulk_create(
            [users.model(username=f"u{number}", first_name=f"Person {dice.randrange(10**6):06}") for number in range(people)],
            batch_size=2000,
        )
        for index in range(0, people, 12):
            Group.objects.create(name=f"G-{index:05}").user_set.add(*made[index : index + 12])
        usages = [course.make_usage_key(part.block_type, part.id) for session in whole.sessions() for part in session.parts]
        count = 0
        for start in range(0, people, 250):
            rows = [
                BlockCompletion(
                    user=user, context_key=course, block_key=usage, block_type=usage.block_type, completion=dice.choice((0.5, 1.0, 1.0))
                )
                for user in made[start : start + 250]
                for usage in usages
            ]
            BlockCompletion.objects.bulk_create(rows, batch_size=4000)
            count += len(rows)
    return count


def page_times(people: int) -> float:
    """Print the median times of the page, and return that of the first one."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/learn/").content.decode())
    assert token
    client.post("/learn/who/", {"person": "staff", "csrfmiddlewaretoken": token[1]})
    first = 0.0
    for title, query in (
        ("first page, everybody, one week", "cohort=all"),
        ("one session, everybody", "cohort=all&show=s04"),
        ("one session, not yet first", "cohort=all&show=s04&order=open"),
        ("last page", f"cohort=all&page={people}"[:24]),
    ):
        address = f"/learn/handrail/course-v1:Bench+Skills+1/group/?{query}"
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        count = len(queries)
        times, work = [], []
        for _round in range(15):
            start, began = time.perf_counter(), time.process_time()
            client.get(address)
            times.append(time.perf_counter() - start)
            work.append(time.process_time() - began)
        median = statistics.median(times)
        first = first or median
        print(f"  {title:36} {median * 1000:6.0f} ms ({statistics.median(work) * 1000:.0f} ms of processor)   {count:2} queries")
    return first


class Person:
    """A participant with a browser: one connection, cookies, a token."""

    def __init__(self, port: int, session: str, token: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.token = f"preview={session}; csrftoken={token}", token

    def tell(self, kind: str, part: str, state: str) -> int:
        """Send a state to a block's handler; return the status of the answer."""
        usage = quote(f"block-v1:Bench+Skills+1+type@handrail_{kind}+block@{part}", safe="")
        headers = {"Content-Type": "application/json", "X-CSRFToken": self.token, "Cookie": self.cookies}
        self.connection.request("POST", f"/learn/handler/{usage}/set_state", json.dumps({"state": state}), headers)
        response = self.connection.getresponse()
        response.read()
        return response.status


def sign_in(count: int) -> Iterator[tuple[str, str]]:
    """Yield a session and a token for each of the first participants, as signing in would make them."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    for user in get_user_model().objects.filter(username__startswith="u").order_by("pk")[:count]:
        store = SessionStore()
        store[SESSION_KEY], store[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
        store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
        store.create()
        yield store.session_key, "a" * 32


def finish(application: Any, count: int, clients: int) -> tuple[float, float, list[int], int]:
    """Let participants finish a session: lesson, worksheet and check.

    Returns:
        Seconds, seconds of processor (server and clients), statuses that were not 200, rows that are missing or not done.
    """
    from completion.models import BlockCompletion

    from handrail.preview.server import make_server

    BlockCompletion.objects.filter(block_key__contains="@s01-").delete()
    server = make_server(application, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    people = [Person(server.server_port, *signed) for signed in list(sign_in(count))]
    def go(person: Person) -> list[int]:
        found = [person.tell(*step) for step in STEPS]
        person.connection.close()
        return found

    start, began = time.perf_counter(), time.process_time()
    with ThreadPoolExecutor(clients) as pool:
        statuses = [status for found in pool.map(go, people) for status in found]
    seconds, work = time.perf_counter() - start, time.process_time() - began
    server.shutdown()
    server.server_close()
    done = BlockCompletion.objects.filter(block_key__contains="@s01-", completion=1.0).count()
    return seconds, work, [status for status in statuses if status != 200], count * 3 - done


def main() -> int:
    """Print both measures; 1 when one is over its limit."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=10_000)
    options.add_argument("--finish", type=int, default=500)
    options.add_argument("--clients", type=int, default=50, help="how many are served at the same moment")
    chosen = options.parse_args()
    from handrail.preview import application

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = plan()
        write_course(folder / "build" / "course", whole)
        app = application(folder / "site", folder / "build", folder / "preview.sqlite3")
        rows = fill(chosen.people, whole)
        print(f"Group page: {chosen.people} participants x 100 activities, {rows} rows of completion, SQLite, one process")
        first = page_times(chosen.people)
        seconds, work, wrong, lost = finish(app, min(chosen.finish, chosen.people), chosen.clients)
        told = f"{seconds:6.1f} s ({work:.0f} s of processor)   {len(wrong)} errors, {lost} rows lost"
        print(f"  {chosen.finish} finish a session (5 requests each)   {told}")
        return int(first > LIMIT_PAGE or seconds > LIMIT_FINISH or bool(wrong) or lost > 0)


if __name__ == "__main__":
    sys.exit(main())
