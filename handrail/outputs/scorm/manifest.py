"""``imsmanifest.xml``: what a learning system reads of a package (SCORM 1.2, on IMS Content Packaging 1.1.2).

Everything in it is seen on the outside: identifiers come from ids and the course's own name, titles are those of the outside.
There is no score, no time limit, no prerequisite, and no metadata record, which would have to name a topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ...curriculum import Curriculum

__all__ = ["MANIFEST", "Entry", "Group", "manifest", "package_id"]

MANIFEST = "imsmanifest.xml"
"""What the file is called, at the root of every package."""

_CP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True)
class Entry:
    """One page of a package: what a learning system opens."""

    id: str
    """The module's id."""

    title: str
    """What it is called on the outside."""

    page: str
    """Its address in the package."""

    files: Sequence[str]
    """All files that it needs, itself among them."""

    tracked: bool = True
    """Whether it talks to the learning system (a SCO). A family's page is a plain file (an asset)."""


@dataclass(frozen=True)
class Group:
    """Pages that stand together, such as a week. Without a title they stand alone."""

    id: str
    title: str
    entries: Sequence[Entry]


def package_id(curriculum: Curriculum, name: str, language: str) -> str:
    """Return the identifier of a package: the same for every edition, so that a learning system knows a newer one."""
    course = curriculum.program.course
    return _NOT_IN_NAMES.sub("-", f"p-{course.org}-{course.number}-{name}-{language}")


def manifest(identifier: str, edition: str, title: str, groups: Sequence[Group]) -> str:
    """Return the manifest of a package.

    Args:
        identifier: the package's own.
        edition: the day of the program's data.
        title: what the package is called on the outside.
        groups: its pages in the order in which people meet them.
    """
    entries = [entry for group in groups for entry in group.entries]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<manifest identifier={quoteattr(identifier)} version={quoteattr(edition)} xmlns="{_CP}" xmlns:adlcp="{_ADL}">',
            "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>",
            '<organizations default="o">',
            f'<organization identifier="o"><title>{escape(title)}</title>',
            *(line for group in groups for line in _group(group)),
            "</organization>",
            "</organizations>",
            "<resources>",
            *(line for entry in entries for line in _resource(entry)),
            "</resources>",
            "</manifest>",
            "",
        ]
    )


def _group(group: Group) -> list[str]:
    items = [
        f'<item identifier="i-{entry.id}" identifierref="r-{entry.id}" isvisible="true"><title>{escape(entry.title)}</title></item>'
        for entry in group.entries
    ]
    if not group.title:
        return items
    return [f'<item identifier="g-{group.id}" isvisible="true"><title>{escape(group.title)}</title>', *items, "</item>"]


def _resource(entry: Entry) -> list[str]:
    kind = "sco" if entry.tracked else "asset"
    return [
        f'<resource identifier="r-{entry.id}" type="webcontent" adlcp:scormtype="{kind}" href={quoteattr(entry.page)}>',
        *(f"<file href={quoteattr(name)}/>" for name in entry.files),
        "</resource>",
    ]
