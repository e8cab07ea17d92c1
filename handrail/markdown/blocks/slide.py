"""One thing on the wall; its title line carries its id."""

from ...model import Slide, Voice
from .base import BlockKind, Body, Place

KIND = BlockKind("slide", Body.MARKDOWN, Place.DECK, Voice.SLIDE, Slide)
