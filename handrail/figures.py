"""Drawings: read once, refused when they hold more than shapes and words, given their words in a language.

Colors come from classes, so that one drawing works in light, dark and on paper.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree as ET

from markupsafe import escape

from .model import Figure
from .problems import Problems

__all__ = ["check", "markup"]

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs", "marker"}
_ATTRIBUTES = {
    "viewBox", "class", "id", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "points",
    "transform", "fill", "fill-opacity", "fill-rule", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
    "opacity", "text-anchor", "dominant-baseline", "font-size", "font-weight", "dx", "dy", "data-label", "orient", "refX", "refY",
    "markerWidth", "markerHeight", "markerUnits", "marker-end", "marker-start", "marker-mid", "aria-hidden", "letter-spacing",
}  # fmt: skip
_CLASSES = {
    "hr-ink", "hr-ink-line", "hr-soft", "hr-soft-line", "hr-accent", "hr-accent-line", "hr-warm", "hr-warm-line",
    "hr-paper", "hr-paper-line",
}  # fmt: skip
_LOCAL_REFERENCE = re.compile(r"url\(#([\w-]+)\)")


@lru_cache(maxsize=256)
def _tree(path: Path, _changed: int) -> ET.Element:
    """Return a drawing's tree; the time of the file's change is part of the key."""
    text = path.read_text(encoding="utf-8")
    if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        msg = "it holds a document type or an entity"
        raise ValueError(msg)
    return ET.fromstring(text)  # noqa: S314 - entities were refused above


def _read(path: Path) -> ET.Element:
    return _tree(path, path.stat().st_mtime_ns)


def check(figure: Figure, folder: Path, path: str, problems: Problems) -> None:
    """Add a problem for everything in a figure's drawing that does not fit.

    Args:
        figure: the figure that names the drawing.
        folder: where drawings are.
        path: the module's file, for problems.
        problems: findings are added here.
    """
    drawing, owner = folder / figure.file, folder.parent
    place = f"{'programs/' if owner.parent.name == 'programs' else ''}{owner.name}/figures"
    if not drawing.is_file():
        problems.add(path, figure.line, f'The drawing "{figure.file}" is not in {place}.', "Draw it, or mend the name.")
        return
    shown = f"{place}/{figure.file}"
    try:
        root = _read(drawing)
    except (ET.ParseError, ValueError, UnicodeDecodeError) as error:
        problems.add(shown, 0, f"The drawing cannot be read: {error}.", "Save it as plain SVG.")
        return
    if not root.get("viewBox") or root.tag != f"{{{_SVG}}}svg":
        begin = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360">'
        problems.add(shown, 0, "The drawing has no viewBox.", f"Begin with {begin}.")
    for element in root.iter():
        for message, remedy in _odd(element):
            problems.add(shown, 0, message, remedy)
    labels = {str(element.get("data-label")) for element in root.iter() if element.get("data-label")}
    for missing in sorted(labels - set(figure.labels)):
        message = f'The figure {figure.id} has no label "{missing}", which the drawing shows.'
        problems.add(path, figure.line, message, f"Add it under labels: {missing}: ...")
    for foreign in sorted(set(figure.labels) - labels):
        message = f'The drawing {figure.file} has no data-label "{foreign}".'
        problems.add(path, figure.line, message, "Add it to the drawing, or remove it here.")


def _odd(element: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with one element of a drawing, and how to mend it."""
    name = str(element.tag).removeprefix(f"{{{_SVG}}}")
    if name not in _ELEMENTS:
        yield f"The drawing holds <{name}>, which is not used here.", "Draw with shapes and text."
    for attribute, value in element.attrib.items():
        if attribute not in _ATTRIBUTES:
            yield f'The drawing holds the attribute "{attribute}".', "Remove it; colors come from classes."
        elif attribute == "class" and not set(value.split()) <= _CLASSES:
            yield f'The class "{value}" is not known.', f"Known: {', '.join(sorted(_CLASSES))}."
        elif attribute == "fill" and value != "none":
            yield f'The fixed color "{value}" would not work in the dark.', 'Use a class, or fill="none".'
        elif "url(" in value and not _LOCAL_REFERENCE.fullmatch(value.strip()):
            yield f'The drawing refers to "{value[:40]}".', "Refer to nothing outside the drawing."
    words = (element.text or "").strip()
    if name in ("text", "tspan") and words and not words.isdigit() and not element.get("data-label"):
        yield f'The words "{words[:30]}" have no data-label.', "Give them one, so that they can be translated."


def markup(figure: Figure, folder: Path, *, prefix: str = "", standalone: bool = False) -> str:
    """Return a drawing as SVG with the figure's words in it, titled and described for a screen reader.

    Args:
        figure: the figure; its labels take the place of the drawing's own words.
        folder: where drawings are.
        prefix: makes ids unique where a page shows the drawing twice.
        standalone: whether the SVG is a file of its own, which needs its colors inside.
    """
    path = folder / figure.file
    words = {"name": f"{prefix}{figure.id}", "title": figure.title, "text": figure.text}
    words |= {f"label {key}": text for key, text in figure.labels.items()}
    return _MARK.sub(lambda mark: str(escape(words.get(mark[1], ""))), _prepared(path, path.stat().st_mtime_ns, standalone))


_MARK = re.compile("\ue000([^\ue001]*)\ue001")
"""Where a figure's own words go in a prepared drawing."""


@lru_cache(maxsize=256)
def _prepared(path: Path, changed: int, standalone: bool) -> str:
    """Return a drawing with marks where words and ids go; one drawing serves every language, page and slide."""
    root = copy.deepcopy(_tree(path, changed))
    ET.register_namespace("", _SVG)
    name = _mark("name")
    for element in root.iter():
        label = element.get("data-label")
        if label:
            element.text = _mark(f"label {label}")
        if element.get("id"):
            element.set("id", f"{name}-{element.get('id')}")
        for attribute, value in element.attrib.items():
            if "url(#" in value:
                element.set(attribute, _LOCAL_REFERENCE.sub(rf"url(#{name}-\1)", value))
    children = [ET.Element(f"{{{_SVG}}}title", {"id": f"{name}-title"}), ET.Element(f"{{{_SVG}}}desc", {"id": f"{name}-desc"})]
    for child, key in zip(children, ("title", "text"), strict=True):
        child.text = _mark(key)
    if standalone:
        children.append(ET.Element(f"{{{_SVG}}}style"))
        children[-1].text = _COLORS
    for index, child in enumerate(children):
        root.insert(index, child)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    root.set("class", "hr-drawing")
    return ET.tostring(root, encoding="unicode").replace("\n", " ")


def _mark(key: str) -> str:
    return f"\ue000{key}\ue001"


_COLORS = (
    "text{font-family:system-ui,sans-serif}.hr-ink{fill:#1d2b33}.hr-ink-line{stroke:#1d2b33}.hr-soft{fill:#d6e6ea}"
    ".hr-soft-line{stroke:#7f9da6}.hr-accent{fill:#0b6e7f}.hr-accent-line{stroke:#0b6e7f}.hr-warm{fill:#d98324}"
    ".hr-warm-line{stroke:#b5651d}.hr-paper{fill:#fff}.hr-paper-line{stroke:#fff}"
)
"""The colors of a drawing that is a file of its own: an LMS page is light."""
