from __future__ import annotations

import json
from pathlib import Path

import pytest

from handrail.model import Activity, Check, Option, Question, Worksheet, completion_of
from handrail.model.fields.short_text import ShortText

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "completion.json").read_text(encoding="utf-8"))["cases"]


def activity_of(case: dict) -> Activity | None:
    """Make the smallest activity with the ids of a case."""
    match case["activity"]:
        case {"kind": "worksheet", "known": known, "required": required}:
            fields = [ShortText(id=name, kind="short-text", ask="?", required=name in required) for name in known]
            return Worksheet(id="s90-w1", title="T", intro="I", fields=fields)
        case {"kind": "check", "known": known}:
            options = {"x": Option(text="X", right=True, why="W"), "y": Option(text="Y", why="W")}
            return Check(id="s90-c1", questions=[Question(id=name, ask="?", options=options) for name in known])
    return None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_cases(case: dict) -> None:
    """How far an activity is follows from what was touched alone; the browser passes the same table."""
    assert case["becomes"] == completion_of(activity_of(case), case["touched"]).value


def test_repeated_touch_changes_nothing() -> None:
    """The order and the number of touches do not matter."""
    case = next(case for case in CASES if case["title"] == "each required field")

    assert completion_of(activity_of(case), ["a", "b"]) == completion_of(activity_of(case), ["b", "b", "a", "a"])
