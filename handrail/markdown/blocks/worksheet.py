"""A sheet to fill in, where it stands in the lesson."""

from ...model import Voice, Worksheet
from .base import BlockKind, Body, Place

KIND = BlockKind("worksheet", Body.YAML, Place.SECTION, Voice.READER, Worksheet)
