"""Holding parameters against the semantics of H5P libraries, which say what a library takes and which HTML it lets through.

Semantics have the form of a library's own ``semantics.json``: those that a folder of libraries brings, or ours
(:mod:`.content_types`), which name no more than the fields that we fill in.

| a field's type | what fits |
|---|---|
| text | plain words; with ``tags`` HTML of these tags and of those that come with them |
| boolean, number, select | a value inside its bounds |
| group | an object with the fields; a group of one field *is* that field |
| list | from ``min`` to ``max`` entries |
| library | a sub-content whose library stands in the options |
| image | the path of a file in the package, its type and its size |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

__all__ = ["ATTRIBUTES", "allowed_tags", "misfits"]

Semantics = Sequence[Mapping[str, Any]]

ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "target", "rel"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan"}),
    "th": frozenset({"colspan", "scope"}),
}
"""What hosts keep of an element's attributes, as far as we use it."""

_ALWAYS = frozenset({"div", "span", "p", "br"})
_WITH_TABLE = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "figure", "figcaption"})
_ADDRESS = re.compile(r"(?:https?|mailto):")
"""Of all addresses, hosts keep these: a ``tel:`` link would lose its scheme there, and lead nowhere."""

_SUB = {"library", "params", "subContentId", "metadata"}
_SUB_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VOID = frozenset({"br", "hr"})


def allowed_tags(tags: Iterable[str]) -> frozenset[str]:
    """Return the elements that a text field lets through: its tags, and what hosts add to them."""
    found = set(tags) | _ALWAYS
    found |= _WITH_TABLE if "table" in found else set()
    found |= {"li"} if found & {"ul", "ol"} else set()
    return frozenset(found)


def misfits(params: Any, semantics: Semantics, libraries: Callable[[str], Semantics | None], files: Iterable[str] = ()) -> list[str]:
    """Return what a library would not take, each with its place in the parameters.

    Args:
        params: the parameters of a content.
        semantics: those of its library.
        libraries: the semantics of a library by its name and version (``H5P.Column 1.18``), None where it is not known.
        files: the paths below ``content/`` that the package holds.
    """
    return list(_Walk(libraries, frozenset(files)).fields(params, semantics, ""))


class _Walk:
    def __init__(self, libraries: Callable[[str], Semantics | None], files: frozenset[str]) -> None:
        self.libraries, self.files = libraries, files

    def fields(self, value: Any, semantics: Semantics, at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f"{at or 'content'}: is no object"
            return
        known = {str(field["name"]): field for field in semantics}
        yield from (f"{at}{key}: is not known" for key in value if key not in known)
        for name, field in known.items():
            if name in value:
                yield from self.field(value[name], field, f"{at}{name}")
            elif not _may_be_absent(field):
                yield f"{at}{name}: is missing"

    def field(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        look = getattr(self, f"_{field['type']}", None)
        if look is None:
            yield f"{at}: is a {field['type']}, which we do not write"
        else:
            yield from look(value, field, at)

    def _text(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: is no text"
        elif len(value) > field.get("maxLength", len(value)):
            yield f"{at}: is longer than {field['maxLength']} characters"
        elif "tags" in field:
            yield from (f"{at}: {wrong}" for wrong in _Html(allowed_tags(field["tags"])).wrong(value))
        elif "<" in value:
            yield f"{at}: holds markup, where words belong"

    def _boolean(self, value: Any, _field: Mapping[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f"{at}: is neither true nor false"

    def _number(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, int | float) or isinstance(value, bool) or not field.get("min", value) <= value <= field.get("max", value):
            yield f"{at}: is no number that fits"

    def _select(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        if value not in [option["value"] for option in field["options"]]:
            yield f'{at}: "{value}" is no option'

    def _group(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        if len(field["fields"]) == 1:
            yield from self.field(value, field["fields"][0], at)
        else:
            yield from self.fields(value, field["fields"], f"{at}.")

    def _list(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, list) or not field.get("min", 0) <= len(value) <= field.get("max", len(value)):
            yield f"{at}: is no list, or has too few or too many entries"
            return
        for index, entry in enumerate(value):
            yield from self.field(entry, field["field"], f"{at}[{index}]")

    def _library(self, value: Any, field: Mapping[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, dict) or set(value) != _SUB or not _SUB_ID.fullmatch(str(value["subContentId"])):
            yield f"{at}: is no sub-content"
            return
        options = [option if isinstance(option, str) else option["name"] for option in field["options"]]
        if value["library"] not in options:
            yield f"{at}: {value['library']} is not among the libraries that may stand here"
            return
        semantics = self.libraries(value["library"])
        if semantics is not None:
            yield from self.fields(value["params"], semantics, f"{at}.")

    def _image(self, value: Any, _field: Mapping[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, dict) or not {"path", "mime", "width", "height"} <= set(value):
            yield f"{at}: is no picture"
        elif value["path"] not in self.files:
            yield f"{at}: {value['path']} is not in the package"


def _may_be_absent(field: Mapping[str, Any]) -> bool:
    return bool(field.get("optional")) or (field["type"] == "group" and all(_may_be_absent(part) for part in field["fields"]))


class _Html(HTMLParser):
    """Finds what a host would strip from a text, and what is not closed."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__()
        self.allowed, self.found, self.open = allowed, list[str](), list[str]()

    def wrong(self, html: str) -> list[str]:
        self.feed(html)
        self.close()
        return self.found + [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.allowed:
            self.found.append(f"<{tag}> is stripped")
        for name, text in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.found.append(f"{name} of <{tag}> is stripped")
            elif name == "href" and not _ADDRESS.match(text or ""):
                self.found.append(f'the address "{text}" loses its scheme')
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.found.append(f"</{tag}> closes nothing")
