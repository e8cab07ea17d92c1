"""A small world for editorial rules: a program, sources and a library made for the cases, the real words.yml."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from handrail.editorial import check_module
from handrail.markdown import parse_module
from handrail.markdown.marked_yaml import load
from handrail.model import Library, Module, Program, Source, Words
from handrail.problems import Problem, Problems

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 11, 21)

_FRONT = """\
id: s99
title: How to make tea
track: coping
audience: [participant]
safety:
  level: none
minutes:
  group: 50
  reading: 10
message: Tea needs water, heat and time.
short: >
  Boil water. Pour it on the tea. Wait four minutes, take the tea out, and drink it slowly. That is all there is to it.
  Today, make one cup and sit down.
objectives:
  - Make one cup of tea.
review_by: 2027-11
"""
_TOP_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def words(language: str) -> Words:
    """Return the curriculum's own editorial data."""
    file = "words.yml" if language == "en" else f"words.{language}.yml"
    problems = Problems()
    marked = load((ROOT / "curriculum" / file).read_text(encoding="utf-8"), file, problems)
    assert marked is not None, [str(problem) for problem in problems]
    return Words.model_validate(marked.data)


def program(**lines: dict[str, object]) -> Program:
    """Return a program with two public lines and one of its own, and with others if wanted."""
    public = {"source": "https://example.org/", "as_of": dt.date(2026, 11, 1)}
    return Program.model_validate(
        {
            "id": "sample",
            "name": "Sample Program",
            "edition": TODAY,
            "course": {"org": "Sample", "number": "Skills", "run": "2026", "start": dt.date(2026, 1, 1), "end": dt.date(2030, 1, 1)},
            "schedule": {"days": ["Mon"], "start": "18:00", "end": "21:00"},
            "tracks": {"coping": "Coping skills", "family": "For families"},
            "problems": {"craving": "Craving", "mood": "Mood"},
            "lines": {
                "crisis": {"name": "Lifeline", "number": "988", **public},
                "poison-help": {"name": "Poison Help", "number": "1-800-222-1222", **public},
                "program": {"name": "Our line", "local": True},
                **lines,
            },
        }
    )


def library() -> Library:
    """Return a library with one exercise and two cases."""
    case = {"when": "Someone is silent.", "do": "Wait."}
    return Library.model_validate(
        {
            "safety": {},
            "labels": {},
            "exercises": {"x1": {"title": "Pairs", "minutes": 5, "how": ["Talk in pairs."]}},
            "if_this_happens": {"silent": case, "tears": case},
            "wheel": {"title": "The wheel", "text": "It turns.", "open": "Open", "variants": {}},
        }
    )


def sources() -> dict[str, Source]:
    """Return two works."""
    return {key: Source(cite="Someone. A work.", short="Someone") for key in ("carroll-1998", "nida-2020")}


@dataclass
class World:
    """What the rules see of a curriculum."""

    program: Program = field(default_factory=program)
    sources: dict[str, Source] = field(default_factory=sources)
    library: dict[str, Library] = field(default_factory=lambda: {"en": library(), "es": library()})
    words: dict[str, Words] = field(default_factory=lambda: {"en": words("en"), "es": words("es")})


def authored(text: str) -> tuple[Module, int]:
    """Return the module of a case, and how many lines of ordinary front matter stand between its own and its body.

    A case may begin with front matter of its own; the rest of the keys are ordinary ones.
    """
    own, body = "", text
    if text.startswith("---\n"):
        own, _, body = text.removeprefix("---\n").partition("---\n")
    taken = {found[1] for found in _TOP_KEY.finditer(own)}
    starts = [*(found.start() for found in _TOP_KEY.finditer(_FRONT)), len(_FRONT)]
    parts = [_FRONT[one:two] for one, two in pairwise(starts)]
    ordinary = "".join(part for part in parts if part.partition(":")[0] not in taken)
    problems = Problems()
    module = parse_module(f"---\n{own}{ordinary}---\n{body}", "case.md", problems)
    assert module is not None, [str(problem) for problem in problems]
    return module, ordinary.count("\n") + (0 if own else 2)


def findings(rule: str, text: str, language: str = "en") -> list[Problem]:
    """Return what one rule says of a case; lines are those of the case."""
    module, between = authored(text)
    if language != "en":
        module = module.model_copy(update={"language": language})
    own = text.partition("---\n")[2].partition("---\n")[0].count("\n") if text.startswith("---\n") else -1
    found = check_module(module, World(), TODAY, only={rule})
    return [
        Problem(one.path, one.line if one.line <= own + 1 else max(one.line - between, 1), one.message, one.remedy, one.rule, one.severity)
        for one in found
    ]
