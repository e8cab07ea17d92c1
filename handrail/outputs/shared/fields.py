"""The fields of a PDF that is filled in, mended where WeasyPrint leaves them half done.

| it leaves | here |
|---|---|
| each box with a drawing of its own, and its edge drawn on the page | boxes of one size share their drawings, the edge among them |
| no drawing of a box that is not ticked, nor of an empty line | both |
| radio buttons that stand in the form twice, under one name | the group has the name and the question, each button its answer |
| a choice that cannot be taken back | pressed again, it is |
| text without its font and size, where the field before had the same | each says its own |
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = ["mend_fields"]

_RADIO = 1 << 15
_END = "\u2063"
"""Between a question and an answer in what a button is called (``one_in`` in ``templates/activities/parts.html``)."""

_EDGE = 0.8
"""Points."""

_ROUND = 0.5523
"""How far the handles of a quarter circle stand out."""

_TF = re.compile(rb"/\S+ [\d.]+ Tf")


def mend_fields(pdf: Any) -> None:
    """Mend the fields of a PDF, if it has any, before it is written."""
    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    held = {found.reference: found for found in pdf.objects}
    shapes = _Shapes(pdf)
    fields = [held[reference] for reference in dict.fromkeys(form["Fields"])]
    widgets = [field for field in fields if "Rect" in field]
    _name(widgets, held)
    form["Fields"][:] = [field.reference for field in fields if "Parent" not in field]
    form.pop("NeedAppearances", None)  # every field has one
    style = b""
    for field in widgets:
        left, top, right, bottom = field["Rect"]
        field["Rect"][:] = [round(side, 2) for side in (left, min(top, bottom), right, max(top, bottom))]
        size = round(right - left, 1), round(abs(top - bottom), 1)
        field["MK"] = shapes.edge
        field["BS"] = shapes.width
        field.pop("Border", None)
        if "AP" in field:
            _tick(field, size, shapes, held)
        else:
            field["AP"] = shapes.states(N=shapes.blank(*size))
            found = _TF.search(field["DA"].string)
            style = found[0] if found else style
            field["DA"] = shapes.text(style + b" 0 g")


def _name(widgets: Iterable[Any], held: dict[bytes, Any]) -> None:
    """Give a group of radio buttons its question; each button keeps its answer."""
    import pydyf

    groups: dict[bytes, list[Any]] = {}
    for field in widgets:
        if "Parent" in field:
            groups.setdefault(field["Parent"], []).append(field)
    for reference, buttons in groups.items():
        held[reference]["Ff"] = _RADIO
        for button in buttons:
            question, _end, answer = button["TU"].string.partition(_END)
            held[reference]["TU"] = pydyf.String(question)
            button["TU"] = pydyf.String(answer)
            for key in ("T", "FT"):
                button.pop(key, None)


def _tick(field: Any, size: tuple[float, float], shapes: _Shapes, held: dict[bytes, Any]) -> None:
    """Give a box, or a radio button, the drawings that all of its size share."""
    import pydyf

    ((state, drawn),) = field["AP"]["N"].items()
    is_round = "Parent" in field
    own = held[drawn]
    shapes.pdf.objects[own.number] = blank = pydyf.Dictionary()  # its own drawing: nothing needs it any more
    blank.number = own.number
    on, off = shapes.box(*size, is_round=is_round, ticked=True), shapes.box(*size, is_round=is_round, ticked=False)
    field["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({state: on, "Off": off})})


class _Shapes:
    """Drawings of fields, one for each kind and size."""

    def __init__(self, pdf: Any) -> None:
        import pydyf

        self.pdf = pdf
        self.edge = pydyf.Dictionary({"BC": pydyf.Array([0]), "BG": pydyf.Array([1])})
        self.width = pydyf.Dictionary({"W": _EDGE, "S": "/S"})
        self.text = pydyf.String
        self._drawn: dict[tuple[object, ...], bytes] = {}

    @staticmethod
    def states(**drawn: bytes) -> Any:
        """Return a field's drawings by the name of its state."""
        import pydyf

        return pydyf.Dictionary(drawn)

    def blank(self, width: float, height: float) -> bytes:
        """Return the drawing of an empty line or box of text."""
        return self._draw(width, height, f"{_frame(width, height)} /Tx BMC EMC")

    def box(self, width: float, height: float, *, is_round: bool, ticked: bool) -> bytes:
        """Return the drawing of a box to tick or a button."""
        drawing = _circle(width, height, _EDGE / 2, "B") if is_round else _frame(width, height)
        if ticked and is_round:
            drawing += f" 0 g {_circle(width, height, width * 0.24, 'f')}"
        elif ticked:
            points = ((0.2, 0.52, "m"), (0.42, 0.26, "l"), (0.8, 0.78, "l"))
            path = " ".join(f"{width * x:.2f} {height * y:.2f} {how}" for x, y, how in points)
            drawing += f" 1.6 w 1 J 1 j {path} S"
        return self._draw(width, height, drawing)

    def _draw(self, width: float, height: float, drawing: str) -> bytes:
        import pydyf

        key = (width, height, drawing)
        if key not in self._drawn:
            about = {
                "Type": "/XObject",
                "Subtype": "/Form",
                "BBox": pydyf.Array((0, 0, width, height)),
                "Resources": pydyf.Dictionary(),
            }
            stream = pydyf.Stream([drawing.encode()], about)
            self.pdf.add_object(stream)
            self._drawn[key] = stream.reference
        return self._drawn[key]


def _frame(width: float, height: float) -> str:
    return f"0 G 1 g {_EDGE} w {_EDGE / 2} {_EDGE / 2} {width - _EDGE:.2f} {height - _EDGE:.2f} re B"


def _circle(width: float, height: float, inset: float, paint: str) -> str:
    """Return a circle in the middle of a box, so far from its edges."""
    x, y, r = width / 2, height / 2, min(width, height) / 2 - inset
    k = r * _ROUND
    corners = ((r, 0), (r, k), (k, r), (0, r), (-k, r), (-r, k), (-r, 0), (-r, -k), (-k, -r), (0, -r), (k, -r), (r, -k), (r, 0))
    points = [f"{x + dx:.2f} {y + dy:.2f}" for dx, dy in corners]
    curves = " ".join(f"{' '.join(points[at : at + 3])} c" for at in range(1, 13, 3))
    start = f"0 G 1 g {_EDGE} w " if paint == "B" else ""
    return f"{start}{points[0]} m {curves} {paint}"
