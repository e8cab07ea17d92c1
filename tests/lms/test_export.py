"""The list as a file: codes unless names were asked for, notices first, no formula."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from tests.lms.conftest import Browse, Crowd, done, person, send

SENTENCE = "What people say they did. Not attendance, not proof of learning, not for court or billing."
LAW = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."


def _cells(answer: Any) -> list[list[str]]:
    assert 200 == answer.status_code
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_list_has_codes(browse: Browse, crowd: Crowd) -> None:
    """Notices, a blank line, heads, then a line for each person; nothing in it names anybody."""
    done(person("p1"), "s04-lesson", "s04-w1", "s04-w2")
    answer = send(browse("staff"), "export", {"show": "week-2", "cohort": "all", "sessions": "shown"})

    cells = _cells(answer)

    assert [[SENTENCE], [LAW], []] == cells[:3]
    assert ["Person", "Session 4"] == cells[3][:2]
    assert 4 == len(cells[4:])
    assert all(len(row[0]) == 9 and row[0][4] == "-" for row in cells[4:])
    assert ["done", "not yet", "not yet", "not yet"] == [row[1] for row in cells[4:]]
    assert not [name for name in ("Ana", "Marcus", "Priya", "p1", "staff", "Robin") if f'"{name}' in answer.content.decode()]


def test_a_code_stays_with_its_person(browse: Browse, crowd: Crowd) -> None:
    """Lists of two days can be laid beside each other, also when people came or went."""
    robin = browse("staff")
    asked = {"show": "week-2", "cohort": "all", "sessions": "shown", "names": "yes"}
    first = {row[1]: row[0] for row in _cells(send(robin, "export", asked))[4:]}
    crowd(["Aaron", "Zoe"])
    later = {row[1]: row[0] for row in _cells(send(robin, "export", asked))[4:]}

    assert first.items() < later.items()
    assert len(later) == len(set(later.values())) == 6


def test_names_come_only_when_they_were_asked_for(browse: Browse, crowd: Crowd) -> None:
    """The choice leaves its own line."""
    from handrail_lms.models import Act

    robin = browse("staff")
    cells = _cells(send(robin, "export", {"show": "s04", "cohort": "all", "sessions": "shown", "names": "yes"}))
    send(robin, "export", {"show": "s04", "cohort": "all", "sessions": "all"})

    assert ["Person", "Name", "Read", "Worksheet 1", "Worksheet 2", "Quick questions"] == cells[3]
    assert ["Ana", "Marcus", "Priya", "Sam"] == [row[1] for row in cells[4:]]
    assert [("list", "all", 4), ("names", "s04", 4)] == list(Act.objects.values_list("what", "about", "people"))


def test_a_list_of_everything_has_every_session(browse: Browse, crowd: Crowd, curriculum: Any) -> None:
    """One column for each session that can be done, in the order of the course."""
    cells = _cells(send(browse("staff"), "export", {"sessions": "all"}))

    assert sum(not module.is_family for module in curriculum.modules["en"].values()) == len(cells[3]) - 1
    assert "Session 4" in cells[3]
    assert not [head for head in cells[3] if head.startswith("Evening")]


def test_a_list_stays_nowhere(browse: Browse, crowd: Crowd) -> None:
    """No cache keeps it, its name says nothing, and reading an address does not make one."""
    robin = browse("staff")
    answer = send(robin, "export", {})

    assert "no-store" == answer.headers["Cache-Control"]
    assert 'attachment; filename="list.csv"' == answer.headers["Content-Disposition"]
    assert "text/csv; charset=utf-8" == answer.headers["Content-Type"]
    assert 405 == robin.get("/learn/handrail/course-v1:Sample+Skills+2026/group/export").status_code


@pytest.mark.parametrize(
    "data", [{"sessions": "everything"}, {"names": "1"}, {"show": "s99"}, {"cohort": "0"}, {"format": "xlsx"}, {"sessions": "../all"}]
)
def test_what_a_list_cannot_be_leaves_no_line(browse: Browse, crowd: Crowd, data: dict[str, str]) -> None:
    """Refused, and nothing is written down."""
    from handrail_lms.models import Act

    answer = send(browse("staff"), "export", data)

    assert answer.status_code in (400, 404)
    assert 0 == Act.objects.count()


FORMULAS = [
    "=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1",
    "\ufeff=1", "\u00a0=1", '"=1', "'=1", "＝1", "＋1", "－1", "＠A", "%0A=1",
    '=HYPERLINK("http://example.org","x")', "|calc", "\u200b=1", " \t=cmd|'/C calc'!A0", '"" =1',
]  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_a_formula(preview_app: Any, text: str) -> None:
    """Whatever sign begins it, also behind blanks, quotes and marks, a spreadsheet gets words."""
    from handrail_lms.sheet import harmless

    assert f"'{text}" == harmless(text)


@pytest.mark.parametrize("text", ["Ana", "Session 4", "O'Neil", "Ana - Maria", "3 of 4", "", " ", "ABCD-EFGH"])
def test_plain_words_stay_as_they_are(preview_app: Any, text: str) -> None:
    """Nothing is added where nothing can run."""
    from handrail_lms.sheet import harmless

    assert text == harmless(text)


def test_names_are_cells_too(browse: Browse, crowd: Crowd) -> None:
    """A person called like a formula, or with a comma, a quote or a line's end, has one cell of words."""
    crowd(["=cmd|'/C calc'!A0", 'A "quoted", one', "two\nlines", "Ñandú 🐦"])

    cells = _cells(send(browse("staff"), "export", {"cohort": "all", "names": "yes"}))

    found = {row[1] for row in cells[4:]}
    assert {"'=cmd|'/C calc'!A0", 'A "quoted", one', "two\nlines", "Ñandú 🐦"} <= found
    assert {len(cells[3])} == {len(row) for row in cells[3:]}
