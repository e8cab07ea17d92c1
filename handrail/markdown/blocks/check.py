"""Three questions with feedback, where they stand in the lesson."""

from ...model import Check, Voice
from .base import BlockKind, Body, Place

KIND = BlockKind("check", Body.YAML, Place.SECTION, Voice.READER, Check)
