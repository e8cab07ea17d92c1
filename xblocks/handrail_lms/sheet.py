"""A list as a file for a spreadsheet: CSV, in UTF-8 with its mark, with what must be said in its first lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from handrail.i18n import catalog
from handrail.model import State

from .host import Course
from .people import spoken
from .roster import Column, Row

__all__ = ["FILE_NAME", "harmless", "notices", "sheet_of"]

FILE_NAME = "list.csv"
"""Says nothing: a name stands in download folders and mails."""

_BEGINS = tuple("=+-@|%\t\r\n") + tuple("＝＋－＠")
_PASSED_OVER = " \u00a0\u200b\ufeff\"'"


def notices(course: Course) -> tuple[str, str]:
    """Return what opens every list: what it is and is not, and the short notice that goes with records of treatment.

    The second is the short form of 42 CFR 2.32; the law speaks English, so it stands in English too.
    """
    _ = catalog(course.language).gettext
    first = course.notice.strip() or _("What people say they did. Not attendance, not proof of learning, not for court or billing.")
    second = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    told = _("Federal law, 42 CFR part 2, forbids to use or pass on these records without permission.")
    return first, second if course.language == "en" else f"{second} {told}"


def harmless(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, also where the sign hides behind spaces, quotes or a mark."""
    begin = text.lstrip(_PASSED_OVER)
    return f"'{text}" if begin.startswith(_BEGINS) or text.startswith(("\t", "\r", "\n")) else text


def sheet_of(course: Course, columns: list[Column], rows: Iterable[Row], *, names: bool) -> bytes:
    """Return a list as CSV.

    Args:
        course: whose list it is; it brings the notices, so there is no list without them.
        columns: sessions or parts.
        rows: people.
        names: whether names stand beside the codes. Codes are the rule.
    """
    _ = catalog(course.language).gettext
    words = {State.DONE: _("done"), State.STARTED: _("started"), State.NOT_YET: _("not yet")}
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)

    def write(cells: Iterable[str]) -> None:
        writer.writerow([harmless(cell) for cell in cells])

    for notice in notices(course):
        write([notice])
    write([])
    several = len({column.session.id for column in columns}) > 1
    heads = [f"{column.session.name}: {column.name}" if column.part and several else column.name for column in columns]
    write([_("Person"), *([_("Name")] if names else []), *heads])
    for row in rows:
        write([spoken(row.code), *([row.name] if names else []), *(words[state] for state in row.states)])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")
