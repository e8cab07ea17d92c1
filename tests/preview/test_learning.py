"""The preview's learning system: real blocks, real completion, and who may see what."""

from __future__ import annotations

import json
import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from handrail_xblocks import olx
from tests.preview.conftest import GROUP, Browse, door, tell, values

CANARY = "SECRET-CANARY-WORDS"
DONE, STARTED, UNDONE = ({"state": word} for word in ("done", "started", "undone"))


def test_a_visitor_is_asked_who_they_are(browse: Browse) -> None:
    """All people are demo people, and every page says so."""
    page = browse().get("/learn/").content.decode()

    assert "Demo people only." in page
    for name in ("Ana", "Marcus", "Priya", "Sam", "facilitator"):
        assert name in page


def test_what_a_participant_says_becomes_a_completion_row(browse: Browse) -> None:
    """Started is 0.5, done 1, undone 0, in the completion package's own table."""
    ana = browse("p1")
    sheet = door(ana, "s04-do", "s04-w1")

    seen = []
    for body in (STARTED, DONE, STARTED, UNDONE):
        assert 200 == tell(ana, sheet, body).status_code
        seen.append(values("p1"))

    assert [{"s04-w1": 0.5}, {"s04-w1": 1.0}, {"s04-w1": 1.0}, {"s04-w1": 0.0}] == seen
    assert {} == values("p2")


def test_a_module_is_done_by_lesson_and_worksheets(browse: Browse, curriculum: Any) -> None:
    """The check does not count; the outline shows it to its owner alone."""
    ana, marcus = browse("p1"), browse("p2")
    assert "Not yet" in ana.get("/learn/").content.decode()

    tell(ana, door(ana, "s04-read", "s04-lesson"), DONE)
    assert "Started" in ana.get("/learn/").content.decode()
    for sheet in curriculum.modules["en"]["s04"].worksheets:
        tell(ana, door(ana, "s04-do", sheet.id), DONE)

    count = sum(not module.is_family for module in curriculum.modules["en"].values())
    page = ana.get("/learn/").content.decode()
    assert f"1 of {count} sessions done." in page
    assert f"0 of {count} sessions done." in marcus.get("/learn/").content.decode()


def test_the_facilitator_sees_who_did_what_and_no_more(browse: Browse) -> None:
    """Done, started, not yet, under the notice; no time, and names in an order that tells nothing."""
    sam = browse("p4")
    tell(sam, door(sam, "s04-check", "s04-c1"), DONE)
    robin = browse("staff")

    assert GROUP == robin.get("/learn/group/").headers["Location"]
    page = robin.get(f"{GROUP}?cohort=all&show=week-2").content.decode()

    assert "What people say they did. Not attendance, not proof of learning, not for court or billing." in page
    places = [page.index(word) for word in ("What people say", ">Ana<", ">Marcus<", ">Priya<", ">Sam<")]
    assert sorted(places) == places
    assert 1 == page.count("</span> started")
    assert "Evening 4" not in page
    table = page.partition("<table")[2].partition("</table>")[0]
    assert not any(word in table for word in ("modified", "20:", "2026", "ago", "last", "today"))


@pytest.mark.parametrize("address", ["/learn/group/", "/learn/unit/s04-staff/", "/learn/jump/s04-g/"])
def test_participants_do_not_see_staff_pages(browse: Browse, address: str) -> None:
    """For a participant the roster and the guides do not exist; for the facilitator they do."""
    assert 404 == browse("p1").get(address, follow=True).status_code
    assert 200 == browse("staff").get(address, follow=True).status_code
    assert "Staff" not in browse("p1").get("/learn/").content.decode()


@pytest.mark.parametrize("address", ["/learn/unit/s04-read/", "/learn/group/", "/learn/jump/s04/"])
def test_visitors_are_led_to_the_question(browse: Browse, address: str) -> None:
    """Nothing of the course is shown before somebody said who they are."""
    answer = browse().get(address)

    assert (302, "/learn/") == (answer.status_code, answer.headers["Location"])


