"""Drawings as PNG: what H5P takes no SVG for.

A drawing is rendered with a font of its own, never with one of this machine, and keeps its few colors, so that the same
drawing gives the same small picture on every computer. What was rendered once is kept.

Three packages are needed, which nothing else uses: ``pip install 'handrail[h5p]'``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from ...cache import Cache, key_of
from ...parallel import spread
from ..base import OutputError

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["WIDTH", "Picture", "missing", "pictures"]

WIDTH = 800
"""Pixels: twice the width of most phones, at which a page of a book on a desk is sharp, too."""

_COLORS = 64
"""A drawing has a handful of colors; the others are their edges."""

_PACKAGES = {"resvg_py": "resvg-py", "font_roboto": "font-roboto", "PIL": "Pillow"}
_FAMILY = "Roboto"
_NAME = re.compile(r'id="([^"]+)-title"')
_BOX = re.compile(r'viewBox="\s*-?[\d.]+[\s,]+-?[\d.]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)\s*"')
_SIZE = re.compile(r'\s(?:width|height)="[^"]*"')
_STEEPEST = 4
"""A drawing may be so many times as high as wide, or as wide as high: the renderer dies of a picture that memory cannot hold."""
_PAPER = "#ffffff"


@dataclass(frozen=True)
class Picture:
    """A drawing in pixels."""

    data: bytes
    width: int
    height: int


def missing() -> list[str]:
    """Return the packages that rendering needs and that are not installed."""
    return [package for module, package in _PACKAGES.items() if find_spec(module) is None]


def pictures(drawings: Iterable[str], cache: Cache) -> dict[str, Picture]:
    """Return each drawing as PNG, rendered on all cores where it was not kept.

    Args:
        drawings: SVG with its colors and words inside.
        cache: what was rendered once is taken from here.

    Raises:
        OutputError: drawings cannot be rendered; all of them are named.
    """
    wanted = list(dict.fromkeys(drawings))
    engine = " ".join(f"{package} {version(package)}" for package in _PACKAGES.values())
    keys = {drawing: key_of("h5p picture", engine, f"{WIDTH} {_COLORS}", drawing) for drawing in wanted}
    found = {drawing: cache.get(key) for drawing, key in keys.items()}
    todo = [drawing for drawing in wanted if not isinstance(found[drawing], Picture)]
    wrong: list[str] = []
    for drawing, picture in zip(todo, spread(_rendered, todo, None), strict=True):
        if isinstance(picture, str):
            wrong.append(picture)
            continue
        found[drawing] = picture
        cache.put(keys[drawing], picture)
    if wrong:
        raise OutputError("\n".join(wrong))
    return found


def _rendered(_shared: None, drawing: str) -> Picture | str:
    """Return a drawing in pixels, or what is wrong with it."""
    name = _NAME.search(drawing)
    wrong = f"The drawing of {name[1] if name else 'a figure'} cannot be rendered"
    box = _BOX.search(drawing)
    width, height = (float(box[1]), float(box[2])) if box else (0.0, 0.0)
    if not (width and height and 1 / _STEEPEST <= width / height <= _STEEPEST):
        return f'{wrong}. Begin it with a viewBox such as "0 0 640 360".'
    import font_roboto
    import resvg_py
    from PIL import Image

    fonts = [font_roboto.font_files[name] for name in ("Roboto", "RobotoBold")]
    try:
        data = resvg_py.svg_to_bytes(
            svg_string=_unsized(drawing),
            width=WIDTH,
            background=_PAPER,
            skip_system_fonts=True,
            font_files=fonts,
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    except ValueError as error:
        return f"{wrong} ({error}). Look at its shapes."
    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGB")
    target = io.BytesIO()
    image.quantize(palette=_palette(image), dither=Image.Dither.NONE).save(target, "PNG", optimize=True)
    return Picture(target.getvalue(), *image.size)


def _unsized(drawing: str) -> str:
    """Return a drawing whose viewBox alone says how large it is."""
    head, end, rest = drawing.partition(">")
    return _SIZE.sub("", head) + end + rest


def _palette(image: Image) -> Image:
    """Return the colors that fill most of a picture: those of the drawing itself are among them, unchanged."""
    from PIL import Image

    counted: Any = image.getcolors(image.width * image.height) or []
    most = sorted(counted, key=lambda entry: (-entry[0], entry[1]))[:_COLORS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([channel for _count, color in most for channel in color])
    return palette
