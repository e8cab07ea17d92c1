"""Tonight: what the page of an evening holds, where its links lead, what shows on paper alone, and the evening's parts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import Curriculum, read
from handrail.model import OnCall, Private, Schedule
from handrail.outputs import Request
from handrail.outputs.facilitator import OUTPUT, PRIVATE_FOLDER
from handrail.outputs.shared.deck import deck, place_of, returns
from handrail.outputs.shared.evening import evening_of
from handrail.outputs.shared.tonight import names_page, start_page, tonight_page
from handrail.outputs.slides import deck_page
from handrail.problems import Problem
from tests.outputs.test_facilitator import HOSTILE, plain
from tests.overlay.small import run, small_repository

NAMES = Private(on_call=[OnCall(name="Zebulon Quill", role="nurse", number="207-555-0188")], notes=["The box is behind the piano."])
CANARIES = ("Zebulon Quill", "207-555-0188", "behind the piano")


@pytest.fixture(scope="module")
def few(curriculum: Curriculum) -> Curriculum:
    """The curriculum with four of its sessions, for outputs that are written whole."""
    kept = ("or2", "s04", "s07", "f04")
    modules = {language: {key: module for key, module in found.items() if key in kept} for language, found in curriculum.modules.items()}
    return replace(curriculum, modules=modules)


def written(curriculum: Curriculum, folder: Path, private: Private | None = None) -> Path:
    """Write the whole output and return its folder."""
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None), private=private))
    return folder


def test_tonight_holds_every_part_of_the_guide_on_the_screen_and_on_the_sheet(curriculum: Curriculum) -> None:
    """Aim, why, materials, safety, newcomer, steps, questions, back-ups, homework, chart phrase, next time: on both."""
    for language, found in curriculum.modules.items():
        for module in found.values():
            assert module.guide
            page = tonight_page(curriculum, module, module.guide, language, names=False)
            screen, sheet = map(plain, page.split('<div class="print">'))
            guide = module.guide
            wanted = [guide.aim, guide.why, guide.newcomer, guide.review_homework, guide.homework, guide.chart, guide.next or ""]
            wanted += [*guide.materials, *guide.before, *guide.questions, *guide.backup, *(step.title for step in guide.timeline)]
            wanted += [curriculum.texts(language).if_this_happens[key].when for key in guide.if_this_happens]
            wanted = [text for text in map(plain, wanted) if "{{" not in text and "*" not in text]
            steps = [plain(text) for step in guide.timeline for text in (step.do, step.say or "") if "{{" not in text and "*" not in text]
            assert [] == [text for text in wanted + steps if text not in screen], f"{language}/{module.id} on the screen"
            assert [] == [text for text in wanted if text not in sheet], f"{language}/{module.id} on the sheet"


def test_a_step_opens_the_deck_at_its_slide(curriculum: Curriculum) -> None:
    """The address is that of the slides' output beside this one, and its end names a place in that deck."""
    for language, found in curriculum.modules.items():
        for module in found.values():
            assert module.guide
            page = tonight_page(curriculum, module, module.guide, language, names=False)
            back = returns(module.guide, deck(module, curriculum.texts(language)))
            ids = set(re.findall(r' id="([^"]+)"', deck_page(curriculum, module, language)))
            asked = re.findall(rf'href="\.\./\.\./slides/{language}/{module.id}\.html#([^"]+)"', page)
            assert [place_of(step.slide, back.get(step.id, "")) for step in module.guide.timeline if step.slide] == asked, module.id
            assert set(asked) <= ids, module.id


