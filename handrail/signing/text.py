"""What is signed: the parts of a text, each with its hash. Everything that a participant, a family or a facilitator can read counts.

| part of a module | holds |
|---|---|
| ``front`` | title, message, short version, objectives, content note, audience, safety, minutes, the month of the facts |
| ``s04-2`` | a section: heading, role, prose, and which blocks stand where |
| ``s04-w1``, ``s04-c1``, ``s04-d1``, ``s04-g`` | a sheet, a check, a slide with its notes, the guide: every key |
| ``s04-f1`` | a figure's words, and the bytes of its drawing |
| ``safety.overdose`` | each shared safety text that its level and topics put on the page, and the crisis line |
| ``source.cdc-2025`` | each work that it cites |
| ``exercise.go-round``, ``happens.leaves`` | what its guide takes from the library |
| ``words`` | the glossary's entries below the lesson |

Two more texts belong to no module: ``emergency`` (the overdose steps and the crisis line, as the emergency page shows them) and
``library`` (all other shared texts: home, help, families, labels, first days, what staff use).

What does not count: where a session stands (``week lane priority track also links review_by``), phone numbers and the program's own
names. A session may move without being read again; numbers have days of their own, and ``--for-participants`` looks at those.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from ..cache import key_of
from ..glossary import terms_in
from ..markdown.resolve import Surface, cited_keys
from ..markdown.safety_blocks import FOOTER, block_keys
from ..model import FrontMatter, Library, Module, Prose, Section, Translation

if TYPE_CHECKING:
    from ..curriculum import Curriculum

__all__ = ["EMERGENCY", "LIBRARY", "SHARED", "digest", "parts_of", "parts_with", "words_in"]

EMERGENCY, LIBRARY = "emergency", "library"
SHARED = (EMERGENCY, LIBRARY)
"""The texts that belong to no module."""

_PLACE = {"week", "lane", "priority", "track", "also", "links", "review_by", "translated_from", "sources"}
"""Front matter that says where a session stands, or when somebody looks again. Works count where they are cited."""

_FRONT = set(FrontMatter.model_fields) - _PLACE - {"line"}


def parts_of(curriculum: Curriculum, text: str, language: str) -> dict[str, str] | None:
    """Return each part of a text with its hash; None when there is no such text in that language.

    Args:
        curriculum: all of it.
        text: a module's id, ``library`` or ``emergency``.
        language: the language of the text.
    """
    if text in SHARED:
        if language not in curriculum.library:
            return None
        return _shared(curriculum, text, language)
    module = curriculum.modules.get(language, {}).get(text)
    return None if module is None else _module(curriculum, module)


def digest(parts: dict[str, str]) -> str:
    """Return the hash of a whole text; the order of its parts counts."""
    return key_of(*(f"{name}:{mark}" for name, mark in parts.items()))


def words_in(curriculum: Curriculum, text: str, language: str) -> int:
    """Return about how many words a signature under a text covers; what a module shares with others is not counted again."""
    if text in SHARED:
        library = curriculum.texts(language)
        data: object = [library.safety["overdose"].model_dump(), library.safety[FOOTER].model_dump()]
        return _count(data if text == EMERGENCY else library.model_dump(mode="json"))
    return sum(len(passage.text.split()) for passage in curriculum.modules[language][text].passages)


def _count(value: Any) -> int:
    if isinstance(value, dict):
        return sum(map(_count, value.values()))
    if isinstance(value, list):
        return sum(map(_count, value))
    return len(value.split()) if isinstance(value, str) else 0


def parts_with(module: Module, state: Translation) -> list[str]:
    """Return the parts for readers whose translation is in a state; what staff alone read may stay English."""
    states = {"front": module.front_translation}
    states |= {section.id: section.translation for section in module.sections}
    states |= {slide.id: slide.translation for slide in module.slides}
    return [identifier for identifier, found in states.items() if found is state]


def _plain(model: BaseModel, *, include: set[str] | None = None, exclude: set[str] | None = None) -> Any:
    """Return a model as plain data, without what it leaves at its default: a later Handrail with one more key changes no signed text."""
    return model.model_dump(mode="json", exclude_defaults=True, include=include, exclude=exclude)


def _kinds(value: Any) -> Iterator[str]:
    """Yield the kind of each field and column: a default of its model, and yet what stands on the page."""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _kinds(part)
    if isinstance(value, dict) and isinstance(value.get("kind"), str):
        yield value["kind"]


def _mark(value: object) -> str:
    return key_of(json.dumps(value, ensure_ascii=False, sort_keys=True))


def _shared(curriculum: Curriculum, text: str, language: str) -> dict[str, str]:
    library = curriculum.texts(language)
    if text == EMERGENCY:
        return _safety(library, ("overdose", FOOTER))
    groups = _plain(library)
    found = {f"{group}.{key}": _mark(value) for group, entries in groups.items() for key, value in entries.items()}
    found["words"] = _mark(curriculum.glossary(language))
    return found


def _module(curriculum: Curriculum, module: Module) -> dict[str, str]:
    library = curriculum.texts(module.language)
    found = {"front": _mark(_plain(module, include=_FRONT))}
    for section in module.sections:
        found[section.id] = _mark(_section(section))
    drawings = curriculum.drawings_of(module)
    for figure, drawing in zip(module.figures, drawings, strict=True):
        found[figure.id] = key_of(_mark(_plain(figure)), drawing)
    for activity in module.activities:
        found[activity.id] = _mark([_plain(activity), list(_kinds(activity.model_dump(mode="json")))])
    for slide in module.slides:
        found[slide.id] = _mark(_plain(slide, exclude={"translation"}))
    found |= _guide(module, library)
    found |= _safety(library, (*block_keys(module, Surface.SCREEN), FOOTER))
    for key in cited_keys(module):
        if key in curriculum.sources:
            found[f"source.{key}"] = _mark(_plain(curriculum.sources[key]))
    terms = terms_in(module, curriculum.glossary(module.language))
    if terms:
        found["words"] = _mark(terms)
    return found


def _section(section: Section) -> list[object]:
    blocks = [block.markdown if isinstance(block, Prose) else {"block": block.id} for block in section.blocks]
    return [section.title, section.role, blocks]


def _guide(module: Module, library: Library) -> dict[str, str]:
    guide = module.guide
    if guide is None:
        return {}
    found = {guide.id: _mark(_plain(guide, exclude={"translation"}))}
    exercises = {step.exercise for step in guide.timeline if step.exercise} & library.exercises.keys()
    found |= {f"exercise.{key}": _mark(_plain(library.exercises[key])) for key in sorted(exercises)}
    cases = {*guide.if_this_happens} & library.if_this_happens.keys()
    return found | {f"happens.{key}": _mark(_plain(library.if_this_happens[key])) for key in sorted(cases)}


def _safety(library: Library, keys: Iterable[str]) -> dict[str, str]:
    return {f"safety.{key}": _mark(_plain(library.safety[key])) for key in keys if key in library.safety}
