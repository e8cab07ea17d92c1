"""The group page: who has done what, for whom, in which order, and nothing else."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from tests.lms.conftest import GROUP, Browse, Crowd, codes, done, page_of, person

SENTENCE = "What people say they did. Not attendance, not proof of learning, not for court or billing."
LAW = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def _rows(page: str) -> dict[str, list[str]]:
    """Return name to the words of its states."""
    found = {}
    for row in re.findall(r'<tr role="row">\s*<th scope="row".*?</tr>', page, re.DOTALL):
        name = re.sub(r"<[^>]+>", "", row.partition("</th>")[0]).strip()
        found[name] = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()[-2:]) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
    return found


def test_one_sees_done_started_and_not_yet_in_words(browse: Browse, crowd: Crowd) -> None:
    """A session is done by its lesson and sheets; its check alone starts it. Each state is a sign and a word."""
    done(person("p1"), "s04-lesson", "s04-w1", "s04-w2")
    done(person("p2"), "s04-c1")

    page = page_of(browse("staff"), cohort="all", show="week-2")

    rows = _rows(page)
    assert ["✓ done", "◐ started", "not yet", "not yet"] == [rows[name][0] for name in ("Ana", "Marcus", "Priya", "Sam")]
    assert "○" in page


def test_the_sentence_opens_every_page(browse: Browse, crowd: Crowd) -> None:
    """Roster, tally sheet, list of acts: each begins with what it is not, and with the notice of the law."""
    robin = browse("staff")
    for address in (GROUP, f"{GROUP}?show=s04", f"{GROUP}sheet?show=s04", f"{GROUP}acts"):
        main = robin.get(address).content.decode().partition("<main")[2]
        words = [html.unescape(line) for line in re.findall(r">([^<>]+)<", main) if line.strip()]
        assert [SENTENCE, LAW] == words[:2], address


def test_ones_own_group_comes_first(browse: Browse, crowd: Crowd) -> None:
    """Robin opens the page and sees Group 1; everybody is one choice away, Group 2 too."""
    robin = browse("staff")

    assert {"Ana", "Marcus"} == set(_rows(page_of(robin)))
    assert {"Ana", "Marcus", "Priya", "Sam"} == set(_rows(page_of(robin, cohort="all")))
    other = re.search(r'<option value="(\d+)">Group 2</option>', page_of(robin))
    assert other
    assert {"Priya", "Sam"} == set(_rows(page_of(robin, cohort=other[1])))


def test_a_facilitator_without_a_group_sees_everybody(browse: Browse, crowd: Crowd) -> None:
    """Nobody is put into a group by looking."""
    robin = browse("staff")
    groups = list(person("staff").groups.all())
    person("staff").groups.clear()
    try:
        assert {"Ana", "Marcus", "Priya", "Sam"} == set(_rows(page_of(robin)))
    finally:
        person("staff").groups.set(groups)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("name", ["Ana", "Marcus", "Priya", "Sam"]),
        ("name-back", ["Sam", "Priya", "Marcus", "Ana"]),
        ("open", ["Marcus", "Sam", "Ana", "Priya"]),
        ("done", ["Priya", "Ana", "Marcus", "Sam"]),
    ],
)
def test_order(browse: Browse, crowd: Crowd, order: str, expected: list[str]) -> None:
    """By name, or by how far one session is; two who both started stand by name, however much each did."""
    done(person("p3"), "s04-lesson", "s04-w1", "s04-w2")
    done(person("p1"), "s04-lesson", "s04-w1")
    done(person("p2"), "s05-lesson")

    assert expected == list(_rows(page_of(browse("staff"), cohort="all", show="s04", order=order)))


def test_there_is_no_order_by_amount(browse: Browse, crowd: Crowd) -> None:
    """For a whole week the page offers names alone: anything else would be a ranking."""
    page = page_of(browse("staff"), cohort="all", show="week-2", order="done")

    assert ["Ana", "Marcus", "Priya", "Sam"] == list(_rows(page))
    assert ["name", "name-back"] == re.findall(r'<option value="(name|name-back|open|done)"', page)


def test_pages_of_people(browse: Browse, crowd: Crowd) -> None:
    """25 people on a page; past the last page stands the last page; every person stands on one page."""
    crowd([f"Person {number:03}" for number in range(56)])  # and four demo people
    robin = browse("staff")

    seen = [name for page in "123" for name in _rows(page_of(robin, cohort="all", page=page))]

    assert 60 == len(seen) == len(set(seen))
    assert "page 3 of 3" in page_of(robin, cohort="all", page="99")
    assert 'rel="next"' not in page_of(robin, cohort="all", page="3")


@pytest.mark.parametrize(
    "query",
    [
        {"cohort": "99999"},
        {"cohort": "x"},
        {"show": "s99"},
        {"show": "f04"},
        {"show": "../../etc"},
        {"order": "completion"},
        {"order": "-password"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "1e3"},
        {"page": "١"},
        {"page": "9" * 50},
    ],
)
def test_what_the_course_does_not_have_is_not_there(browse: Browse, crowd: Crowd, query: dict[str, str]) -> None:
    """An unknown group, session, order or page is a page that does not exist; nothing of the request is repeated."""
    answer = browse("staff").get(GROUP, query)

    assert 404 == answer.status_code
    value = next(iter(query.values()))
    assert len(value) < 4 or value not in answer.content.decode().partition("<main")[2]


HOSTILE_NAMES = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "'; DROP TABLE auth_user; --", "</title><b>",
    "\u202eevil", "=1+1",
]  # fmt: skip


def test_names_are_words(browse: Browse, crowd: Crowd) -> None:
    """Whatever somebody is called, the page shows it as text."""
    crowd(HOSTILE_NAMES)

    page = page_of(browse("staff"), cohort="all", show="s04")

    for name in HOSTILE_NAMES:
        assert str(html.escape(name)).replace("&quot;", "&#34;").replace("&#x27;", "&#39;") in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "49" not in page.partition("<tbody")[2].partition("</tbody>")[0]


def test_the_page_holds_no_more_than_it_shows(browse: Browse, crowd: Crowd) -> None:
    """No account name, no mail address, no number of an account, no time: a name, a code, and how far somebody is."""
    sam = person("p4")
    sam.email, sam.last_name = "canary@example.org", "Canarylast"
    sam.save()
    done(sam, "s04-lesson")
    try:
        page = page_of(browse("staff"), cohort="all", show="s04")
    finally:
        sam.email = sam.last_name = ""
        sam.save()

    assert 4 == len(codes(page))
    main = page.partition("<main")[2].replace(GROUP, "").replace("Skills+2026", "")
    main = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r'\1""', main)  # drawn anew each time: any two letters may stand in it
    assert not [word for word in ("canary", "Canarylast", "p4", "modified", "202") if word in main]


def test_answers_are_kept_by_nobody(browse: Browse, crowd: Crowd) -> None:
    """No cache, no search engine, no frame, nothing inline, and a discreet title."""
    robin = browse("staff")
    for address in (GROUP, f"{GROUP}?show=nothing", f"{GROUP}sheet", f"{GROUP}acts"):
        answer = robin.get(address)
        assert "no-store" == answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "DENY" == answer.headers["X-Frame-Options"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        text = answer.content.decode()
        assert not re.search(r"<[^>]+ (style|on\w+)=|<style|<script>", text)
        title = re.search(r"<title>(.*?)</title>", text)
        assert title
        assert title[1] in ("Group · Skills Course", "Tally sheet · Skills Course", "Not here")


def test_a_tally_sheet_has_blank_rows(browse: Browse, crowd: Crowd) -> None:
    """It names nobody: one session with its parts, or a week with its sessions, and boxes to tick."""
    robin = browse("staff")
    one = robin.get(f"{GROUP}sheet?show=s04&cohort=all").content.decode()
    week = robin.get(f"{GROUP}sheet?show=week-2").content.decode()

    assert 14 == one.count('class="gp-blank"') == week.count('class="gp-blank"')
    assert 'scope="col">Worksheet 1<' in one
    assert 'scope="col">Session 4<' in week
    assert not [name for name in ("Ana", "Marcus", "Priya", "Sam") if f">{name}<" in one]


def test_the_page_speaks_the_courses_language(browse: Browse, crowd: Crowd) -> None:
    """Every word of the templates has Spanish."""
    from importlib.resources import files

    from handrail.i18n import messages

    known = messages("es")

    texts = " ".join(
        entry.read_text(encoding="utf-8") for entry in (files("handrail.templates") / "lms").iterdir() if entry.name.endswith(".html")
    )
    missing = [word for word in re.findall(r'_\("([^"]+)"', texts) if not known.get(word)]
    assert [] == missing


def test_the_number_of_queries_does_not_grow(browse: Browse, crowd: Crowd) -> None:
    """Five people or 400, a week or a session, by name or by state: the same number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    robin = browse("staff")

    def count(**query: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(robin, cohort="all", **query)
        return len(captured)

    few = {show: count(show=show, order=order) for show, order in (("week-2", "name"), ("s04", "open"))}
    people: list[Any] = crowd([f"P{number}" for number in range(400)])
    for user in people[:30]:
        done(user, "s04-lesson", "s04-w1")
    many = {show: count(show=show, order=order) for show, order in (("week-2", "name"), ("s04", "open"))}

    assert few == many
    assert max(many.values()) <= 8
