"""The course's picture: a calm horizon, drawn here, so that it shows nothing and belongs to nobody else."""

from __future__ import annotations

import math
import struct
import zlib
from functools import cache

__all__ = ["course_picture"]

_WIDTH, _HEIGHT = 756, 450
_SKY, _SUN, _FAR, _NEAR = range(4)
_PALETTE = bytes.fromhex("e8f1f3d983247fa9b30b6e7f")


@cache
def course_picture() -> bytes:
    """Return the picture as PNG. Four colors and no compression settings that differ: the same bytes every time."""
    far = [int(_HEIGHT * (0.60 + 0.06 * math.sin(x / 95))) for x in range(_WIDTH)]
    near = [int(_HEIGHT * (0.74 + 0.05 * math.sin(x / 130 + 2))) for x in range(_WIDTH)]
    rows = bytearray()
    for y in range(_HEIGHT):
        rows.append(0)  # no filter in this row
        sun = _sun(y)
        rows += bytes(
            _NEAR if y >= near[x] else _FAR if y >= far[x] else _SUN if sun and sun[0] <= x <= sun[1] else _SKY for x in range(_WIDTH)
        )
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"PLTE", _PALETTE), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _sun(y: int) -> tuple[int, int] | None:
    """Return where the sun begins and ends in a row."""
    radius, middle, height = 62, 540, 178
    if abs(y - height) > radius:
        return None
    half = int(math.sqrt(radius**2 - (y - height) ** 2))
    return middle - half, middle + half


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
