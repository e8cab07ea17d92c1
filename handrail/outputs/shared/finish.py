"""What a PDF lacks when WeasyPrint has drawn it: grays instead of colors, whole fields, and a foot that is read out once.

WeasyPrint hands over the PDF before it is written, as objects: what stands on a page is a list of operators.
"""

from __future__ import annotations

import re
from typing import Any

from .fields import mend_fields

__all__ = ["finish"]

_COLOR = re.compile(rb"(?<![^\s])([\d.eE+-]+) ([\d.eE+-]+) ([\d.eE+-]+) (rg|RG)(?![^\s])")
_MARKED = re.compile(rb"/\w+\s+<<\s*/MCID (\d+)\s*>>\s*BDC")
_FOOT = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
_LUMINANCE = (0.299, 0.587, 0.114)


def finish(pdf: Any, *, grayscale: bool) -> None:
    """Finish a PDF.

    Args:
        pdf: what WeasyPrint made, before it is written.
        grayscale: whether colors become grays.
    """
    import pydyf

    if grayscale:
        for stream in pdf.objects:
            if isinstance(stream, pydyf.Stream):
                stream.stream = [_gray(part) if isinstance(part, bytes) else part for part in stream.stream]
    mend_fields(pdf)
    _read_foot_once(pdf)


def _gray(operators: bytes) -> bytes:
    def gray(found: re.Match[bytes]) -> bytes:
        light = sum(share * float(found[index]) for index, share in enumerate(_LUMINANCE, start=1))
        return f"{round(light, 4):g} {'g' if found[4] == b'rg' else 'G'}".encode()

    return _COLOR.sub(gray, operators) if operators[-2:] in (b"rg", b"RG") else operators  # each stands alone


def _read_foot_once(pdf: Any) -> None:
    """Put the foot of the first page at the end of what is read out; make those of the other pages decoration.

    WeasyPrint marks what stands in a margin as content and leaves it out of the tree of tags, so that a screen reader may say it
    anywhere, or never.
    """
    held = {found.reference: found for found in pdf.objects}
    root = held[pdf.catalog["StructTreeRoot"]]
    document = held[root["K"][0]]
    told = _below(document, held)
    numbers = held[root["ParentTree"]]["Nums"]
    for index, reference in enumerate(pdf.page_references):
        outside = {mark for mark, element in enumerate(numbers[2 * index + 1]) if element not in told}
        if not index:
            document["K"].extend(
                found.reference
                for found in pdf.objects
                if _is_element(found) and found.reference not in told and found["P"] == document.reference and found["Pg"] == reference
            )
        elif outside:
            stream = held[held[reference]["Contents"]]
            stream.stream = [_without(b"\n".join(map(_written, stream.stream)), outside)]
            numbers[2 * index + 1][:] = ["null" if mark in outside else one for mark, one in enumerate(numbers[2 * index + 1])]


def _is_element(found: Any) -> bool:
    return isinstance(found, dict) and found.get("Type") == "/StructElem"


def _below(element: Any, held: dict[bytes, Any]) -> set[bytes]:
    """Return the references of an element and of all that the tree has below it."""
    seen: set[bytes] = set()
    waiting = [element.reference]
    while waiting:
        reference = waiting.pop()
        if reference in seen or not _is_element(held.get(reference)):
            continue
        seen.add(reference)
        waiting.extend(kid for kid in held[reference].get("K", []) if isinstance(kid, bytes))
    return seen


def _written(operator: Any) -> bytes:
    """Return an operator, or what stands beside it, as it is written into the file."""
    if isinstance(operator, bytes):
        return operator
    data: bytes = operator.data if hasattr(operator, "data") else str(operator).encode()
    return data


def _without(operators: bytes, marks: set[int]) -> bytes:
    return _MARKED.sub(lambda found: _FOOT if int(found[1]) in marks else found[0], operators)
