"""Any HTML of ours to the HTML that H5P lets through: prose of few tags, and tables apart.

| ours | becomes |
|---|---|
| a heading | ``h2`` or ``h3``: there is none below |
| ``<sup>1</sup>``, a source's number | ``[1]`` |
| a phone number | bold words: a host takes the scheme off ``tel:`` links, which then lead nowhere |
| a link that is not ``http(s)`` | its words |
| a box to tick, a circle, a line for a pen | ``☐``, ``○``, ``______`` |
| a table | a content of its own |
| anything else | its words, in a paragraph |
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

from .semantics import ATTRIBUTES

__all__ = ["Piece", "pieces", "words"]

_INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_BLOCKS = {"p", "div", "section", "ul", "ol", "dl", "dt", "dd", "table", "blockquote", "figure", "figcaption", "header", *_HEADINGS}
_CELLS = {"td", "th"}
_BOLD = {"admonition-title", "hr-ask", "hr-sub", "hr-card-name"}
_PEN, _SHORT_PEN, _NUMBER = "_" * 24, "_" * 10, "_" * 4
_NBSP = "\u00a0"
_SPACE = re.compile(r"[ \t\r\n\u2003]+")


@dataclass(frozen=True)
class Piece:
    """A stretch of a page: prose, or a table."""

    html: str
    table: bool = False


def pieces(markup: str) -> list[Piece]:
    """Return HTML of ours as what H5P's text and table hold, in order."""
    found: list[Piece] = []
    for one in _flow(lxml_html.fragment_fromstring(markup, create_parent="div")):
        if found and not one.table and not found[-1].table:
            found[-1] = Piece(found[-1].html + one.html)
        else:
            found.append(one)
    return found


def words(markup: str) -> str:
    """Return a line of HTML of ours as H5P's inline HTML, without a paragraph around it."""
    return _trim(_inside(lxml_html.fragment_fromstring(markup, create_parent="div")))


def _flow(parent: etree._Element) -> Iterator[Piece]:
    """Yield the blocks below an element; what stands between them becomes paragraphs."""
    loose = [_escape(parent.text)]
    for child in parent:
        if _name(child) in _BLOCKS or _is_line(child):
            yield from _paragraph("".join(loose))
            loose = []
            yield from _block(child)
        else:
            loose.append(_inline(child))
        loose.append(_escape(child.tail))
    yield from _paragraph("".join(loose))


def _block(node: etree._Element) -> Iterator[Piece]:
    name = _name(node)
    if name == "table":
        yield Piece(_table(node), table=True)
    elif name in _HEADINGS:
        level = _HEADINGS[name]
        yield Piece(f"<{level}>{_trim(_inside(node))}</{level}>")
    elif name == "ol" and "hr-circles" in _classes(node):
        yield from _paragraph(" · ".join(_trim(_inside(item)) for item in node))
    elif "hr-boxes" in _classes(node):  # each has a box already, and needs no bullet
        yield from _paragraph("<br>".join(_item(item) for item in node))
    elif name in ("ul", "ol"):
        yield Piece(_list(node))
    elif _is_line(node):
        yield Piece(f"<p>{_PEN}</p>")
    elif name == "p" and "hr-who" in _classes(node):
        yield Piece(f"<h3>{_trim(_inside(node))}</h3>")
    elif name == "p" and _BOLD & _classes(node):
        yield from _paragraph(_bold(node))
    elif name == "p" and "hr-ends" in _classes(node):
        yield from _paragraph(" – ".join(_trim(_inside(end)) for end in node))
    elif any(_name(child) in _BLOCKS or _is_line(child) for child in node):
        yield from _flow(node)
    else:
        yield from _paragraph(_inside(node))


def _bold(node: etree._Element) -> str:
    """Return what a field asks as bold words; the help behind it stays plain."""
    helped = [child for child in node if "hr-help" in _classes(child)]
    asked = _escape(node.text) + "".join(("" if child in helped else _inline(child)) + _escape(child.tail) for child in node)
    return " ".join([f"<strong>{_trim(asked)}</strong>", *(_trim(_inside(child)) for child in helped)])


