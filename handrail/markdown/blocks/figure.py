"""A drawing with its words, where it stands in the lesson."""

from ...model import Figure, Voice
from .base import BlockKind, Body, Place

KIND = BlockKind("figure", Body.YAML, Place.SECTION, Voice.READER, Figure)
