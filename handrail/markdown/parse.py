"""From an authored file to a module of the model."""

from __future__ import annotations

from collections import Counter
from typing import Any, TypeVar

from ..model import Authored, Check, Figure, Guide, Module, Prose, Section, Slide, Translation, Worksheet, module_of
from ..problems import Problems
from .marked_yaml import dump, load
from .raw import RawBlock, RawModule, read
from .source import Chunk
from .translate import States, lay_over
from .validation import validate

__all__ = ["lesson_source", "parse_check", "parse_lesson", "parse_module", "parse_translation", "parse_worksheet"]


def parse_module(text: str, path: str, problems: Problems) -> Module | None:
    """Read one authored module.

    Args:
        text: the whole file.
        path: its name, for problems.
        problems: everything that is wrong is added here, all at once.

    Returns:
        The module, or None when an error stands in the way.
    """
    before = len(problems.errors)
    raw = read(text, path, problems)
    if raw is None:
        return None
    module = _module(raw, "en", {}, problems)
    return module if module is not None and len(problems.errors) == before else None


def parse_lesson(text: str, path: str, problems: Problems) -> Module | None:
    """Read the lesson of a module: front matter and sections, as a lesson block carries them.

    Front matter that only a whole curriculum needs may be absent.
    """
    raw = read(text, path, problems)
    if raw is None:
        return None
    for key, value in _LESSON_DEFAULTS.items():
        raw.front.data.setdefault(key, value)
    return _module(raw, str(raw.front.data.pop("language", "en")), {}, problems)


Kind = TypeVar("Kind", bound=Authored)

_LESSON_DEFAULTS: dict[str, Any] = {
    "track": "none",
    "audience": ["participant"],
    "safety": {"level": "none"},
    "minutes": {"group": 50, "reading": 10},
    "short": "-",
    "objectives": ["-"],
    "review_by": "2000-01",
}


def parse_translation(english_text: str, text: str, path: str, language: str, problems: Problems) -> Module | None:
    """Read a translated module: its words over the English structure.

    The English file's own problems are not repeated here.
    """
    silent = Problems()
    english = read(english_text, path, silent)
    before = len(problems.errors)
    other = read(text, path, problems)
    if english is None or other is None or silent.errors:
        return None
    raw, states = lay_over(english, other, problems)
    if len(problems.errors) > before:
        return None
    module = _module(raw, language, states, problems)
    return module.model_copy(update={"passages": other.passages()}) if module else None


def parse_worksheet(text: str, path: str, problems: Problems, *, line: int = 1) -> Worksheet | None:
    """Read the YAML of one worksheet."""
    return _one(Worksheet, text, path, problems, line, "worksheet")


def parse_check(text: str, path: str, problems: Problems, *, line: int = 1) -> Check | None:
    """Read the YAML of one check."""
    return _one(Check, text, path, problems, line, "check")


def _one(model: type[Kind], text: str, path: str, problems: Problems, line: int, what: str) -> Kind | None:
    marked = load(text, path, problems, line=line, what=f"The {what}")
    return validate(model, marked, path, problems, what=what, extra={"line": line, "source": text}) if marked else None


def _module(raw: RawModule, language: str, states: States, problems: Problems) -> Module | None:
    sections = [
        Section.model_construct(
            line=section.line,
            id=section.id,
            title=section.title,
            role=section.role,
            blocks=_blocks(section.parts, raw.path, problems),
            translation=_worst(states, [section.id, *(part.id for part in section.parts if isinstance(part, RawBlock))]),
        )
        for section in raw.sections
    ]
    slides = [
        Slide.model_construct(
            line=slide.line,
            id=slide.id,
            title=slide.title,
            markdown=slide.markdown,
            notes=slide.notes,
            translation=_worst(states, [slide.id]),
        )
        for slide in raw.slides
    ]
    guide = _block(raw.guide, raw.path, problems) if raw.guide else None
    if isinstance(guide, Guide):
        guide = guide.model_copy(update={"translation": _worst(states, [guide.id])})
    _refuse_odd_ids(raw, problems)
    if not raw.sections:
        problems.add(raw.path, 0, "The module has no section.", 'Begin one with "## Heading {#id}".')
    return validate(
        Module,
        raw.front,
        raw.path,
        problems,
        what="front matter",
        extra={
            "path": raw.path,
            "language": language,
            "sections": sections,
            "slides": slides,
            "guide": guide,
            "fingerprints": raw.fingerprints(),
            "front_translation": _worst(states, ["front"]),
            "passages": raw.passages(),
            "key_lines": {str(loc[0]): line for loc, line in raw.front.lines.items() if len(loc) == 1},
        },
    )


