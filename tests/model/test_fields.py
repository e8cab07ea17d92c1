from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handrail.model import KINDS, Field
from handrail.model.fields.log import Log
from handrail.model.fields.scale import Scale
from handrail.model.fields.short_text import ShortText

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "touched.json").read_text(encoding="utf-8"))["cases"]

EXTRA: dict[str, dict[str, Any]] = {
    "checklist": {"options": {"a": "A", "b": "B"}},
    "choice": {"options": {"a": "A", "b": "B"}},
    "scale": {"low": "low", "high": "high"},
    "log": {"columns": [ShortText(id="a", ask="?"), Scale(id="b", ask="?", low="l", high="h")]},
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
}


def make(kind: str) -> Field:
    """Make the smallest field of a kind."""
    return KINDS[kind](id="f", kind=kind, ask="?", **EXTRA.get(kind, {}))


def test_ten_kinds_are_found() -> None:
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
