"""Marking what was done on paper or in group."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.lms.conftest import GROUP, Browse, Crowd, codes, done, page_of, person, send
from tests.preview.conftest import values

PARTS = ["s04-lesson", "s04-w1", "s04-w2"]


def _acts() -> list[tuple[Any, ...]]:
    from handrail_lms.models import Act

    return list(Act.objects.values_list("actor__username", "what", "about", "people"))


def _codes(client: Any) -> dict[str, str]:
    return codes(page_of(client, cohort="all", show="s04"))


def test_one_person_is_marked_at_once(browse: Browse, crowd: Crowd) -> None:
    """The row is the platform's own, at 1.0; the page says so; a line tells who did it to how many."""
    robin = browse("staff")

    answer = send(robin, "mark", {"show": "s04", "cohort": "all", "person": _codes(robin)["Sam"], "part": PARTS})

    assert (303, f"{GROUP}?cohort=all&show=s04&order=name&page=1&marked=1") == (answer.status_code, answer.headers["Location"])
    assert dict.fromkeys(PARTS, 1.0) == values("p4")
    assert {} == values("p1")
    assert [("staff", "mark", "s04-lesson s04-w1 s04-w2", 1)] == _acts()
    assert "One person is marked as done." in robin.get(answer.headers["Location"]).content.decode()


def test_several_are_marked_after_their_names_were_read(browse: Browse, crowd: Crowd) -> None:
    """The first request lists names and writes nothing; whoever loses a tick there is not marked."""
    robin = browse("staff")
    known = _codes(robin)
    asked = {"show": "s04", "cohort": "all", "person": list(known.values()), "part": ["s04-w1"]}

    page = send(robin, "mark", asked)

    assert 200 == page.status_code
    listed = codes(page.content.decode())
    assert known == listed
    assert "Worksheet 1" in page.content.decode()
    assert ([], {}, {}) == (_acts(), values("p1"), values("p4"))

    sure = {**asked, "person": [code for name, code in listed.items() if name != "Priya"], "sure": "yes"}
    assert 303 == send(robin, "mark", sure).status_code
    assert [{"s04-w1": 1.0}, {"s04-w1": 1.0}, {}, {"s04-w1": 1.0}] == [values(key) for key in ("p1", "p2", "p3", "p4")]
    assert [("staff", "mark", "s04-w1", 3)] == _acts()


def test_marking_twice_changes_nothing_more(browse: Browse, crowd: Crowd) -> None:
    """Done is done: a second mark neither lowers nor touches a row. Started becomes done."""
    from completion.models import BlockCompletion

    robin = browse("staff")
    done(person("p4"), "s04-lesson")
    done(person("p4"), "s04-w1", value=0.5)
    asked = {"show": "s04", "cohort": "all", "person": _codes(robin)["Sam"], "part": PARTS}
    rows = BlockCompletion.objects.order_by("pk").values_list("block_key", "completion", "modified")

    send(robin, "mark", asked)
    once = list(rows)
    send(robin, "mark", asked)

    assert dict.fromkeys(PARTS, 1.0) == values("p4")
    assert once == list(rows)
    assert 2 == len(_acts())


def test_who_was_marked_stands_in_no_row_of_ours(browse: Browse, crowd: Crowd) -> None:
    """The table of acts has no column for a participant, and no text of it names one."""
    from handrail_lms.models import Act

    robin = browse("staff")
    known = _codes(robin)
    send(robin, "mark", {"show": "s04", "cohort": "all", "person": known["Sam"], "part": PARTS})

    row = Act.objects.values().get()
    assert {"id", "course_key", "actor_id", "what", "about", "cohort", "people", "at"} == set(row)
    assert row["actor_id"] == person("staff").pk
    text = f"{row['about']} {row['what']}"
    assert not [word for word in ("Sam", "p4", known["Sam"]) if word in text]
    page = robin.get(f"{GROUP}acts").content.decode()
    assert "marked as done" in page
    assert not [word for word in (">Sam<", known["Sam"]) if word in page]


def test_a_row_of_acts_stays_as_it_is(browse: Browse, crowd: Crowd) -> None:
    """It can be added, neither changed nor taken away."""
    from handrail_lms.models import Act

    robin = browse("staff")
    send(robin, "mark", {"show": "s04", "cohort": "all", "person": _codes(robin)["Sam"], "part": PARTS})
    row = Act.objects.get()
    row.people = 7

    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()


