"""Slimming: of the theme a page keeps the styles that it uses, and none of its scripts.

Material's sheet serves every feature of the theme; pages without menus, tabs and code use a tenth of it. What a page can show is
known when all are built, so the rest is left out. The theme's scripts serve its search, its drawer and its tabs, which are not here.

The styles come in two files. The first holds what a lesson opens with, down to its 60 words, so that a phone can show it while the
other is on its way; the other is whole, and stands below the opening: nothing after it is shown without its styles. It has the
first one's rules again, because the order of rules decides which of them wins.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ..base import OutputError

__all__ = ["FIRST", "STYLE", "keep_used", "slim"]

FIRST = "assets/first.css"
"""The styles of what a page opens with."""

STYLE = "assets/style.css"
"""All styles."""

_LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]+)">\s*')
_SCRIPTED_ONLY = re.compile(
    r'<input class="md-toggle"[^>]*>|<label class="md-overlay"[^>]*></label>|<link rel="(?:next|prev)"[^>]*>'
    r'|<meta name="generator"[^>]*>'
    r'|<div class="md-dialog"[^>]*>\s*<div class="md-dialog__inner md-typeset"></div>\s*</div>'
)
"""What only the theme's scripts use, what names an order that the pages do not have, and which version of what made them."""

_OPENED = re.compile(r'(?<=<section class="hr-short").*?</section>', re.DOTALL)
_END = "</article>"
"""Where a page that is no lesson asks for the other styles: scripts may add what needs them."""

_CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
_OPTIONAL = re.compile(r":(?:not|is|where|has)\([^()]*\)")
_TYPE = re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9-]*)")
_VALUE = re.compile(r"\[(data-md-[\w-]+)=\"?([\w-]+)\"?\]")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")
_PROPERTY = re.compile(r"(?<=[{;])\s*(--[\w-]+):(?:[^;{}\"']|\"[^\"]*\"|'[^']*')*;?")
_LATER = re.compile(r":(?:hover|focus|focus-within|focus-visible|active|target|disabled)\b")
"""States that nothing is in when a page is shown for the first time."""

_OURS = ("hr-", "site-")
"""Classes of our own sheets: scripts add some of them, so all stay."""


