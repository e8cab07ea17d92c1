"""The facilitator's evening with this module."""

from ...model import Guide, Voice
from .base import BlockKind, Body, Place

KIND = BlockKind("guide", Body.YAML, Place.GUIDE, Voice.FACILITATOR, Guide)
