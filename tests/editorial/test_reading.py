"""How authored text is cut into what people read: masks, sentences, pages, lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.editorial.reading import Reading, masked
from handrail.model import Passage, Voice
from tests.editorial.harness import authored


def reading(text: str, part: str = "section", line: int = 10) -> Reading:
    """Return the reading of one passage."""
    return Reading("case.md", [Passage(line, Voice.READER, part, "s99-1", text)])


def sentences(text: str, part: str = "section") -> list[tuple[int, str]]:
    """Return line and words of each sentence of one passage."""
    return [(one.line, " ".join(one.words)) for page in reading(text, part).pages for one in page.sentences]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("See [the plan](s29).[^nida-2020]", "See [the plan ."),
        ("**Leave** *first*, `then` call.", "Leave first , then call."),
        ("Call {{ line.program }} now.", "Call now."),
        ("![](#s04-f1)", ""),
        ("Read https://example.org/drug-abuse today.", "Read today."),
        ("* one\n* two", "* one * two"),
        ("5 * 3 is 15", "5 * 3 is 15"),
    ],
)
def test_what_nobody_reads_aloud_is_masked(text: str, kept: str) -> None:
    """Addresses, citations, placeholders and emphasis give way to spaces, so that every offset stays."""
    assert kept == " ".join(masked(text).split())
    assert len(text) == len(masked(text))


@given(st.text(alphabet="ab .!?*_[](){}^|#-1\n`'\"", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text trips the reader, offsets stay, and every sentence lies on a line of its passage."""
    assert len(text) == len(masked(text))
    for page in reading(text).pages:
        for sentence in page.sentences:
            assert 10 <= sentence.line <= 10 + text.count("\n")
            assert sentence.words


def test_sentences_end_where_a_reader_stops() -> None:
    """Stops, list items, cells, paragraphs end a sentence; abbreviations, clock times and colons do not."""
    assert [(10, "It is late"), (10, "Go home")] == sentences('It is late. "Go home!"')
    assert [(10, "Dr Lee says Sit at 5 30 p m please")] == [
        (line, text.replace("-", " ")) for line, text in sentences("Dr. Lee says: Sit at 5.30 p.m. please.")
    ]
    assert [(10, "Ask"), (10, "Why now"), (11, "Wait")] == sentences("Ask. ¿Why now?\nWait.")
    assert [(10, "You can"), (12, "boil water"), (13, "pour it"), (15, "Sit down")] == sentences(
        "You can\n\n- boil water\n- pour it\n\nSit down."
    )
    assert [(10, "Tea"), (10, "Time"), (12, "Green"), (12, "Two minutes")] == sentences(
        "| Tea | Time |\n|---|---|\n| Green | Two minutes |"
    )


def test_headings_and_slide_titles_are_no_sentences() -> None:
    """Headings, titles of admonitions and of slides are left out of what is measured."""
    assert [(12, "Boil it")] == sentences("### Heading here now\n\nBoil it.")
    assert [(11, "Boil it")] == sentences('!!! tip "A title here"\n    Boil it.')
    assert [(12, "Boil it")] == sentences("Tea for two people\n\nBoil it.", part="slide")


def test_scraps_are_labels() -> None:
    """Words like those of an option are labels: they belong to no mean."""
    page = reading("worried", part="worksheet").pages[0]
    assert [True] == [sentence.label for sentence in page.sentences]
    assert [False] == [sentence.label for sentence in reading("Yes.", part="check").pages[0].sentences]


def test_a_match_is_found_at_its_line() -> None:
    """A pattern is found in any passage, over the end of a line too, with the line it begins on."""
    two = Reading(
        "case.md",
        [Passage(3, Voice.READER, "section", "s99-1", "One\ntwo three"), Passage(9, Voice.FACILITATOR, "notes", "s99-d1", "x\ny\nthree")],
    )
    assert [(3, 4), (9, 11)] == [(passage.line, line) for passage, line, _ in two.find(re.compile("three"))]
    assert [9] == [passage.line for passage, _, _ in two.find(re.compile("three"), Voice.FACILITATOR)]
    assert [] == list(two.find(re.compile(r"three\s*x")))
    assert 9 == two.line_of(" x\ny\nthree ")
    assert 0 == two.line_of("four")


def test_pages_are_what_people_read_at_one_go() -> None:
    """Lesson, short version, each worksheet, the slides and the facilitator text are pages of their own."""
    module, _ = authored(
        "## Tea {#s99-1}\n\nBoil it.\n\n```worksheet\nid: s99-w1\ntitle: My tea\nintro: Tick it.\nfields:\n"
        "  - {id: a, ask: What, kind: short-text}\n```\n\n```slide\n# Tea {#s99-d1}\n\nBoil it.\n```\n\n```notes\nWait.\n```\n"
    )
    pages = {(page.kind, page.owner): page for page in Reading.of(module).pages}
    assert [("front", ""), ("short", "s99"), ("lesson", ""), ("worksheet", "s99-w1"), ("slides", ""), ("guide", "")] == list(pages)
    assert "worksheet s99-w1" == pages["worksheet", "s99-w1"].name
    assert "facilitator text" == pages["guide", ""].name
