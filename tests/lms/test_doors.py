"""Who comes in: every page of the app for every role, made from its addresses, so that a new page without a row fails."""

from __future__ import annotations

from typing import Any

import pytest

from tests.lms.conftest import GROUP, Browse, Crowd, codes, page_of, person, send

OTHER = GROUP.replace("Skills", "Elsewhere")
CANARY = "SECRET-CANARY-WORDS"

ROLES = ("visitor", "participant", "elsewhere", "facilitator")
"""``elsewhere``: a facilitator who asks for another course than the own one."""

EXPECTED: dict[tuple[str, str], tuple[int, int, int, int]] = {
    # (page, method): visitor, participant, facilitator at another course, facilitator
    ("group", "GET"): (302, 404, 404, 200),
    ("group", "POST"): (405, 405, 405, 405),
    ("mark", "GET"): (405, 405, 405, 405),
    ("mark", "POST"): (403, 404, 404, 303),
    ("export", "GET"): (405, 405, 405, 405),
    ("export", "POST"): (403, 404, 404, 200),
    ("tally", "GET"): (302, 404, 404, 200),
    ("tally", "POST"): (405, 405, 405, 405),
    ("acts", "GET"): (302, 404, 404, 200),
    ("acts", "POST"): (405, 405, 405, 405),
    ("asset", "GET"): (200, 200, 200, 200),
    ("asset", "POST"): (405, 405, 405, 405),
}


def pages() -> list[str]:
    """Return the name of every address of the app."""
    from importlib.resources import files

    text = (files("handrail_lms") / "urls.py").read_text(encoding="utf-8")
    return [line.partition('name="')[2].partition('"')[0] for line in text.splitlines() if "path(" in line]


def test_the_table_has_a_row_for_every_page(preview_app: Any) -> None:
    """Whoever adds a page says here who may see it."""
    from handrail_lms.urls import urlpatterns

    names = {pattern.name for pattern in urlpatterns}
    assert names == {page for page, _method in EXPECTED} == set(pages())
    assert {(page, method) for page in names for method in ("GET", "POST")} == set(EXPECTED)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("page", "method"), EXPECTED)
def test_who_may_see_what(browse: Browse, crowd: Crowd, page: str, method: str, role: str) -> None:
    """Participants and strangers learn nothing, not even whether a course is there; nothing changes but for the facilitator."""
    from completion.models import BlockCompletion
    from django.urls import reverse

    from handrail_lms.models import Act

    known = codes(page_of(browse("staff"), show="s04", cohort="all"))
    client = browse({"visitor": None, "participant": "p1"}.get(role, "staff"))
    client.get("/learn/")
    course = "course-v1:Sample+Elsewhere+2026" if role == "elsewhere" else "course-v1:Sample+Skills+2026"
    address = reverse(f"handrail_lms:{page}", args=["group.css" if page == "asset" else course])
    data = {"show": "s04", "cohort": "all"}
    if method == "POST":
        fields = {"person": known["Sam"], "part": "s04-w1"} if page == "mark" else {}
        token = client.cookies["csrftoken"].value
        body = "&".join(f"{key}={value}" for key, value in {**data, **fields}.items())
        answer = client.post(address, body, content_type="application/x-www-form-urlencoded", headers={"X-CSRFToken": token})
    else:
        answer = client.get(address, data)

    assert EXPECTED[page, method][ROLES.index(role)] == answer.status_code
    may = role == "facilitator" and method == "POST" and page in ("mark", "export")
    assert int(may) == Act.objects.count()
    assert int(may and page == "mark") == BlockCompletion.objects.count()
    if answer.status_code in (403, 404):
        text = answer.content.decode().partition("<main")[2]
        assert not [word for word in ("Skills", "Session", "Priya", "Group 1") if word in text]
    if answer.status_code == 302:
        assert answer.headers["Location"].startswith("/learn/?next=")


KEYS = ["nonsense", "course-v1:", "course-v1:a+b", "block-v1:a+b+c+type@x+block@y", "lib:a:b", "%00", "'", "<b>", "x" * 900]


@pytest.mark.parametrize("key", KEYS)
def test_a_course_that_is_no_course(browse: Browse, key: str) -> None:
    """Whatever stands where a course's key should, the page does not exist."""
    for name in ("group/", "group/sheet", "group/acts"):
        assert 404 == browse("staff").get(f"/learn/handrail/{key}/{name}").status_code


def test_without_a_token_nothing_is_done(browse: Browse, crowd: Crowd) -> None:
    """No other page can make a facilitator's browser mark or export."""
    from handrail_lms.models import Act

    robin = browse("staff")
    code = codes(page_of(robin, show="s04", cohort="all"))["Sam"]
    for name, body in (("mark", f"show=s04&person={code}&part=s04-w1"), ("export", "names=yes")):
        assert 403 == robin.post(f"{GROUP}{name}", body, content_type="application/x-www-form-urlencoded").status_code
    assert 0 == Act.objects.count()


@pytest.mark.parametrize("name", ["group.html", "../base.html", "..%2f..%2fblocks/block.html", "group.css.bak", "", "sheet.py"])
def test_two_files_are_public_and_no_other(browse: Browse, name: str) -> None:
    """The style sheet and the script hold nothing; nothing else is handed out."""
    assert 404 == browse().get(f"/learn/handrail/assets/{name}").status_code


def test_a_browser_keeps_the_style_sheet(browse: Browse) -> None:
    """The second time it costs no bytes."""
    client = browse()
    first = client.get("/learn/handrail/assets/group.css")

    assert first.content
    assert 304 == client.get("/learn/handrail/assets/group.css", headers={"If-None-Match": first.headers["ETag"]}).status_code


def test_a_person_who_stops_being_staff_is_out_at_once(browse: Browse, crowd: Crowd) -> None:
    """The right is asked for at each request."""
    robin = browse("staff")
    page_of(robin)
    account = person("staff")
    account.is_staff = False
    account.save()
    try:
        assert 404 == robin.get(GROUP).status_code
        assert 404 == send(robin, "export", {}).status_code
    finally:
        account.is_staff = True
        account.save()


def test_no_word_of_anybody_gets_into_the_database(browse: Browse, crowd: Crowd) -> None:
    """After everything the page can do, and everything somebody may try to slip in, the canary is in no table."""
    from django.db import connection

    robin = browse("staff")
    code = codes(page_of(robin, show="s04", cohort="all"))["Sam"]
    good = {"show": "s04", "cohort": "all", "person": code, "part": "s04-w1"}
    for data in (good, {**good, "words": CANARY}, {**good, "part": CANARY}, {**good, "person": CANARY[:8]}, {**good, "order": CANARY}):
        send(robin, "mark", data)
    for data in ({}, {"names": "yes"}, {"names": CANARY}, {"sessions": CANARY}, {"show": CANARY}):
        send(robin, "export", data)
    robin.get(GROUP, {"show": CANARY, "marked": CANARY})

    connection.ensure_connection()
    assert CANARY[:8] not in "\n".join(connection.connection.iterdump())