BAD: dict[str, tuple[dict[str, Any], int]] = {
    "nobody": ({"person": []}, 400),
    "no part": ({"part": []}, 400),
    "a part of another session": ({"part": ["s05-lesson"]}, 400),
    "a part and a foreign one": ({"part": ["s04-w1", "s05-lesson"]}, 400),
    "no such part": ({"part": ["s04-w9"]}, 400),
    "a family sheet": ({"part": ["f04-w1"]}, 400),
    "a usage key": ({"part": ["block-v1:Sample+Skills+2026+type@handrail_worksheet+block@s04-w1"]}, 400),
    "a whole week": ({"show": "week-2"}, 400),
    "no such session": ({"show": "s99"}, 404),
    "a code of nobody": ({"person": ["AAAAAAAA"]}, 409),
    "an account's name": ({"person": ["p4"]}, 400),
    "an account's number": ({"person": ["4"]}, 400),
    "too many": ({"person": ["AAAAAAAA"] * 51}, 400),
    "something unknown": ({"note": "SECRET-CANARY"}, 400),
    "an answer": ({"answer": "SECRET-CANARY"}, 400),
}


@pytest.mark.parametrize("name", BAD)
def test_a_form_that_does_not_fit_changes_nothing(browse: Browse, crowd: Crowd, name: str) -> None:
    """Refused with a page that says so in words, repeats nothing, and leaves no row of any kind."""
    changed, status = BAD[name]
    robin = browse("staff")
    good = {"show": "s04", "cohort": "all", "person": [_codes(robin)["Sam"]], "part": PARTS}

    answer = send(robin, "mark", {**good, **changed})

    assert status == answer.status_code
    assert "CANARY" not in answer.content.decode()
    assert ([], {}) == (_acts(), values("p4"))


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", '{"person": ["AAAAAAAA"]}', 415),
        ("text/plain", "person=AAAAAAAA", 415),
        ("application/x-www-form-urlencoded", "person=" + "A" * 4050, 413),
        ("application/x-www-form-urlencoded", "person=" + "A" * 9000, 413),
        ("application/x-www-form-urlencoded", "&".join(f"a{number}=1" for number in range(101)), 400),
    ],
)
def test_a_body_that_is_no_short_form(browse: Browse, crowd: Crowd, kind: str, body: str, status: int) -> None:
    """Forms of a known size alone are read."""
    robin = browse("staff")
    robin.get(GROUP)
    token = robin.cookies["csrftoken"].value

    answer = robin.post(f"{GROUP}mark", body, content_type=kind, headers={"X-CSRFToken": token})

    assert status == answer.status_code
    assert [] == _acts()


def test_a_code_of_another_course_is_nobodys(browse: Browse, crowd: Crowd) -> None:
    """Codes differ from course to course, so a list from one says nothing in another."""
    from handrail_lms.people import code_of

    robin = browse("staff")
    code = code_of("course-v1:Other+Course+2026", person("p4").pk)

    answer = send(robin, "mark", {"show": "s04", "cohort": "all", "person": [code], "part": PARTS})

    assert 409 == answer.status_code
    assert {} == values("p4")


def test_a_facilitator_is_nobody_to_mark(browse: Browse, crowd: Crowd) -> None:
    """Staff are no participants, also not by a code that somebody computed."""
    from handrail_lms.people import code_of
    from tests.lms.conftest import KEY

    robin = browse("staff")

    answer = send(robin, "mark", {"show": "s04", "person": [code_of(KEY, person("staff").pk)], "part": PARTS})

    assert 409 == answer.status_code
    assert {} == values("staff")


def test_a_platform_that_keeps_no_completion_says_so(browse: Browse, crowd: Crowd) -> None:
    """With the switch off nothing is written, not even the line about it."""
    from edx_django_utils.cache import RequestCache
    from waffle.models import Switch

    robin = browse("staff")
    known = _codes(robin)
    switch = Switch.objects.get(name="completion.enable_completion_tracking")
    switch.active = False
    switch.save()
    RequestCache.clear_all_namespaces()  # a platform does this after each request
    try:
        answer = send(robin, "mark", {"show": "s04", "cohort": "all", "person": known["Sam"], "part": PARTS})
    finally:
        switch.active = True
        switch.save()
        RequestCache.clear_all_namespaces()

    assert 503 == answer.status_code
    assert "its switch is off" in answer.content.decode()
    assert ([], {}) == (_acts(), values("p4"))


def test_one_can_undo_what_a_facilitator_marked(browse: Browse, crowd: Crowd) -> None:
    """The facilitator's mark is a completion like every other: its owner may take it back."""
    from tests.preview.conftest import door, tell

    robin, sam = browse("staff"), browse("p4")
    send(robin, "mark", {"show": "s04", "cohort": "all", "person": _codes(robin)["Sam"], "part": ["s04-w1"]})

    tell(sam, door(sam, "s04-do", "s04-w1"), {"state": "undone"})

    assert {"s04-w1": 0.0} == values("p4")
    assert re.search(r"not yet", page_of(robin, cohort="all", show="s04"))
