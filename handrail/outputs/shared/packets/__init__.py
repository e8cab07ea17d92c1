"""Packets: what a program prints for one week, one session, the first ten days, or somebody who missed an evening."""

from .make import Made, make
from .plan import Audience, Packet, PacketError, catch_up, essentials, families, needed, session, week

__all__ = ["Audience", "Made", "Packet", "PacketError", "catch_up", "essentials", "families", "make", "needed", "session", "week"]
