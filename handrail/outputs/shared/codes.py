"""Codes to scan: an address as a drawing that survives a photocopier, a projector and a shaky hand."""

from __future__ import annotations

from markupsafe import Markup

__all__ = ["qr_code", "spoken_address"]


def qr_code(address: str, *, name: str = "", error: str = "m") -> Markup:
    """Return a QR code as an SVG of class ``qr``, without a border: the page leaves four squares of white around it.

    Args:
        address: what the code leads to.
        name: what a screen reader says of it; without one the drawing is ornament beside the printed address.
        error: how much may be torn or dirty: m for paper; on a wall l, whose larger squares stand more blur.
    """
    import segno  # only those who build have it

    drawing = segno.make_qr(address, error=error).svg_inline(border=0, omitsize=True, svgclass="qr", lineclass=None)
    told = Markup('<svg role="img" aria-label="{}"').format(name) if name else '<svg aria-hidden="true"'
    return Markup(drawing.replace("<svg", told, 1))  # noqa: S704 - segno's own drawing, and an escaped name


def spoken_address(address: str) -> str:
    """Return an address as people type it: without ``https://`` and the slash at its end."""
    return address.removeprefix("https://").removeprefix("http://").rstrip("/")
