"""Codes to scan: an address as a drawing that survives a photocopier, a projector and a shaky hand."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["qr_code", "spoken_address"]


_MOST_ACROSS = 41
"""So many squares of at least 0.6 mm stand side by side in the 25 mm that a handout gives a code."""


def qr_code(address: str, *, name: str = "", wall: bool = False) -> Markup:
    """Return a QR code as an SVG of class ``qr``.

    On paper it has no border (the page leaves white around it), and a seventh of it may be torn or dirty; where that would make its
    squares smaller than a phone reads, less of it. On a wall it has four squares of white around it, and the largest squares.

    Args:
        address: what the code leads to.
        name: what a screen reader says of it; without one the drawing is ornament beside the printed address.
        wall: whether it is for a wall, where blur is all that happens to it.
    """
    import segno  # only those who build have it

    code = segno.make_qr(address, error="l" if wall else "m")
    if not wall and code.symbol_size(border=0)[0] > _MOST_ACROSS:
        code = segno.make_qr(address, error="l")
    drawing = code.svg_inline(border=4 if wall else 0, omitsize=True, svgclass="qr", lineclass=None)
    told = Markup('<svg role="img" aria-label="{}"').format(name) if name else '<svg aria-hidden="true"'
    return Markup(drawing.replace("<svg", told, 1))  # noqa: S704 - segno's own drawing, and an escaped name


def spoken_address(address: str) -> str:
    """Return an address as people type it: without ``https://`` and the slash at its end."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
