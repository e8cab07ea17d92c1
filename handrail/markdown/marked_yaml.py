"""YAML 1.2 with a line for every value, duplicate keys refused.

ruamel.yaml composes nodes (with its C parser where installed: the same result in a fifth of the time); the nodes are
turned into plain data here, so that nothing but text, numbers, booleans, lists and mappings can come out of a file.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver

from ..problems import Problems

__all__ = ["Marked", "dump", "load"]

Loc = tuple[str | int, ...]

_MAX_DEPTH = 12
_INT = re.compile(r"[-+]?[0-9]{1,9}")
_MOST_BRACKETS = 400
"""More than these are no authored text, and a reader may fall over them."""


@dataclass(slots=True)
class Marked:
    """Plain data and the line on which each part of it stands."""

    data: dict[str, Any]
    lines: dict[Loc, int] = field(default_factory=dict)
    """Location in the data to line of its file, counted from 1."""

    strings: list[tuple[Loc, int, str]] = field(default_factory=list)
    """Every text with its location and the line on which it begins."""

    seen: set[int] = field(default_factory=set, repr=False)
    """Nodes already read: YAML aliases come as the same node again."""

    def line_of(self, loc: Loc) -> int:
        """Return the line of a location, or of the nearest thing around it."""
        for end in range(len(loc), 0, -1):
            if loc[:end] in self.lines:
                return self.lines[loc[:end]]
        return self.lines.get((), 0)


class _Resolver(VersionedResolver):
    """YAML 1.2 alone, so that its table is looked up once and not for each scalar (half of the time of a read)."""

    @cached_property
    def versioned_resolver(self) -> Any:  # type: ignore[override]
        return VersionedResolver.versioned_resolver.fget(self)  # type: ignore[attr-defined]


class _Own(threading.local):
    """A reader for each thread: it keeps state while it works, and LMS servers have many threads."""

    def __init__(self) -> None:
        self.reader = YAML(typ="safe")  # takes the C parser by itself where it is installed
        self.reader.Resolver = _Resolver


_own = _Own()


class _Refused(Exception):
    def __init__(self, line: int, message: str, remedy: str) -> None:
        self.line, self.message, self.remedy = line, message, remedy
        super().__init__(message)


def load(text: str, path: str, problems: Problems, *, line: int = 1, what: str = "This block") -> Marked | None:
    """Read a YAML mapping.

    Args:
        text: the YAML.
        path: the file it stands in, for problems.
        problems: what is wrong is added here.
        line: the line of the file on which ``text`` begins.
        what: what the mapping is, as the subject of a sentence.

    Returns:
        The data with its lines, or None when it cannot be read; then at least one problem was added.
    """
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        problems.add(path, line, f"{what} holds more brackets than any text needs.", "Write lists and keys in block style.")
        return None
    try:
        node = _own.reader.compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.add(
            path,
            line + (mark.line if mark else 0),
            f"{what} is not readable YAML: {error.problem or error.context}.",
            'Check the indentation, and put text that holds ": " or begins with a quote into quotes.',
        )
        return None
    except (YAMLError, ValueError, RecursionError) as error:
        problems.add(path, line, f"{what} is not readable YAML: {str(error).splitlines()[0]}.", "Remove odd characters.")
        return None
    if not isinstance(node, MappingNode):
        problems.add(path, line, f"{what} is not a list of keys and values.", 'Write it as "key: value" lines.')
        return None
    marked = Marked({}, {(): line})
    try:
        marked.data = _plain(node, (), line, marked)
    except _Refused as refused:
        problems.add(path, refused.line, refused.message, refused.remedy)
        return None
    marked.seen.clear()
    return marked


def _plain(node: Node, loc: Loc, first: int, marked: Marked) -> Any:
    here = first + node.start_mark.line
    if len(loc) > _MAX_DEPTH:
        raise _Refused(here, "This is nested too deeply.", "Write it flatter.")
    if id(node) in marked.seen:  # an alias; a few of them, nested, would grow without end
        raise _Refused(here, "Anchors and aliases are not used here.", "Write the text out.")
    marked.seen.add(id(node))
    match node:
        case MappingNode():
            return _mapping(node, loc, first, marked)
        case SequenceNode():
            found = []
            for index, item in enumerate(node.value):
                marked.lines[(*loc, index)] = first + item.start_mark.line
                found.append(_plain(item, (*loc, index), first, marked))
            return found
        case ScalarNode():
            value = _scalar(node, here)
            if isinstance(value, str):
                # A block scalar begins on the line after its mark.
                marked.strings.append((loc, here + (1 if node.style in ("|", ">") else 0), value))
            return value
    raise _Refused(here, "This cannot be read.", "Write text, a number, a list or keys with values.")


def _mapping(node: MappingNode, loc: Loc, first: int, marked: Marked) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = first + key_node.start_mark.line
        if not isinstance(key_node, ScalarNode):
            raise _Refused(line, "A key is plain text.", 'Put a text that begins with "{" or "[" into quotes.')
        key = str(key_node.value)
        if key in found:
            raise _Refused(line, f'The key "{key}" stands twice.', "Remove one of the two.")
        marked.lines[(*loc, key)] = line
        found[key] = _plain(value_node, (*loc, key), first, marked)
    return found


def _scalar(node: ScalarNode, line: int) -> Any:
    text = str(node.value)
    match (node.tag or "").rpartition(":")[2]:
        case "str" | "timestamp":
            return text
        case "int" if _INT.fullmatch(text):
            return int(text)
        case "bool":
            return text.lower() == "true"
        case "null":
            return None
        case "int" | "float":
            return text  # a version, a clock time, a phone number: words, not arithmetic
    raise _Refused(line, f"The tag {node.tag} is not used here.", "Write plain text.")


def dump(data: dict[str, Any]) -> str:
    """Return data as YAML in block style, keys in their order."""
    from io import StringIO

    writer = YAML()
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = 110
    writer.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    writer.dump(data, out)
    return out.getvalue()
