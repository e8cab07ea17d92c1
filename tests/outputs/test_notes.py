"""The notes beside the slides: a staff page that steers the deck and leads to it by its place on the stick."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest

from handrail.curriculum import Curriculum
from handrail.outputs.shared.deck import Kind, deck
from handrail.outputs.shared.notes import notes_page

HOSTILE = "<img src=x onerror=alert(1)></style></script><script>alert(2)</script>"


def plain(text: str) -> str:
    """Return words without tags, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="module")
def page(curriculum: Curriculum) -> str:
    """The notes of one session."""
    return notes_page(curriculum, curriculum.modules["en"]["s04"], "en")


def test_every_slide_of_the_deck_has_its_place_with_its_notes(curriculum: Curriculum, page: str) -> None:
    """Slides stand in the order and with the numbers of the deck; each authored note is there, with its lines kept apart."""
    module = curriculum.modules["en"]["s04"]
    frames = deck(module, curriculum.texts("en"))
    parts = re.findall(r'<article id="([^"]+)".*?<span class="n">(\d+)</span>(.*?)</article>', page, re.DOTALL)

    assert [(frame.id, str(frame.number)) for frame in frames] == [(identifier, number) for identifier, number, _ in parts]
    for frame, (_identifier, _number, words) in zip(frames, parts, strict=True):
        for line in (frame.notes or "").splitlines():
            assert plain(line).replace("**", "") in plain(words).replace("“", '"').replace("”", '"')


def test_each_slide_tells_its_step_of_the_guide(curriculum: Curriculum, page: str) -> None:
    """A slide that no step names belongs to the step before; a help slide belongs to none."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide is not None
    named = {step.slide for step in module.guide.timeline}
    told = dict(re.findall(r'<article id="([^"]+)" data-slide="([\d ]*)"', page))
    frames = deck(module, curriculum.texts("en"))
    for before, frame in pairwise(frames):
        if frame.kind is Kind.HELP:
            assert "" == told[frame.id]
        elif frame.id not in named:
            assert told[before.id] == told[frame.id]


def test_it_is_sealed_for_staff_and_leads_to_the_deck(page: str) -> None:
    """It says whom it is for and that it is a draft, asks nobody for anything, and finds the deck beside its folder."""
    assert "For staff. Not for participants." in page
    assert "Draft. No clinician has signed this page." in page
    assert "default-src 'none'" in page
    assert 'data-slides="../../slides/en/s04.html"' in page
    assert not re.search(r"url\((?!#)|@import|\bfetch\(|XMLHttpRequest|<link rel=.stylesheet|<iframe\b|\sstyle=", page)


def test_hostile_words_are_only_words(curriculum: Curriculum) -> None:
    """What an author's file smuggled past every check cannot run beside the deck."""
    module = curriculum.modules["en"]["s04"]
    slides = [slide.model_copy(update={"title": HOSTILE, "notes": HOSTILE}) for slide in module.slides]
    found = notes_page(curriculum, module.model_copy(update={"title": HOSTILE, "slides": slides}), "en")

    assert 1 == found.count("<script>")
    assert 1 == found.count("</style>")
    assert not re.search(r"<img|<[a-z][^>]*\sonerror", found)


def test_the_same_input_gives_the_same_bytes(curriculum: Curriculum, page: str) -> None:
    """Nothing in it depends on the hour or the run."""
    assert page == notes_page(curriculum, curriculum.modules["en"]["s04"], "en")