class _Names(HTMLParser):
    """Collects the names of elements and classes of pages, and the values of the theme's own attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.classes: set[str] = set()
        self.values: dict[str, set[str]] = {"data-md-color-scheme": {"slate"}}  # our own switch sets it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            if name == "class" and value:
                self.classes.update(value.split())
            elif name.startswith("data-md-"):
                self.values.setdefault(name, set()).add(value or "")


def slim(folder: Path) -> None:
    """Give every page of one language's site the styles that the pages use, in two files, and drop the theme's own files.

    Args:
        folder: the site of one language; folders of other languages below it must not be there yet.

    Raises:
        OutputError: pages name different style sheets.
    """
    pages = sorted(folder.rglob("*.html"))
    names, opening = _Names(), _Names()
    sheets: list[Path] = []
    texts: dict[Path, str] = {}
    for path in pages:
        html = path.read_text(encoding="utf-8")
        names.feed(html)
        links = _LINK.findall(html)
        if not links:  # a page that stands apart from the theme
            continue
        texts[path] = html
        opening.feed(html[: _opening(html)])
        here = [folder / link[link.index("assets/") :] for link in links]
        if sheets and here != sheets:
            msg = f"{path.relative_to(folder)} has other style sheets than the pages before it."
            raise OutputError(msg)
        sheets = here
    css = keep_used("\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets), names.elements, names.classes, names.values)
    (folder / STYLE).parent.mkdir(parents=True, exist_ok=True)
    for sheet in sheets:
        sheet.unlink()
    (folder / STYLE).write_text(css, encoding="utf-8")
    first_css = keep_used(css, opening.elements, opening.classes, opening.values, scripted=False)
    (folder / FIRST).write_text(first_css, encoding="utf-8")
    for path, html in texts.items():
        up = _LINK.findall(html)[-1].rpartition("assets/")[0]
        head, rest = html.split('<link rel="stylesheet"', 1)
        rest = _LINK.sub("", '<link rel="stylesheet"' + rest)
        place = _opening(rest)
        text = f"{head}{_link(up + FIRST)}{rest[:place]}{_link(up + STYLE)}{rest[place:]}"
        path.write_text(re.sub(r"\n\s+", "\n", _SCRIPTED_ONLY.sub("", text)), encoding="utf-8")  # no page has preformatted text
    for name in ("javascripts", "stylesheets", "images"):
        shutil.rmtree(folder / "assets" / name, ignore_errors=True)


def _opening(html: str) -> int:
    """Return where the part of a page ends that its first styles are for: with the 60 words of a lesson, else with all of its words."""
    found = _OPENED.search(html)
    place = found.end() if found else html.find(_END)
    return place if place >= 0 else len(html)


def _link(href: str) -> str:
    return f'<link rel="stylesheet" href="{href}">\n'


def keep_used(
    css: str, elements: Iterable[str], classes: Iterable[str], values: Mapping[str, Iterable[str]], *, scripted: bool = True
) -> str:
    """Return the rules of a style sheet that can match a page made of certain elements and classes.

    A selector stays when every class and element that it asks for is there (what stands in ``:not()``, ``:is()`` or ``:has()`` asks
    for nothing), and custom properties stay when a rule that stays reads them.

    Args:
        css: the sheet.
        elements: names of elements that are there.
        classes: classes that are there.
        values: values of the theme's own attributes.
        scripted: keep what our scripts may add to a page, what people bring about (a pointer over a link) and what is printed, too.
    """
    import tinycss2

    page = _Page(set(elements) | {"html", "body"}, set(classes), {name: set(found) for name, found in values.items()}, scripted)
    rules = _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), page)
    text = "\n".join(rules)
    while (smaller := _without_idle(text)) != text:
        text = smaller
    return re.sub(r"^[^{}@]*\{\}\n?", "", text, flags=re.MULTILINE)


def _without_idle(css: str) -> str:
    """Leave out custom properties that nothing reads; those that only they read go the next time."""
    read = set(_VARIABLE.findall(css))
    return _PROPERTY.sub(lambda found: found[0] if found[1] in read else "", css)


@dataclass(frozen=True)
class _Page:
    """What the pages are made of."""

    elements: set[str]
    classes: set[str]
    values: dict[str, set[str]]
    scripted: bool
    """Whether our scripts may have added to them."""


def _rules(nodes: Iterable[Any], page: _Page) -> list[str]:
    import tinycss2

    kept = []
    for node in nodes:
        if node.type == "qualified-rule":
            selectors = [one for one in _selectors(tinycss2.serialize(node.prelude)) if _can_match(one, page)]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{_tight(tinycss2.serialize(node.content))}}}")
        elif node.type == "at-rule" and node.lower_at_keyword in ("media", "supports") and node.content is not None:
            if not page.scripted and node.lower_at_keyword == "media" and tinycss2.serialize(node.prelude).strip() == "print":
                continue
            inside = _rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True), page)
            if inside:
                prelude = tinycss2.serialize(node.prelude).strip()
                kept.append(f"@{node.lower_at_keyword} {prelude}{{{''.join(inside)}}}")
        elif node.type == "at-rule" and node.lower_at_keyword not in ("charset", "font-face", "keyframes", "-webkit-keyframes"):
            kept.append(node.serialize())
    return kept


def _tight(declarations: str) -> str:
    return re.sub(r"\s*\n\s*", "", re.sub(r"/\*.*?\*/", "", declarations, flags=re.DOTALL)).strip()


def _selectors(prelude: str) -> list[str]:
    """Split a list of selectors at its outer commas."""
    found, depth, last = [], 0, 0
    for place, letter in enumerate(prelude):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            found.append(prelude[last:place].strip())
            last = place + 1
    return [*found, prelude[last:].strip()]


def _can_match(selector: str, page: _Page) -> bool:
    if not page.scripted and _LATER.search(selector):
        return False
    bare = selector
    while (shorter := _OPTIONAL.sub("", bare)) != bare:
        bare = shorter
    if "[dir=rtl]" in bare or any(value not in page.values.get(name, ()) for name, value in _VALUE.findall(bare)):
        return False
    asked = {name.replace("\\", "") for name in _CLASS.findall(bare)}
    if not all(name in page.classes or (page.scripted and name.startswith(_OURS)) for name in asked):
        return False
    plain = re.sub(r"\[[^\]]*\]|::?[\w-]+(\([^)]*\))?", "", bare)
    return all(name in page.elements or (page.scripted and (name.startswith("hr-") or name in _SCRIPTED)) for name in _TYPE.findall(plain))


_SCRIPTED = {"mark", "svg", "table", "textarea", "output", "dialog", "template"}
"""Elements that our scripts make."""
