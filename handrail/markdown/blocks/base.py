"""What a kind of fenced block says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from ...model import Authored, Voice

__all__ = ["BlockKind", "Body", "Place"]


class Body(Enum):
    """How the body of a block is written."""

    YAML = "yaml"
    MARKDOWN = "markdown"


class Place(Enum):
    """Where a block belongs, wherever it stands in the file."""

    SECTION = "section"
    """Participants meet it where it stands."""

    DECK = "deck"
    """It is lifted out into the slides."""

    NOTES = "notes"
    """It belongs to the slide before it."""

    GUIDE = "guide"
    """It is lifted out into the facilitator guide."""


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of fenced block."""

    name: str
    """The word behind the backticks."""

    body: Body
    place: Place
    voice: Voice
    model: type[Authored]
    """What its body becomes."""