@pytest.mark.parametrize(
    ("key", "address", "status"),
    [
        (None, "/learn/", 200),
        ("p1", "/learn/", 200),
        ("p1", "/learn/unit/s04-read/", 200),
        ("p1", "/learn/unit/s04-do/", 200),
        ("p1", "/learn/unit/f04-do-es/", 200),
        ("p1", "/learn/unit/nothing/", 404),
        ("staff", GROUP, 200),
        ("p1", GROUP, 404),
        ("staff", "/learn/unit/s04-staff/", 200),
    ],
)
def test_help_is_one_tap_away(browse: Browse, key: str | None, address: str, status: int) -> None:
    """As on the site, every page of the course leads to help in its header."""
    page = browse(key).get(address)

    header = page.content.decode().partition("<header>")[2].partition("</header>")[0]
    assert status == page.status_code
    assert re.search(r'<a [^>]*href="/help/"[^>]*>I need help right now</a>', header)


def test_help_is_there_when_a_token_is_old(browse: Browse) -> None:
    """A page that refuses leads to help too."""
    page = browse("p1").post("/learn/leave/")

    assert 403 == page.status_code
    assert '"/help/"' in page.content.decode()


def test_visitors_tell_nothing(browse: Browse) -> None:
    """A visitor with a good token reaches the handler, as in Open edX, and the handler refuses."""
    address = door(browse("p1"), "s04-read", "s04-lesson")
    visitor = browse()
    visitor.get("/learn/")

    answer = tell(visitor, address, DONE)

    assert (403, {"error": "Sign in first."}) == (answer.status_code, answer.json())
    assert {} == values("p1")


HOSTILE: list[tuple[str, Any, dict[str, Any], set[int]]] = [
    ("words", {"state": CANARY}, {}, {400}),
    ("more", {"state": "done", "answer": CANARY}, {}, {400}),
    ("list", [CANARY], {}, {400}),
    ("form", f"state=done&words={CANARY}", {"content_type": "application/x-www-form-urlencoded"}, {415}),
    ("file", {"state": "done"}, {"content_type": "multipart/form-data; boundary=x"}, {400, 415}),
    ("long", {"state": CANARY * 50}, {}, {413}),
    ("huge", {"state": CANARY * 5000}, {}, {413}),
]


