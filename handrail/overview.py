"""Write docs/curriculum.md, the tables of what the curriculum holds: ``python -m handrail.overview`` (or ``make overview``).

Topics and where they are met, treatment-plan problems and their sessions, and how each part of each module reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from .curriculum import Curriculum, read_or_raise
from .editorial.grade import english_grade, spanish_ease
from .editorial.reading import Page, Reading
from .editorial.rules.reading_grade import names_left_out
from .model import Module, Words

__all__ = ["PATH", "main", "overview"]

PATH = Path("docs") / "curriculum.md"

_PARTS = {"lesson": "lesson", "short": "60 words", "worksheet": "sheets", "check": "questions", "slides": "slides", "guide": "facilitator"}
_SHORTEST = 30
"""Pages with fewer words have no grade."""


def overview(curriculum: Curriculum) -> str:
    """Return the document."""
    return "\n".join([_HEAD, *_modules(curriculum), *_topics(curriculum), *_problems(curriculum), *_grades(curriculum)]).rstrip() + "\n"


_HEAD = """\
# What the curriculum holds

Written by `make overview` from `curriculum/`; a test holds it to the text. Change the modules, not this page.
"""


def _table(heads: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _modules(curriculum: Curriculum) -> Iterator[str]:
    english = curriculum.modules["en"]
    figures = {figure.file for module in english.values() for figure in module.figures}
    yield "## Modules\n"
    yield f"{len(english)} modules with {len(figures)} drawings. Words are those of the lesson; a day is a week and a lane of the wheel.\n"

    def rows() -> Iterator[list[str]]:
        for module in english.values():
            day = f"{module.week} {module.lane or ''}".strip() if module.week else "first days" if module.is_orientation else ""
            languages = ", ".join(language for language, modules in curriculum.modules.items() if module.id in modules)
            yield [
                module.id, module.title, module.track, day, str(module.safety.level), languages, str(_lesson_words(module)),
                str(len(module.figures)), str(len(module.worksheets)), str(sum(len(check.questions) for check in module.checks)),
                str(len(module.slides)), str(len(module.sources)),
            ]  # fmt: skip

    heads = ["id", "title", "track", "day", "safety", "in", "words", "figures", "sheets", "questions", "slides", "sources"]
    yield from _table(heads, rows())


def _lesson_words(module: Module) -> int:
    pages = [page for page in Reading.of(module).pages if page.kind == "lesson"]
    return sum(len(sentence.words) for page in pages for sentence in page.sentences)


def _topics(curriculum: Curriculum) -> Iterator[str]:
    yield "## Topics and where they are met\n"
    yield "What a program of this kind is asked to teach. A module in brackets is planned and not written.\n"
    yield from _table(
        ["topic", "met by"],
        ([topic.title, ", ".join([*topic.met_by, *(f"({later})" for later in topic.to_come)])] for topic in curriculum.topics.values()),
    )


def _problems(curriculum: Curriculum) -> Iterator[str]:
    yield "## Treatment-plan problems and sessions\n"
    english = curriculum.modules["en"].values()
    known = curriculum.program.problems.items()
    rows = ([one.name, ", ".join(module.id for module in english if key in module.links)] for key, one in known)
    yield from _table(["problem", "modules"], rows)


def _grades(curriculum: Curriculum) -> Iterator[str]:
    yield "## How it reads\n"
    yield (
        "English: Flesch-Kincaid grade (school years; readers 6 or lower, facilitators 9). Spanish: Fernández-Huerta score (100 is very "
        "easy; readers 70 or higher). Several sheets: the hardest. A formula finds hard pages; it proves no page easy.\n"
    )
    for language, modules in curriculum.modules.items():
        words = curriculum.words.get(language) or Words()
        if not modules:
            continue
        yield f"### {'English' if language == 'en' else 'Spanish'}\n"
        yield from _table(["id", *_PARTS.values()], ([module.id, *_scores(module, language, words)] for module in modules.values()))


def _scores(module: Module, language: str, words: Words) -> Iterator[str]:
    left_out = names_left_out(tuple(words.names))
    pages = Reading.of(module).pages
    for kind in _PARTS:
        found = [_score(page, language, left_out) for page in pages if page.kind == kind and _long_enough(page)]
        hardest = (min if language == "es" else max)(found, default=None)
        yield "" if hardest is None else f"{hardest:.0f}" if language == "es" else f"{hardest:.1f}"


def _sentences(page: Page) -> list[list[str]]:
    return [list(one.words) for one in page.sentences if not one.label]


def _long_enough(page: Page) -> bool:
    return sum(map(len, _sentences(page))) >= _SHORTEST


def _score(page: Page, language: str, left_out: frozenset[str]) -> float:
    return spanish_ease(_sentences(page), left_out) if language == "es" else english_grade(_sentences(page), left_out)


def main() -> None:
    """Write the document."""
    PATH.write_text(overview(read_or_raise(Path("curriculum"))), encoding="utf-8")
    sys.stdout.write(f"{PATH}\n")


if __name__ == "__main__":
    main()
