"""docs/curriculum.md tells what the curriculum holds today."""

from __future__ import annotations

from handrail.curriculum import Curriculum
from handrail.overview import PATH, overview
from tests.conftest import REPOSITORY


def test_the_tables_are_those_of_the_curriculum(curriculum: Curriculum) -> None:
    """Whoever changes a module runs `make overview`."""
    assert overview(curriculum) == (REPOSITORY / PATH).read_text(encoding="utf-8")


def test_every_module_meets_a_topic(curriculum: Curriculum) -> None:
    """Each module, or a part of it, is named by a topic; each topic is met or will be."""
    named = {identifier.partition("-")[0] for topic in curriculum.topics.values() for identifier in topic.met_by}
    assert set(curriculum.modules["en"]) == named
    assert all(topic.met_by or topic.to_come for topic in curriculum.topics.values())
