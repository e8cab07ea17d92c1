"""What the build writes into a block's ``program_data``: the keys are in ``handrail_xblocks.program_data``."""

from __future__ import annotations

import re
from typing import Any

from ...curriculum import Curriculum
from ...markdown.resolve import cited_keys
from ...model import Module, Prose, Translation

__all__ = ["base_data", "lesson_data", "progress_data", "shared_data"]

_LABELS = ("disclaimer", "mandated_reporter", "not_watched", "stale_lines", "who_sees_lms", "who_sees_never", "who_sees_site")
_LESSON_LABELS = ("section_missing", "section_stale")
_LINK = re.compile(r"\]\(([a-z]{1,3}\d{1,3})\)")


def base_data(curriculum: Curriculum, language: str) -> dict[str, Any]:
    """Return what every block is given."""
    program, texts = curriculum.program, curriculum.texts(language)
    return {
        "name": program.name,
        "sample": program.sample,
        "edition": program.edition.isoformat(),
        "language": language,
        "lines": {name: line.model_dump(mode="json", exclude_defaults=True) for name, line in program.lines.items()},
        "labels": {key: texts.labels[key].strip() for key in _LABELS if key in texts.labels},
        "safety": {"footer": _text(curriculum, language, "footer")} if "footer" in texts.safety else {},
    }


def progress_data(curriculum: Curriculum, language: str) -> dict[str, Any]:
    """Return what the block of one's own progress is given: the sentence above every roster, too."""
    data = base_data(curriculum, language)
    data["labels"]["roster_notice"] = curriculum.texts(language).labels["roster_notice"].strip()
    return data


def shared_data(curriculum: Curriculum, module: Module, language: str) -> dict[str, Any]:
    """Return what every block of a module is given."""
    program, data = curriculum.program, base_data(curriculum, language)
    if module.is_family:
        data["family"] = True
    elif program.keep_work_in == "site" and program.site_url:
        data["work_url"] = program.page_of(module.id, language)
    return data


def lesson_data(curriculum: Curriculum, module: Module, language: str, figures: dict[str, str], in_course: set[str]) -> dict[str, Any]:
    """Return what a lesson block is given.

    Args:
        curriculum: all of it.
        module: the lesson's module, in its language.
        language: the language of the texts around it.
        figures: figure id to its address in the course.
        in_course: ids of the modules that a link may lead to.
    """
    texts = curriculum.texts(language)
    data = shared_data(curriculum, module, language)
    # All safety texts travel along: whoever raises a lesson's level in Studio finds the words there.
    data["safety"] = {key: _text(curriculum, language, key) for key in texts.safety}
    data["labels"].update({key: texts.labels[key].strip() for key in _LESSON_LABELS if key in texts.labels})
    cited = [key for key in cited_keys(module) if key in curriculum.sources]
    data["sources"] = {key: curriculum.sources[key].model_dump(mode="json", exclude_defaults=True) for key in cited}
    prose = " ".join(block.markdown for block in module.blocks() if isinstance(block, Prose))
    data["modules"] = sorted(set(_LINK.findall(prose)) & in_course)
    data["figures"] = figures
    states = {
        section.id: str(section.translation)
        for section in module.sections
        if section.translation in (Translation.MISSING, Translation.STALE)
    }
    if states:
        data["translations"] = states
    return data


def _text(curriculum: Curriculum, language: str, key: str) -> dict[str, str]:
    block = curriculum.texts(language).safety[key]
    return {"title": block.title, "text": block.text.strip()}
