"""The made-up people of stories and examples agree with the bank."""

from __future__ import annotations

import re

from handrail.curriculum import Curriculum


def test_whoever_fills_in_an_example_is_in_the_bank(curriculum: Curriculum) -> None:
    """Each filled example begins with a name of the bank; an age that it tells is the one of the bank."""
    people = {person.name: person for person in curriculum.library["en"].people.values()}
    assert len(people) >= 20
    for modules in curriculum.modules.values():
        for module in modules.values():
            for sheet in module.worksheets:
                assert sheet.example
                found = re.match(r"(?P<name>\w+)(?:, (?P<age>\d+))?", sheet.example.who)
                assert found
                assert found["name"] in people, f"{module.path}: {sheet.example.who}"
                if found["age"]:
                    assert int(found["age"]) == people[found["name"]].age, f"{module.path}: {sheet.example.who}"


def test_stories_say_that_they_are_made_up(curriculum: Curriculum) -> None:
    """Nobody may take a story for a real person's."""
    marks = {"en": "made-up", "es": "inventad"}
    for language, modules in curriculum.modules.items():
        for module in modules.values():
            for section in module.sections:
                if str(section.role) == "story":
                    assert marks[language] in section.prose().lower(), f"{module.path}: {section.id}"