def _paragraph(inside: str) -> Iterator[Piece]:
    inside = _trim(inside)
    if inside:
        yield Piece(f"<p>{inside}</p>")


def _list(node: etree._Element) -> str:
    name = _name(node)
    start = node.get("start", "")
    begin = f' start="{start}"' if name == "ol" and start.isdigit() else ""
    return f"<{name}{begin}>{''.join(f'<li>{_item(item)}</li>' for item in node if _name(item) == 'li')}</{name}>"


def _item(node: etree._Element) -> str:
    """Return what an entry of a list holds: words, and lists below."""
    found = [_escape(node.text)]
    for child in node:
        name = _name(child)
        if name in ("ul", "ol"):
            found.append(_list(child))
        elif name in _BLOCKS:
            found.append(("<br>" if "".join(found).strip() else "") + _inside(child))
        else:
            found.append(_inline(child))
        found.append(_escape(child.tail))
    return _trim("".join(found))


def _table(node: etree._Element) -> str:
    rows = list(node.iter("tr"))
    heads = [row for row in rows if _name(row.getparent()) == "thead"]
    parts = [("thead", heads), ("tbody", [row for row in rows if row not in heads])]
    inside = "".join(f"<{part}>{''.join(_row(row) for row in found)}</{part}>" for part, found in parts if found)
    return f"<table>{inside}</table>"


def _row(row: etree._Element) -> str:
    cells = []
    for cell in row:
        name = _name(cell)
        if name not in _CELLS:
            continue
        kept = {key: str(cell.get(key)) for key in sorted(ATTRIBUTES[name]) if cell.get(key)}
        written = "".join(f' {key}="{html.escape(value)}"' for key, value in kept.items())
        cells.append(f"<{name}{written}>{_trim(_inside(cell)) or _NBSP}</{name}>")
    return f"<tr>{''.join(cells)}</tr>"


def _inside(node: etree._Element) -> str:
    return _escape(node.text) + "".join(_inline(child) + _escape(child.tail) for child in node)


def _inline(node: etree._Element) -> str:
    name, classes = _name(node), _classes(node)
    if not name:  # a comment
        return ""
    inside = _drawn(classes) or _inside(node)
    if name == "br":
        return "<br>"
    if name == "sup":
        return f" [{inside.strip()}]" if inside.strip() else ""
    if name == "a":
        address = str(node.get("href") or "")
        web = address.startswith(("https://", "http://"))
        if not web:
            return f"<strong>{inside}</strong>" if "hr-number" in classes else inside
        return f'<a href="{html.escape(address)}" target="_blank" rel="noopener noreferrer">{inside}</a>'
    if name in _INLINE:
        return f"<{_INLINE[name]}>{inside}</{_INLINE[name]}>" if inside.strip() else inside
    return f"{inside} " if name in _BLOCKS else inside


def _drawn(classes: set[str]) -> str:
    """Return what stands for something that paper draws."""
    if "hr-box" in classes:
        return "○ " if "hr-ring" in classes else "☐ "
    if "hr-number-box" in classes:
        return f"{_NUMBER} "
    if "hr-pen-short" in classes:
        return _SHORT_PEN
    return f" {_PEN}" if "hr-pen-in" in classes else ""


def _is_line(node: etree._Element) -> bool:
    """Return whether it is a whole line for a pen."""
    classes = _classes(node)
    return "hr-pen" in classes and "hr-pen-in" not in classes and not (node.text or "").strip()


def _name(node: etree._Element | None) -> str:
    return node.tag if node is not None and isinstance(node.tag, str) else ""


def _classes(node: etree._Element) -> set[str]:
    return set((node.get("class") or "").split()) if _name(node) else set()


def _escape(text: str | None) -> str:
    return html.escape(_SPACE.sub(" ", text or ""), quote=False)


def _trim(text: str) -> str:
    return text.strip(" \n\t")