@pytest.mark.parametrize(("body", "options", "allowed"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
@pytest.mark.parametrize(("unit", "block"), [("s04-read", "s04-lesson"), ("s04-do", "s04-w1"), ("s04-check", "s04-c1")])
def test_hostile_bodies_change_nothing(
    browse: Browse, unit: str, block: str, body: Any, options: dict[str, Any], allowed: set[int]
) -> None:
    """Each is refused with JSON that repeats nothing, and no row appears."""
    ana = browse("p1")
    address = door(ana, unit, block)
    sent = body if isinstance(body, str) or options else json.dumps(body)

    answer = tell(ana, address, sent if isinstance(sent, str) else json.dumps(sent), **options)

    assert answer.status_code in allowed
    assert CANARY not in answer.content.decode()
    assert {} == values("p1")


def test_a_request_from_elsewhere_is_refused(browse: Browse) -> None:
    """Without the token, a signed-in person's browser can be told by no other page to say anything."""
    ana = browse("p1")
    address = door(ana, "s04-read", "s04-lesson")

    assert 403 == ana.post(f"{address}set_state", data=DONE, content_type="application/json").status_code
    assert 403 == ana.post("/learn/leave/").status_code
    assert {} == values("p1")


@pytest.mark.parametrize("name", ["student_view", "emit_completion", "save", "__class__", "no_such", "studio_submit/x"])
def test_only_handlers_can_be_called(browse: Browse, name: str) -> None:
    """What is no handler does not exist, and editing is not for a learning system."""
    ana = browse("p1")
    address = door(ana, "s04-read", "s04-lesson")

    answer = ana.post(
        f"{address}{name}", data=DONE, content_type="application/json", headers={"X-CSRFToken": ana.cookies["csrftoken"].value}
    )

    assert (403 if name.startswith("studio") else 404) == answer.status_code


@pytest.mark.parametrize(
    "usage",
    [
        "nonsense",
        "block-v1:Sample+Skills+2026+type@handrail_lesson+block@nope",
        "block-v1:Sample+Skills+2026+type@handrail_check+block@s04-lesson",
        "block-v1:Other+Skills+2026+type@handrail_lesson+block@s04-lesson",
        "block-v1:Sample+Skills+2026+type@html+block@s04-g",
    ],
)
def test_only_blocks_of_the_course_are_there(browse: Browse, usage: str) -> None:
    """Keys of other courses, of other types, of pages for staff lead nowhere."""
    ana = browse("p1")
    ana.get("/learn/unit/s04-read/")

    assert 404 == tell(ana, f"/learn/handler/{usage}/", DONE).status_code


def test_family_blocks_are_not_counted(browse: Browse) -> None:
    """A family sheet has no Done, and its handler takes none."""
    ana = browse("p1")
    page = ana.get("/learn/unit/f04-do/").content.decode()

    assert "data-completion" not in page
    assert 409 == tell(ana, door(ana, "f04-do", "f04-w1"), DONE).status_code
    assert {} == values("p1")


def test_every_unit_opens_for_everybody_who_may(browse: Browse, course_folder: Path) -> None:
    """Each unit of the real course renders its real blocks; addresses of files lead to files."""
    ana, robin = browse("p1"), browse("staff")
    for sequential in olx.read_course(course_folder / "course").sequentials():
        for unit in sequential.verticals:
            page = (robin if unit.staff_only else ana).get(f"/learn/unit/{unit.url_name}/")
            assert 200 == page.status_code
            text = page.content.decode()
            assert "cannot be shown" not in text
            assert '"/static/' not in text
            assert "/jump_to_id/" not in text
            if not unit.staff_only:
                assert "Draft." in text or "Borrador" in text


def test_two_sheets_in_one_unit_are_apart(browse: Browse) -> None:
    """Two worksheets in a unit have their own ids, their own doors, their own rows."""
    ana = browse("p1")
    one, two = door(ana, "s04-do", "s04-w1"), door(ana, "s04-do", "s04-w2")

    tell(ana, two, DONE)

    assert one != two
    assert {"s04-w2": 1.0} == values("p1")
    page = ana.get("/learn/unit/s04-do/").content.decode()
    assert 1 == page.count("&#34;state&#34;: &#34;done&#34;")


def test_answers_carry_strict_headers(browse: Browse) -> None:
    """No page of the learning system runs anything inline, is framed, cached or told where one came from."""
    ana = browse("p1")
    for address in ("/learn/", "/learn/unit/s04-do/", "/learn/group/", "/learn/assets/preview.css"):
        answer = ana.get(address)
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert "nosniff" == answer.headers["X-Content-Type-Options"]
        text = answer.content.decode()
        assert " style=" not in text
        assert " onclick=" not in text
        assert "<script>" not in text


def test_many_at_once_lose_nothing(browse: Browse) -> None:
    """Four people saying many things at the same moment: every last word stands."""
    from django.db import connections

    people = {key: browse(key) for key in ("p1", "p2", "p3", "p4")}
    doors = {
        block: door(people["p1"], unit, block)
        for unit, block in (("s04-read", "s04-lesson"), ("s04-do", "s04-w1"), ("s04-check", "s04-c1"))
    }
    for client in people.values():
        client.get("/learn/unit/s04-read/")

    def say(key: str) -> list[int]:
        try:
            return [tell(people[key], address, body).status_code for address in doors.values() for body in (STARTED, DONE, STARTED)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        codes = [code for found in pool.map(say, people) for code in found]

    assert {200} == set(codes)
    for key in people:
        assert dict.fromkeys(doors, 1.0) == values(key)


def test_the_database_holds_completions_and_sign_ins_alone(browse: Browse) -> None:
    """No table has a place for what people write; no row of Open edX's state tables could exist."""
    from django.conf import settings

    browse("p1")
    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as database:
        tables = {name for (name,) in database.execute("select name from sqlite_master where type = 'table'")}

    assert "completion_blockcompletion" in tables
    assert not {name for name in tables if "studentmodule" in name or "xblock" in name}
