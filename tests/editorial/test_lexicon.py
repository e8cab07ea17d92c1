"""The one quick search finds what each pattern alone would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.editorial.lexicon import Lexicon, fault, faults, lexicon_of, loosen
from handrail.model import Words
from tests.editorial.harness import words

PATTERNS = [
    r"\b(?:drug |sex )?addicts?\b",
    r"\b(?:a|an) drunk\b",
    r"\bclean (?:time|date)\b",
    r"\bin denial\b",
    r"(?-i:\bMAT\b)",
    r"\b100 ?%",
    r"\bs?he is\b|\bit is\b",
    r"\bno\S+\b",
    r"\b\d+ ?mg\b",
    r"(?<!very )\bold\b",
]
_PIECES = [
    "drug",
    "addict",
    "addicts",
    "a",
    "an",
    "drunk",
    "clean",
    "time",
    "date",
    "in",
    "denial",
    "MAT",
    "mat",
    "100",
    "%",
    "she",
    "is",
    "it",
    "no",
]
_PIECES += ["nobody", "8", "mg", "very", "old", " ", "  ", "\n", ".", "İ"]


def _found(text: str) -> set[tuple[int, int]]:
    lexicon = Lexicon((str(index), index, pattern, "") for index, pattern in enumerate(PATTERNS))
    lower = text.lower() if len(text.lower()) == len(text) else text
    return {(hit.index, hit.start) for hit in lexicon.hits(text, lower)}


def _alone(text: str) -> set[tuple[int, int]]:
    found = set()
    for index, pattern in enumerate(PATTERNS):
        until = 0
        for match in re.compile(loosen(pattern), re.IGNORECASE).finditer(text):
            if match.start() >= until:
                found.add((index, match.start()))
                until = match.end()
    return found


@settings(max_examples=300)
@given(st.lists(st.sampled_from(_PIECES), max_size=14).map("".join))
def test_together_is_as_each_alone(text: str) -> None:
    """Joined, patterns find the same places as one by one."""
    assert _alone(text) == _found(text) or "İ" in text


@pytest.mark.parametrize(
    ("pattern", "loose"),
    [
        ("drug abuse", r"drug\s+abuse"),
        ("drug[- ]free", "drug[- ]free"),
        ("100 ?%", r"100\s*%"),
        (r"(?<!the )dog", r"(?<!the )dog"),
        (r"a\ b", r"a\ b"),
    ],
)
def test_a_space_stands_for_any_white_space(pattern: str, loose: str) -> None:
    """A phrase is found over the end of a line; sets and look-behinds stay."""
    assert loose == loosen(pattern)


def test_an_excuse_counts_where_it_stands() -> None:
    """A word is fine inside a phrase that excuses it, and only there."""
    lexicon = Lexicon([("avoid", 0, r"\babuse\b", "physical abuse")])
    assert [20] == [hit.start for hit in lexicon.hits("physical abuse, and abuse", "physical abuse, and abuse")]


def test_the_first_of_a_list_speaks() -> None:
    """Where two patterns of a list match at one place, or inside one another, the first is told."""
    lexicon = Lexicon([("avoid", 0, r"\bdrug abuse\b", ""), ("avoid", 1, r"\babuse\b", ""), ("claims", 0, r"\bdrug\b", "")])
    assert [("avoid", 0), ("claims", 0)] == [(hit.category, hit.index) for hit in lexicon.hits("drug abuse", "drug abuse")]


def test_a_broken_pattern_is_told_and_passed_over() -> None:
    """An expression that cannot be used is named with its fault; the others go on working."""
    data = Words.model_validate(
        {"avoid": [{"avoid": r"\b(addict", "say": "x"}, {"avoid": r"\bjunkie\b", "say": "x"}], "outside": ["dr[ug"]}
    )
    assert [("avoid", r"\b(addict"), ("outside", "dr[ug")] == [(place, pattern) for place, pattern, _ in faults(data)]
    assert [1] == [hit.index for hit in lexicon_of(data).hits("a junkie", "a junkie")]
    assert fault(r"\bfine\b") is None


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_curriculums_words_are_usable(language: str) -> None:
    """Every expression compiles, and begins so that the quick search finds it."""
    data = words(language)
    assert [] == list(faults(data))
    for pattern in [*(word.avoid for word in [*data.avoid, *data.claims]), *data.doses]:
        quick = pattern.startswith(r"\b") and pattern == pattern.lower()
        assert quick or pattern.startswith("(?-i:"), pattern


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_to_say_instead_is_fine(language: str) -> None:
    """No entry advises a word that another entry, or itself, would call an error; explanations are short."""
    data = words(language)
    lexicon = lexicon_of(data)
    for text in [*(word.say for word in data.avoid), *data.glossary.values()]:
        told = [data.avoid[hit.index] for hit in lexicon.hits(text, text.lower()) if hit.category == "avoid"]
        assert [] == [word.avoid for word in told if word.level == "error"], text
    assert [] == [term for term, text in data.glossary.items() if len(text.split()) > 16]