def test_what_may_happen_is_told_in_every_language(curriculum: Curriculum) -> None:
    """Each case has words of its own in each language, with the same lines and numbers to call; no page marks one as English."""
    numbers = re.compile(r"\b911\b|\b988\b|\{\{ line\.[a-z-]+ \}\}")
    english = curriculum.texts("en").if_this_happens
    for language in curriculum.languages[1:]:
        spoken = curriculum.texts(language).if_this_happens
        assert list(english) == list(spoken)
        for key, case in spoken.items():
            here, there = (f"{one.when} {one.say} {one.do}" for one in (case, english[key]))
            assert here != there, key
            assert sorted(numbers.findall(there)) == sorted(numbers.findall(here)), key
        module = curriculum.modules[language]["s07"]
        assert module.guide
        page = tonight_page(curriculum, module, module.guide, language, names=False)
        assert not re.search(r'<(details|div) lang="en">', page)


def test_an_exercise_that_has_no_translation_is_marked_as_english(curriculum: Curriculum) -> None:
    """A voice reads it as English: on Tonight, what stands in for a missing text carries its language, and nothing else does."""
    module = curriculum.modules["es"]["or2"]
    assert module.guide
    assert any(step.exercise for step in module.guide.timeline)
    assert '<details class="exercise">' in tonight_page(curriculum, module, module.guide, "es", names=False)

    half = curriculum.texts("es").model_copy(update={"exercises": curriculum.texts("en").exercises})
    without = replace(curriculum, library={**curriculum.library, "es": half})
    assert '<details class="exercise" lang="en">' in tonight_page(without, module, module.guide, "es", names=False)


