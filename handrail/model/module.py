"""A module: one Markdown file, one topic, one session."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, Self

from annotated_types import Interval, Len
from pydantic import Field as Key
from pydantic import StringConstraints, model_validator

from .activity import Activity, Check, Worksheet
from .base import Authored, Id, LocalId, Misfit, Text, Translation
from .guide import Guide, Slide

__all__ = [
    "Block",
    "Figure",
    "FrontMatter",
    "Level",
    "Module",
    "Passage",
    "Prose",
    "Role",
    "Safety",
    "Section",
    "Voice",
]

ModuleId = Annotated[str, StringConstraints(pattern=r"^[a-z]{1,3}\d{1,3}$")]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
SourceKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Level(StrEnum):
    """How much a module's topic can hurt; decides which blocks its pages, slides and sheets carry."""

    NONE = "none"
    WATCH = "watch"
    HIGH = "high"


class Topic(StrEnum):
    """What a module touches that has a safety block of its own (privacy and safety, brief 2.6)."""

    OVERDOSE = "overdose"
    WITHDRAWAL = "withdrawal"
    SUICIDE = "suicide"
    PARTNER_VIOLENCE = "partner-violence"
    CHILD = "child"


class Role(StrEnum):
    """What a section is for, beyond telling."""

    STORY = "story"
    TRY_IT = "try-it"
    REMEMBER = "remember"
    DO_THIS = "do-this"
    UNKNOWN = "unknown"
    TALK = "talk"


class Safety(Authored):
    """The safety property of a module."""

    level: Level
    about: list[Topic] = Key(default_factory=list)

    @model_validator(mode="after")
    def _topics_need_a_level(self) -> Self:
        if self.level is Level.NONE and self.about:
            msg = f'The level is "none", yet the module is about {self.about[0]}: its safety text would not be shown.'
            raise Misfit(msg, "level")
        return self


class Minutes(Authored):
    """How long a module takes, in minutes."""

    group: Annotated[int, Interval(ge=5, le=180)]
    reading: Annotated[int, Interval(ge=1, le=60)]
    worksheet: Annotated[int, Interval(ge=0, le=60)] = 0


class FrontMatter(Authored):
    """What stands between the two lines of dashes."""

    id: ModuleId
    title: Text
    track: LocalId
    also: list[LocalId] = Key(default_factory=list)
    audience: Annotated[list[Literal["participant", "family"]], Len(1, 2)]
    family_mode: Literal["both", "family-alone"] | None = None
    week: Annotated[int, Interval(ge=1, le=52)] | None = None
    lane: Literal["A", "B", "C"] | None = None
    priority: Literal["early", "core", "elective"] = "core"
    safety: Safety
    content_note: Text | None = None
    minutes: Minutes
    message: Text
    short: Text
    objectives: Annotated[list[Text], Len(1, 4)]
    links: list[LocalId] = Key(default_factory=list)
    sources: list[SourceKey] = Key(default_factory=list)
    as_of: Month | None = None
    review_by: Month
    translated_from: dict[str, str] = Key(default_factory=dict)
    """In a translation: id to the fingerprint of the English text that was translated."""

    @property
    def is_family(self) -> bool:
        """Whether the module belongs to the family lane: no check, no completion, nothing kept."""
        return self.track == "family"

    @property
    def is_orientation(self) -> bool:
        """Whether it belongs to a person's first days: early, and in no week of the wheel."""
        return self.priority == "early" and self.week is None and not self.is_family


class Prose(Authored):
    """A run of Markdown between blocks."""

    markdown: str


class Figure(Authored):
    """A drawing with its words."""

    id: Id
    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*\.svg$")]
    title: Text
    text: Text
    """What a person who cannot see it needs to know."""

    caption: Text | None = None
    labels: dict[LocalId, Text] = Key(default_factory=dict)
    """Words inside the picture, by their ``data-label``."""

    source: str = Key(default="", exclude=True, repr=False)


Block = Prose | Figure | Worksheet | Check


class Section(Authored):
    """What stands under one ``##`` heading."""

    id: Id
    title: Text
    role: Role | None = None
    blocks: list[Block]
    translation: Translation = Translation.ORIGINAL

    def prose(self) -> str:
        """Return the Markdown of its prose, without blocks."""
        return "\n\n".join(block.markdown.strip() for block in self.blocks if isinstance(block, Prose)).strip()


class Voice(StrEnum):
    """Whose ears a passage is for; editorial rules differ by it."""

    READER = "reader"
    """Participants and families."""

    SLIDE = "slide"
    FACILITATOR = "facilitator"


class Passage(NamedTuple):
    """A piece of text with its place, as the editorial rules read it."""

    line: int
    voice: Voice
    part: str
    """Where it stands: ``front``, ``section``, ``worksheet``, ``check``, ``figure``, ``slide``, ``notes``, ``guide``."""

    owner: str
    """The id it belongs to."""

    text: str
    """Markdown, or one string of a YAML body."""


class Module(FrontMatter):
    """One topic, one session, in one language."""

    path: str
    """Its file, relative to the repository."""

    language: str = "en"
    sections: list[Section]
    slides: list[Slide] = Key(default_factory=list)
    guide: Guide | None = None
    fingerprints: dict[str, str] = Key(default_factory=dict)
    """Id to a hash of its text: sections, activities, figures, slides, guide and ``front``."""

    front_translation: Translation = Translation.ORIGINAL
    passages: list[Passage] = Key(default_factory=list, exclude=True, repr=False)
    key_lines: dict[str, int] = Key(default_factory=dict, exclude=True, repr=False)
    """Key of the front matter to its line."""

    def blocks(self) -> list[Block]:
        """Return the blocks of all sections in reading order."""
        return [block for section in self.sections for block in section.blocks]

    @property
    def figures(self) -> list[Figure]:
        """The figures in reading order."""
        return [block for block in self.blocks() if isinstance(block, Figure)]

    @property
    def worksheets(self) -> list[Worksheet]:
        """The worksheets in reading order."""
        return [block for block in self.blocks() if isinstance(block, Worksheet)]

    @property
    def checks(self) -> list[Check]:
        """The check, if it has one."""
        return [block for block in self.blocks() if isinstance(block, Check)]

    @property
    def activities(self) -> list[Activity]:
        """Worksheets and checks in reading order."""
        return [block for block in self.blocks() if isinstance(block, Worksheet | Check)]

    def section(self, role: Role) -> Section | None:
        """Return the section with a role, or None."""
        return next((section for section in self.sections if section.role is role), None)

    def ids(self) -> list[str]:
        """Return every id that learner data, an address or a translation may hang on, dotted from the top."""
        found = [self.id]
        found += [section.id for section in self.sections]
        found += [figure.id for figure in self.figures]
        for sheet in self.worksheets:
            found.append(sheet.id)
            for field in sheet.fields:
                found.append(f"{sheet.id}.{field.id}")
                found += [f"{sheet.id}.{field.id}.{option}" for option in field.option_ids()]
        for check in self.checks:
            found.append(check.id)
            for question in check.questions:
                found.append(f"{check.id}.{question.id}")
                found += [f"{check.id}.{question.id}.{option}" for option in question.options]
        found += [slide.id for slide in self.slides]
        if self.guide:
            found += [self.guide.id, *(step.id for step in self.guide.timeline)]
        return found
