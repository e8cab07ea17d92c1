"""What the facilitator says to the slide before it; never in the slide file."""

from ...model import Slide, Voice
from .base import BlockKind, Body, Place

KIND = BlockKind("notes", Body.MARKDOWN, Place.NOTES, Voice.FACILITATOR, Slide)