def test_names_stand_on_the_sheets_for_paper_alone(few: Curriculum, tmp_path: Path) -> None:
    """No file outside the private folder holds a name, and in that folder none stands outside of what only paper shows."""
    folder = written(few, tmp_path / "named", NAMES)
    sheets = sorted((folder / PRIVATE_FOLDER).rglob("*.html"))
    assert [f"{language}/{key}.html" for language, found in few.modules.items() for key in sorted(found)] == [
        path.relative_to(folder / PRIVATE_FOLDER).as_posix() for path in sheets
    ]
    for path in (path for path in folder.rglob("*") if path.is_file()):
        text = path.read_text(encoding="utf-8")
        if path in sheets:
            screen, paper = text.split('<div class="print">')
            assert all(canary in paper for canary in CANARIES), path
            assert not any(canary in screen for canary in CANARIES), path
            assert "@media screen {\n  .print { display: none; }" in text, path
        else:
            assert not any(canary in text for canary in CANARIES), path
    assert 'href="../private/en/s04.html"' in (folder / "en/s04-tonight.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("private", [None, Private()])
def test_without_names_the_sheet_has_lines_for_a_pen(few: Curriculum, tmp_path: Path, private: Private | None) -> None:
    """No private file, or an empty one: no private folder, no link to one, and a blank line where a name would stand."""
    folder = written(few, tmp_path / "plain", private)
    assert not (folder / PRIVATE_FOLDER).exists()
    page = (folder / "en/s04-tonight.html").read_text(encoding="utf-8")
    assert "private/" not in page
    assert re.search(r'On call</span><span class="line"></span>', page)


def test_the_start_page_leads_to_every_session_in_each_language(few: Curriculum, tmp_path: Path) -> None:
    """The output's own page is the first language's; each language's page names every session, and every way leads to a file."""
    folder = written(few, tmp_path / "out")
    for path in (folder / "index.html", folder / "es" / "tonight.html"):
        ways = re.findall(r'href="([^"#:]+)"', path.read_text(encoding="utf-8"))
        assert [] == [way for way in ways if not (path.parent / way).is_file() and "slides/" not in way], path
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert all(f'href="en/{key}-tonight.html"' in page for key in few.modules["en"])
    back = (folder / "es" / "s07-tonight.html").read_text(encoding="utf-8")
    assert 'href="tonight.html"' in back


def test_hostile_words_are_only_words(curriculum: Curriculum) -> None:
    """What an author's file smuggled past every check cannot run on any of these pages."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide
    guide = module.guide.model_copy(update={"aim": HOSTILE, "questions": [HOSTILE], "chart": HOSTILE})
    evil = module.model_copy(update={"title": HOSTILE, "guide": guide})
    schedule = curriculum.program.schedule.model_copy(update={"days": [HOSTILE, HOSTILE, HOSTILE]})
    program = curriculum.program.model_copy(update={"schedule": schedule})
    whole = replace(curriculum, program=program, modules={"en": {**curriculum.modules["en"], "s04": evil}})
    on_call = OnCall.model_construct(name=HOSTILE, role=HOSTILE, number=HOSTILE, when=HOSTILE)
    private = Private.model_construct(on_call=[on_call], notes=[HOSTILE])
    named = names_page(whole, evil, guide, "en", private)
    for page in (tonight_page(whole, evil, guide, "en", names=True), start_page(whole, "en"), named):
        assert 1 == len(re.findall(r"<script", page))
        assert not re.search(r"<img|\sonerror=[^&]*>", page)
        assert 1 == page.count("</style>")


def test_two_builds_give_the_same_bytes(few: Curriculum, tmp_path: Path) -> None:
    """Nothing depends on the run."""
    one, two = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.html")}
        for folder in (written(few, tmp_path / "one", NAMES), written(few, tmp_path / "two", NAMES))
    )
    assert one == two


# ---- the evening ----


def test_the_usual_evening_is_three_hours_and_ends_on_time() -> None:
    """With nothing said, a session of 50 minutes stands in an evening from six to nine; a longer one takes from the practice."""
    schedule = Schedule(days=["Mon"], start="18:00", end="21:00")
    slots = evening_of(schedule, 50, "en")
    assert ["6:00", "6:20", "6:35", "7:25", "7:40", "8:30", "8:45"] == [slot.at for slot in slots]
    for session in (25, 50, 60, 90):
        slots = evening_of(schedule, session, "en")
        assert 180 == slots[-1].begins + slots[-1].minutes, session
    assert 10 == next(slot for slot in slots if slot.part == "practice").minutes
    assert [] == evening_of(schedule, 120, "en")


def test_a_program_has_an_evening_of_its_own() -> None:
    """Its parts, in its order and with its names: the manual's evening of two groups."""
    parts = [{"part": "session"}, {"part": "break", "minutes": 25}, {"part": "other", "name": "Open talk", "names": {"es": "Charla"}}]
    schedule = Schedule.model_validate({"days": ["Mon"], "start": "18:00", "end": "20:45", "evening": parts})
    assert [("The session", "6:00", 50), ("Break", "6:50", 25), ("Open talk", "7:15", 90)] == [
        (slot.name, slot.at, slot.minutes) for slot in evening_of(schedule, 50, "en")
    ]
    assert "Charla" == evening_of(schedule, 50, "es")[-1].name


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of few sessions whose program file tests change and put back."""
    return small_repository(tmp_path_factory.mktemp("tonight"), frozenset({"or2", "s04", "f04"}))


def told_of(program: Path, text: str, told: str) -> list[Problem]:
    """Return the errors that hold certain words when a program's file says something else for a moment."""
    good = program.read_text(encoding="utf-8")
    try:
        program.write_text(text, encoding="utf-8")
        _found, problems = read(program.parent, Cache(program.parents[1] / "build" / ".cache"))
    finally:
        program.write_text(good, encoding="utf-8")
    found = [problem for problem in problems.errors if told in str(problem)]
    assert found, [str(problem) for problem in problems.errors]
    return found


@pytest.mark.parametrize(
    ("evening", "line", "told"),
    [
        ("    - part: break\n      minutes: 5\n", 1, "has no session"),
        ("    - part: session\n    - part: session\n", 2, "two sessions"),
        ("    - part: session\n      minutes: 50\n", 2, "each session says itself"),
        ("    - part: session\n    - part: break\n    - part: practice\n", 3, "Two parts have no minutes"),
        ("    - part: session\n    - part: other\n      minutes: 5\n", 2, "needs a name"),
        ("    - part: session\n    - part: break\n      minutes: 180\n", 0, "from 18:00 to 21:00 there are 180"),
        ("    - part: sesion\n", 1, "sesion"),
        ("    - part: session\n    - part: break\n      minutes: 0\n", 3, "greater than or equal to 1"),
        ("    - part: session\n    - part: break\n      minute: 5\n", 3, 'Did you mean "minutes"?'),
    ],
)
def test_an_evening_that_does_not_fit_is_told_with_its_line(small: Path, evening: str, line: int, told: str) -> None:
    """Each mistake stands with the program's file, the line, what is wrong and how to mend it."""
    path = small / "curriculum" / "program.yml"
    good = path.read_text(encoding="utf-8")
    first = good.splitlines().index("schedule:") + 2
    found = told_of(path, good.replace("schedule:\n", f"schedule:\n  evening:\n{evening}", 1), told)
    assert "curriculum/program.yml" == found[0].path
    assert abs(found[0].line - (first + line)) <= 1


@pytest.mark.parametrize(
    ("key", "written", "told"),
    [
        ("start", '"6 pm"', '"6 pm" is no time of day. Write hours from 0 to 23, a colon and two digits: "18:00".'),
        ("start", "18.00", 'a colon and two digits: "18:00".'),
        ("start", "1800", "is no time of day"),
        ("start", "after work", "is no time of day"),
        ("start", '"24:00"', "is no time of day"),
        ("end", '"25:00"', '"25:00" is no time of day'),
        ("end", '"20:60"', "is no time of day"),
        ("end", '"-1:30"', "is no time of day"),
        ("end", '"17:00"', "The evening begins at 18:00 and ends at 17:00."),
        ("end", '"18:00"', "Write an end that is later on the same day"),
        ("weeks", "0", "greater than or equal to 1"),
        ("weeks", "-3", "greater than or equal to 1"),
        ("days", "[Mon, Wde]", '"Wde" is no day of the week. Write Mon,'),
        ("days", "[Mon, Wed, Monday]", 'The day "Monday" is named twice.'),
        ("days", "[]", "at least 1 item"),
    ],
)
def test_a_time_that_is_none_is_refused_with_its_line(small: Path, key: str, written: str, told: str) -> None:
    """A clock that nobody can read would count from midnight, and a day that nobody knows would never be tonight."""
    path = small / "curriculum" / "program.yml"
    good = path.read_text(encoding="utf-8")
    lines = good.splitlines()
    at = next(number for number in range(lines.index("schedule:"), len(lines)) if lines[number].startswith(f"  {key}:"))
    lines[at] = f"  {key}: {written}"
    found = told_of(path, "\n".join(lines) + "\n", told)
    assert ("curriculum/program.yml", at + 1) == (found[0].path, found[0].line)


def test_the_curriculums_own_program_may_have_a_private_file(small: Path) -> None:
    """Beside curriculum/program.yml: its names reach the sheets for paper, and no other byte of this output or the participants'."""
    path = small / "curriculum" / "program.private.yml"
    path.write_text("on_call:\n  - name: Zebulon Quill\n    number: 207-555-0188\nnotes:\n  - It is behind the piano.\n", encoding="utf-8")
    try:
        code, said = run(small, "build", "facilitator", "slides", "handouts")
        assert 0 == code, said
        files = {path: path.read_bytes() for path in (small / "build").rglob("*") if path.is_file()}
        holding = {path for path, data in files.items() if any(canary.encode() in data for canary in CANARIES)}
        assert set((small / "build" / "facilitator" / PRIVATE_FOLDER).rglob("*.html")) == holding != set()
        path.write_text("on_call:\n  - nmae: X\n  - name: Y\n    number: 12\n", encoding="utf-8")
        code, said = run(small, "check", "--errors-only")
        assert 0 != code
        assert "curriculum/program.private.yml:2" in said
        assert 'Did you mean "name"?' in said
        assert "curriculum/program.private.yml:4" in said
    finally:
        path.unlink()
