"""prefill: an answer is offered only where it can have a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail import prefill
from handrail.markdown import parse_module
from handrail.model import Module
from handrail.problems import Problems

BASE = (Path(__file__).parent / "fixtures" / "authored" / "base.md").read_text(encoding="utf-8")


def module(code: str, field: str = "") -> Module:
    """Return the module of the fixtures under another code, its worksheet with one field more."""
    text = BASE.replace("s90", code).replace("      waited: I waited\n", f"      waited: I waited\n{field}", 1)
    problems = Problems()
    found = parse_module(text, f"{code}.md", problems)
    assert found is not None, list(problems)
    return found


def told(field: str, earlier: str = "", unread: set[str] | None = None) -> list[str]:
    """Return what is said of a field in s91, where s90 is the earlier module with a field of its own."""
    problems = Problems()
    prefill.check({"s90": module("s90", earlier), "s91": module("s91", field)}, unread or set(), problems)
    return [f"{problem.severity} {problem}" for problem in problems]


def field(kind: str, target: str = "", *, name: str = "new", **keys: str) -> str:
    """Return a field as an author writes it."""
    lines = [f"- id: {name}", "  ask: What is it?", f"  kind: {kind}", *(f"  {key}: {value}" for key, value in keys.items())]
    if target:
        lines.append(f"  prefill: {target}")
    return "".join(f"  {line}\n" for line in lines)


FIT = [
    (field("scale", "s90-w1.before", low="l", high="h"), ""),
    (field("pick", "s90-w1.did", options="{boiled: B, fried: F, raw: R}"), ""),
    (field("pick-in-order", "s90-w1.did", options="{boiled: B, fried: F}", count="2"), ""),
    (field("long-text", "s90-w1.new"), field("short-text")),
    (field("contacts", "s90-w1.new"), field("contacts")),
    (field("contacts", "s90-w1.new", keep="never"), field("contacts")),
    (
        field("log", "s90-w1.new", columns="[{id: a, ask: A, kind: short-text}, {id: b, ask: B, kind: short-text}]"),
        field("log", columns="[{id: a, ask: A, kind: short-text}]"),
    ),
]


@pytest.mark.parametrize(("later", "earlier"), FIT)
def test_fits(later: str, earlier: str) -> None:
    """Fields of one kind, text and text, ticks and ticks with a common option: nothing is said."""
    assert [] == told(later, earlier)


@pytest.mark.parametrize(
    ("later", "earlier", "words"),
    [
        (field("contacts", "s90-w1.before"), "", "cannot take the answer of s90-w1.before: that one is a scale, this one a contacts."),
        (field("pick", "s90-w1.did", options="{a: A, b: B, c: C}"), "", "they have no option or column in common"),
        (field("timer", "s90-w1.new"), field("timer"), "a timer is done anew each time"),
        (field("short-text", "s90-w1.beforr"), "", 'has no field "beforr". Did you mean "before"?'),
        (field("short-text", "s90-w2.before"), "", 's90-w2, which is no worksheet. Did you mean "s90-w1"?'),
        (field("scale", "s91-w1.before", low="l", high="h"), "", "from its own sheet"),
        (field("short-text", "s90-w1.new"), field("short-text", keep="never"), "which is never kept"),
        (
            field("log", "s90-w1.new", columns="[{id: a, ask: A, kind: scale, low: l, high: h}]"),
            field("log", columns="[{id: a, ask: A, kind: short-text}]"),
            "they have no option or column in common",
        ),
    ],
)
def test_does_not_fit(later: str, earlier: str, words: str) -> None:
    """What could not be offered is an error at its line."""
    text = BASE.replace("      waited: I waited\n", f"      waited: I waited\n{later}", 1)
    line = next(number for number, line in enumerate(text.splitlines(), start=1) if "prefill:" in line)

    assert [True] == [words in found for found in told(later, earlier)]
    assert told(later, earlier)[0].startswith(f"error s91.md:{line}: ")


def test_module_that_is_not_there() -> None:
    """A module that is not written yet is a warning; one that could not be read is told elsewhere."""
    later = field("short-text", "s77-w1.a")

    assert [True] == ["the module s77 is not written yet" in found and found.startswith("warning") for found in told(later)]
    assert [] == told(later, unread={"s77"})