def _blocks(parts: list[Chunk | RawBlock], path: str, problems: Problems) -> list[Any]:
    found: list[Any] = []
    for part in parts:
        block = Prose(line=part.line, markdown=part.text) if isinstance(part, Chunk) else _block(part, path, problems)
        if block is not None:
            found.append(block)
    return found


def _block(block: RawBlock, path: str, problems: Problems) -> Authored | None:
    extra: dict[str, Any] = {"line": block.line}
    if "source" in block.kind.model.model_fields:
        extra["source"] = block.source
    return validate(block.kind.model, block.marked, path, problems, what=block.kind.name, extra=extra)


_WORST = [Translation.MISSING, Translation.STALE, Translation.CURRENT, Translation.ORIGINAL]


def _worst(states: States, ids: list[str]) -> Translation:
    return min((states.get(identifier, Translation.ORIGINAL) for identifier in ids), key=_WORST.index)


def _refuse_odd_ids(raw: RawModule, problems: Problems) -> None:
    """Refuse ids that stand twice or belong to another module: learner data hangs on them."""
    own = str(raw.front.data.get("id") or "")
    placed = [(section.id, section.line) for section in raw.sections]
    placed += [(slide.id, slide.line) for slide in raw.slides]
    placed += [(block.id, block.line) for block in raw.blocks() if block.id]
    if raw.guide:
        steps = raw.guide.marked.data.get("timeline")
        listed = steps if isinstance(steps, list) else []
        placed += [(str(step.get("id")), raw.guide.line) for step in listed if isinstance(step, dict)]
    counts = Counter(identifier for identifier, _ in placed)
    seen: set[str] = set()
    for identifier, line in placed:
        if counts[identifier] > 1 and identifier in seen:
            problems.add(raw.path, line, f'The id "{identifier}" stands twice.', "Give one of the two a new id; ids are never reused.")
        seen.add(identifier)
        try:
            fits = module_of(identifier) == own
        except ValueError:
            fits = False
        if not fits and own:
            problems.add(raw.path, line, f'The id "{identifier}" does not belong to this module.', f'Begin it with "{own}-".')


def lesson_source(module: Module) -> str:
    """Return the lesson of a module as authored Markdown: what a lesson block in an LMS carries and Studio edits."""
    front = {
        "id": module.id,
        "title": module.title,
        "language": module.language,
        "audience": list(module.audience),
        "track": module.track,
        "safety": {"level": str(module.safety.level), "about": [str(topic) for topic in module.safety.about]},
        "content_note": module.content_note,
        "minutes": {"group": module.minutes.group, "reading": module.minutes.reading, "worksheet": module.minutes.worksheet},
        "message": module.message,
        "short": module.short,
        "objectives": list(module.objectives),
        "sources": list(module.sources),
        "as_of": module.as_of,
        "review_by": module.review_by,
    }
    lines = ["---", dump({key: value for key, value in front.items() if value not in (None, [])}).strip(), "---", ""]
    for section in module.sections:
        role = f" .{section.role}" if section.role else ""
        lines += [f"## {section.title} {{#{section.id}{role}}}", ""]
        for block in section.blocks:
            if isinstance(block, Prose):
                lines += [block.markdown.strip(), ""]
            elif isinstance(block, Figure):
                lines += ["```figure", block.source.strip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"
