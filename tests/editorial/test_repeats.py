"""No paragraph stands in two modules."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from handrail.cache import Cache
from handrail.checking import check
from handrail.curriculum import Curriculum
from handrail.model import Voice
from tests.conftest import TODAY

_RUN = 20
_SENTENCE = "Water the plant on the sill before you answer anyone who shouts at you."


def test_a_repeated_paragraph_is_told_at_the_later_file(repository: Path) -> None:
    """Both places are named; the same words in capitals count, and so does a list item."""
    one, other = (repository / "curriculum/en" / name for name in ("coping/ride-out-a-craving.md", "cbt/check-a-thought.md"))
    for path, written in ((one, _SENTENCE), (other, f"- {_SENTENCE.upper()}")):
        path.write_text(path.read_text(encoding="utf-8").replace("\n```worksheet\n", f"\n{written}\n\n```worksheet\n", 1), encoding="utf-8")
    _curriculum, problems = check(repository / "curriculum", Cache(None), TODAY)
    found = [problem for problem in problems if problem.rule == "repeats" and "plant" in problem.message.lower()]
    assert ["curriculum/en/cbt/check-a-thought.md"] == [problem.path for problem in found]
    place = re.search(r"ride-out-a-craving\.md:(\d+)", found[0].message)
    assert place
    assert _SENTENCE == one.read_text(encoding="utf-8").splitlines()[int(place[1]) - 1]
    assert _SENTENCE.upper() in other.read_text(encoding="utf-8").splitlines()[found[0].line - 1]


def test_no_paragraph_of_the_curriculum_repeats(curriculum: Curriculum) -> None:
    """In each language no paragraph stands in two modules."""
    _curriculum, problems = check(curriculum.root, Cache(None), TODAY)
    assert [] == [str(problem) for problem in problems if problem.rule == "repeats"]


def test_no_two_modules_say_the_same_in_nearly_the_same_words(curriculum: Curriculum) -> None:
    """No run of twenty words that readers see stands in two modules of one language; a fact that saves lives may be told alike."""
    for language, modules in curriculum.modules.items():
        seen: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for module in modules.values():
            for passage in module.passages:
                if passage.voice is Voice.FACILITATOR:
                    continue
                words = re.findall(r"[^\W\d_]+", passage.text.lower())
                for at in range(len(words) - _RUN + 1):
                    seen[tuple(words[at : at + _RUN])].add(module.id)
        repeated = {" ".join(run): ids for run, ids in seen.items() if len(ids) > 1}
        assert {} == repeated, language
