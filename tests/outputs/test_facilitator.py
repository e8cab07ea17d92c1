"""The facilitator's guide: the run sheet, its clocks, and everything a step refers to."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs import Request
from handrail.outputs.facilitator import OUTPUT
from handrail.outputs.shared.deck import deck
from handrail.outputs.shared.guide import Row, guide_page, run_sheet
from handrail.outputs.shared.staff import wheel_page
from handrail.signing.label import Label

HOSTILE = "<img src=x onerror=alert(1)></style><script>alert(2)</script>"


def plain(text: str) -> str:
    """Return words without tags and quotes' forms, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="module")
def rows(curriculum: Curriculum) -> list[Row]:
    """The run sheet of one module."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide
    return run_sheet(module.guide, deck(module, curriculum.texts("en")), curriculum.texts("en"))


@pytest.fixture(scope="module")
def page(curriculum: Curriculum) -> str:
    """The guide of one module."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide
    return guide_page(curriculum, module, module.guide, "en")


def test_the_clock_runs_on_through_the_evening_and_through_its_cut(rows: list[Row]) -> None:
    """Each step begins where the one before it ended, in both clocks, and steps that are cut take no time there."""
    for before, after in pairwise(rows):
        assert before.start + before.step.minutes == after.start
    kept = [row for row in rows if row.short_start is not None]
    for before, after in pairwise(kept):
        assert before.short_start is not None
        assert before.short_start + before.step.short == after.short_start
    assert "0:00–0:02" == rows[0].clock
    assert "0:00–0:02" == rows[0].short_clock
    assert any(row.short_clock == "" for row in rows)


def test_the_minutes_add_up_on_paper(curriculum: Curriculum, page: str) -> None:
    """The last line of the run sheet is the evening's length and 25."""
    module = curriculum.modules["en"]["s04"]
    together = re.search(r"<tfoot>.*?</tfoot>", page, re.DOTALL)
    assert together
    assert f"Together {module.minutes.group} 25" == plain(together[0])


def test_a_step_names_the_slide_by_the_number_on_the_wall(curriculum: Curriculum, rows: list[Row]) -> None:
    """Safety slides count, in the guide as on the wall."""
    frames = deck(curriculum.modules["en"]["s04"], curriculum.texts("en"))
    for row in rows:
        if row.step.slide:
            assert row.step.slide == frames[(row.slide or 0) - 1].id


def test_an_exercise_is_told_in_full_where_it_is_first_used(curriculum: Curriculum, page: str) -> None:
    """An exercise's steps stand once; a later step refers back by number."""
    exercise = curriculum.texts("en").exercises["x1"]

    assert 1 == page.count(f"How: {exercise.title}")
    assert all(1 == plain(page).count(plain(how)) for how in exercise.how)
    assert f"How: “{exercise.title}”, as in step 1." in html.unescape(page)


def test_the_guide_holds_every_authored_word(curriculum: Curriculum) -> None:
    """Aim, steps, words to say, questions, stuck points, homework, chart phrase, notes: nothing is left out."""
    for language, found in curriculum.modules.items():
        for module in found.values():
            assert module.guide
            shown = plain(guide_page(curriculum, module, module.guide, language))
            guide = module.guide
            wanted = [guide.aim, guide.why, guide.newcomer, guide.review_homework, guide.homework, guide.chart, guide.next or ""]
            wanted += [*guide.materials, *guide.questions, *guide.backup, *(point.say for point in guide.stuck)]
            wanted += [text for step in guide.timeline for text in (step.title, step.do, step.say or "")]
            wanted += [curriculum.texts(language).if_this_happens[key].when for key in guide.if_this_happens]
            wanted += [line for slide in module.slides for line in (slide.notes or "").splitlines()]
            missing = [text for text in map(plain, wanted) if "{{" not in text and "*" not in text and text not in shown]
            assert [] == missing, f"{language}/{module.id}"


def test_exercises_and_agreements_are_told_in_every_language(curriculum: Curriculum) -> None:
    """The same ones, as long and with as many steps, none of them with the English words; staff outputs take them from there."""
    english = curriculum.texts("en")
    for language in curriculum.languages[1:]:
        spoken = curriculum.texts(language)
        assert list(english.exercises) == list(spoken.exercises)
        for key, exercise in spoken.exercises.items():
            there = english.exercises[key]
            assert (exercise.minutes, len(exercise.how)) == (there.minutes, len(there.how)), key
            assert (exercise.watch is None) == (there.watch is None), key
            assert not {exercise.title, *exercise.how, exercise.watch or key} & {there.title, *there.how, there.watch or ""}, key
        assert list(english.agreements) == list(spoken.agreements)
        for key, agreement in spoken.agreements.items():
            assert agreement.text != english.agreements[key].text, key
            assert agreement.why != english.agreements[key].why, key


def test_plan_problems_are_named_in_the_language_of_the_guide(curriculum: Curriculum) -> None:
    """The head of a guide, and the list by plan problem, carry no English names where the program has others."""
    for language in curriculum.languages:
        wheel = html.unescape(wheel_page(curriculum, language))
        for module in (curriculum.modules[language][key] for key in ("s07", "f04", "or2")):
            assert module.guide
            head = plain(guide_page(curriculum, module, module.guide, language).partition("<h2")[0])
            for link in module.links:
                named = curriculum.program.problems[link].name_in(language)
                assert named in head, f"{language}/{module.id}"
                assert f"<dt>{named}</dt>" in wheel
    assert all(one.name != one.name_in("es") for one in curriculum.program.problems.values())


def test_names_are_written_with_a_pen(page: str) -> None:
    """The on-call person's name is a line for a pen, never data."""
    assert re.search(r'On call</span><span class="line"></span>', page)


def test_the_guide_says_for_whom_it_is_and_that_it_is_a_draft(curriculum: Curriculum, page: str) -> None:
    """It opens with who may read it, and it asks search engines to stay away."""
    assert "For staff. Not for participants." in page
    assert str(Label("en")) in page
    assert '<meta name="robots" content="noindex">' in page
    assert "<script" not in page


def test_what_must_be_reported_is_told_where_the_library_has_it(curriculum: Curriculum) -> None:
    """The line on mandated reports comes from the library, and is absent with it."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide
    labels = {**curriculum.texts("en").labels, "mandated_reporter": "Tell your supervisor about a child in danger."}
    library = curriculum.texts("en").model_copy(update={"labels": labels})
    told = guide_page(curriculum.__class__(**{**vars(curriculum), "library": {"en": library}}), module, module.guide, "en")

    assert "What you must report:</b> Tell your supervisor about a child in danger." in told


def test_hostile_words_are_only_words(curriculum: Curriculum) -> None:
    """What an author's file smuggled past every check cannot run in a guide."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide
    guide = module.guide.model_copy(update={"aim": HOSTILE, "questions": [HOSTILE], "chart": HOSTILE})
    page = guide_page(curriculum, module.model_copy(update={"title": HOSTILE}), guide, "en")

    assert not re.search(r"<script|<img|\sonerror=[^&]*>", page)
    assert 1 == page.count("</style>")


def test_two_builds_give_the_same_bytes_and_one_page_leads_to_all(curriculum: Curriculum, tmp_path: Path) -> None:
    """The index names every guide, and nothing depends on the run."""
    seen = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        OUTPUT.write(Request(curriculum, folder, folder, Cache(None)))
        seen.append({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")})

    assert seen[0] == seen[1]
    assert all(f'href="{identifier}.html"'.encode() in seen[0]["en/index.html"] for identifier in curriculum.modules["en"])
