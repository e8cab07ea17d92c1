"""Going round the wheel: any week can be the first, and each variant shows what stands on its evenings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.curriculum import Curriculum, read
from handrail.wheel import groups, orientation, round_of


@given(start=st.integers(1, 60))
def test_any_week_can_be_the_first(curriculum: Curriculum, start: int) -> None:
    """Wherever a person joins, one round holds every session once, and weeks keep their numbers."""
    whole = round_of(curriculum, "en", start=1)
    turned = round_of(curriculum, "en", start=start)
    at = (start - 1) % len(whole)
    assert whole[at:] + whole[:at] == turned


def test_a_week_holds_its_sessions_and_its_theme(curriculum: Curriculum) -> None:
    """Week 2 of twelve is about cravings and begins with the craving session."""
    week = round_of(curriculum, "en", start=2)[0]
    assert (2, "Cravings") == (week.number, week.theme)
    assert "s04" == week.modules[0].id


def test_five_evenings_hold_the_same_sessions_and_two_more_evenings(curriculum: Curriculum) -> None:
    """Between the sessions of a week stand a practice group and an evening of choice."""
    three, five = round_of(curriculum, "en"), round_of(curriculum, "en", variant="five-evenings")
    assert [week.modules for week in three] == [week.modules for week in five]
    assert {("A", "practice", "B", "choice", "C")} == {tuple(evening.kind for evening in week.evenings) for week in five}
    assert [week.theme for week in three] == [week.theme for week in five]


def test_eight_weeks_hold_24_sessions(curriculum: Curriculum) -> None:
    """No session stands twice, and what is not written yet leaves its evening open."""
    weeks = round_of(curriculum, "en", variant="eight-weeks")
    planned = curriculum.program.wheel.variants["eight-weeks"].weeks
    assert 8 == len(weeks)
    assert 24 == len({identifier for week in planned for identifier in week})
    for week, identifiers in zip(weeks, planned, strict=True):
        assert [identifier if identifier in curriculum.modules["en"] else None for identifier in identifiers] == [
            evening.module.id if evening.module else None for evening in week.evenings
        ]


def test_a_session_without_a_text_in_a_language_stands_in_english(curriculum: Curriculum) -> None:
    """The round in Spanish has the same sessions; each is in Spanish where there is one."""
    for week in round_of(curriculum, "es"):
        for module in week.modules:
            assert module.language == ("es" if module.id in curriculum.modules["es"] else "en")


def test_first_days_come_before_every_week(curriculum: Curriculum) -> None:
    """Orientation stands in no week; lists begin with it, and each session stands in one group."""
    listed = [module.id for group in groups(curriculum, "en") for module in group.modules]
    first = [module.id for module in orientation(curriculum, "en")]
    assert first
    assert first == listed[: len(first)]
    assert sorted(listed) == sorted(module.id for module in curriculum.modules["en"].values() if not module.is_family)


Edit = Callable[[str, str, str], None]


def test_a_program_that_begins_in_week_four(repository: Path, edit: Edit) -> None:
    """`starts_in_week` turns the lists of the program's own round."""
    edit("curriculum/program.yml", "starts_in_week: 1", "starts_in_week: 4")
    curriculum, _problems = read(repository / "curriculum")
    assert curriculum is not None
    weeks = [group.key for group in groups(curriculum, "en") if group.key.startswith("week")]
    assert "week-4" == weeks[0]
    assert "week-3" == weeks[-1]


def test_a_variant_leaves_out_and_lists_what_it_leaves(repository: Path, edit: Edit) -> None:
    """In eight weeks there is no s16; it stands under more sessions."""
    edit("curriculum/program.yml", "variant: twelve-weeks", "variant: eight-weeks")
    edit("curriculum/program.yml", "        - [s15, s16, s17]\n", "        - [s15, s17]\n")
    curriculum, _problems = read(repository / "curriculum")
    assert curriculum is not None
    assert "s16" in [module.id for group in groups(curriculum, "en") if group.key == "more" for module in group.modules]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("variant: twelve-weeks", "variant: twelve-week", 'There is no variant "twelve-week"'),
        ("- [s04, s05, s06]", "- [s04, s05, s99]", 'has the session "s99", and there is no such module'),
        ("- [s04, s05, s06]", "- [s04, s05, s04]", '"s04" stands in the wheel twice'),
        ("- [s04, s05, s06]", "- [s04, s05, s06, s40]", "weeks"),
        (
            "evenings: [A, practice, B, choice, C]",
            "evenings: [A, practise, B, choice, C]",
            'The evening "practise" of the wheel has no name',
        ),
        ("evenings: [A, practice, B, choice, C]", "evenings: [B, A]", "here stand B, A"),
        ("evenings: [A, B, C]\n      weeks:", "evenings: [A, C, practice]\n      weeks:", "one would be lost"),
        ("discreet_name: ", f"discreet_name: {'long ' * 8}", "discreet_name"),
        ('site_url: ""', 'site_url: "http://clinic.example/a b/?x=<2>"', "site_url"),
        ('site_url: ""', "site_url: skills.example.org", "an address such as https://skills.example.org"),
        ('site_url: ""', "site_url: https://ana:secret@skills.example.org", "an address such as https://skills.example.org"),
        ('lms_url: ""', "lms_url: https://ana:secret@courses.example.org", "an address such as https://courses.example.org"),
    ],
)
def test_a_wheel_that_cannot_turn_is_told(repository: Path, edit: Edit, old: str, new: str, told: str) -> None:
    """Misspelled, missing and doubled sessions and evenings are named."""
    edit("curriculum/program.yml", old, new)
    _curriculum, problems = read(repository / "curriculum")
    assert [one for one in map(str, problems.errors) if told in one]


def test_two_modules_in_one_place_are_told(repository: Path, edit: Edit) -> None:
    """Each evening holds one session."""
    edit("curriculum/en/cbt/check-a-thought.md", "week: 4\nlane: C", "week: 2\nlane: A")
    _curriculum, problems = read(repository / "curriculum")
    assert [one for one in map(str, problems.errors) if "Week 2, lane A is taken by s04" in one]
