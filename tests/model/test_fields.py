from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handrail.model import KINDS, Field
from handrail.model.fields.checklist import Checklist
from handrail.model.fields.diary import Diary
from handrail.model.fields.log import Log
from handrail.model.fields.pick import Pick
from handrail.model.fields.scale import Scale
from handrail.model.fields.short_text import ShortText

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "touched.json").read_text(encoding="utf-8"))["cases"]

EXTRA: dict[str, dict[str, Any]] = {
    "checklist": {"options": {"a": "A", "b": "B"}},
    "choice": {"options": {"a": "A", "b": "B"}},
    "scale": {"low": "low", "high": "high"},
    "log": {"columns": [ShortText(id="a", ask="?"), Scale(id="b", ask="?", low="l", high="h")]},
    "pick": {"options": {"a": "A", "b": "B", "c": "C"}, "count": 2},
    "pick-in-order": {"options": {"a": "A", "b": "B", "c": "C"}, "count": 2},
    "diary": {
        "columns": [
            ShortText(id="a", ask="?"),
            Scale(id="b", ask="?", low="l", high="h"),
            Checklist(id="c", ask="?", options={"x": "X"}),
        ]
    },
}

FITTING: dict[str, Any] = {
    "short-text": "words",
    "long-text": "words",
    "checklist": ["a", "b"],
    "choice": "b",
    "scale": 0,
    "log": [{"a": "words", "b": 10}],
    "if-then": [{"if": "x", "then": "y"}],
    "contacts": [{"name": "Mo", "phone": "", "for": "x"}],
    "schedule": {"mon": {"evening": "x"}},
    "timer": {"minutes": 3},
    "pick": ["c", "a"],
    "pick-in-order": ["c", "a"],
    "diary": [{"day": "Monday", "a": "words", "b": 10, "c": ["x"]}],
    "acknowledge": True,
}

WRONG: dict[str, Any] = {
    "short-text": 3,
    "long-text": ["words"],
    "checklist": ["a", "zzz"],
    "choice": "zzz",
    "scale": 11,
    "log": [{"a": "x", "zzz": "y"}],
    "if-then": [{"when": "x"}],
    "contacts": [{"mail": "x"}],
    "schedule": {"mon": {"noon": "x"}},
    "timer": {"seconds": 3},
    "pick": ["a", "b", "c"],
    "pick-in-order": ["a", "a"],
    "diary": [{"a": "words"}],
    "acknowledge": "yes",
}


def make(kind: str) -> Field:
    """Make the smallest field of a kind."""
    return KINDS[kind](id="f", kind=kind, ask="?", **EXTRA.get(kind, {}))


def test_kinds_are_found() -> None:
    """Each file in the folder of kinds is found without a list."""
    assert set(FITTING) == set(KINDS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{json.dumps(case['value'])}")
def test_touched(case: dict) -> None:
    """Any entry touches a field, whatever it says; the browser passes the same table."""
    assert case["touched"] is make(case["kind"]).touched(case["value"])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_value_of_an_example(kind: str) -> None:
    """A value of the kind's shape fits; another is told in words that an author understands."""
    assert make(kind).value_problem(FITTING[kind]) is None
    assert make(kind).value_problem(WRONG[kind])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nonsense_does_not_break(kind: str) -> None:
    """A stored value of any shape is looked at without an error: backups and old versions hold surprises."""
    for value in (None, 0, "", "x", [], {}, [None], [1], {"a": None}, {"mon": None}, {"chosen": None}):
        assert make(kind).touched(value) in {True, False}


def test_columns_of_a_log() -> None:
    """Only kinds that fit into a row may be columns."""
    assert {"short-text", "scale", "choice"} == {name for name, kind in KINDS.items() if kind.column}
    with pytest.raises(ValueError, match="columns are short-text, scale or choice"):
        Log(id="f", ask="?", columns=[make("timer")])


def test_ids_below_a_field() -> None:
    """Stored answers hang on the ids of options and columns, so the model lists them."""
    assert ("a", "b") == make("checklist").option_ids()
    assert ("a", "b") == make("log").option_ids()


def test_columns_of_a_diary() -> None:
    """A card of a diary has room for ticks too; its day is its own, and it asks for no more days than paper has."""
    with pytest.raises(ValueError, match="columns are short-text, scale, choice or checklist"):
        Diary(id="f", ask="?", columns=[make("timer")])
    with pytest.raises(ValueError, match='may be called "day"'):
        Diary(id="f", ask="?", columns=[ShortText(id="day", ask="?")])
    with pytest.raises(ValueError, match="3 days on paper and asks for 5"):
        Diary(id="f", ask="?", columns=[ShortText(id="a", ask="?")], days=3, enough=5)
    assert ("a", "b", "c", "c.x") == make("diary").option_ids()


def test_enough_days_touch_a_diary() -> None:
    """The author says how many entries are enough; an entry is any column of any day."""
    diary = make("diary").model_copy(update={"enough": 1})

    assert diary.touched([{"day": "2026-11-21", "b": 0}])
    assert not diary.touched([{"day": "2026-11-21"}])


def test_no_more_is_asked_than_there_is() -> None:
    """A field that asks for more options than it has is refused."""
    with pytest.raises(ValueError, match="asks for 3 of 2 options"):
        Pick(id="f", ask="?", options={"a": "A", "b": "B"})


def test_columns_have_no_prefill() -> None:
    """An earlier answer is offered to a whole field."""
    with pytest.raises(ValueError, match="stands at the whole field"):
        Log(id="f", ask="?", columns=[ShortText(id="a", ask="?", prefill="s01-w1.a")])
