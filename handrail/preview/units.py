"""A unit as a page: its blocks rendered by the real runtime, and the files that they ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from web_fragments.fragment import Fragment

from handrail.model import DONE, NOT_STARTED
from handrail_xblocks import olx

from .course import LoadedCourse
from .runtime import PreviewRuntime, rewrite

__all__ = ["UnitLink", "UnitPage", "unit_page", "visible_units"]


@dataclass(frozen=True)
class UnitLink:
    """A unit of a module, as its row of links shows it."""

    vertical: olx.Vertical
    here: bool
    state: str
    """``done``, ``started`` or nothing."""


@dataclass
class UnitPage:
    """What the page of a unit shows."""

    sequential: olx.Sequential
    vertical: olx.Vertical
    links: list[UnitLink]
    blocks: list[Markup] = field(default_factory=list)
    styles: dict[str, None] = field(default_factory=dict)
    scripts: dict[str, None] = field(default_factory=dict)
    """Addresses in the order in which blocks asked for them, each once."""

    before: olx.Vertical | None = None
    after: olx.Vertical | None = None


def visible_units(sequential: olx.Sequential, *, staff: bool) -> list[olx.Vertical]:
    """Return the units of a module that a person may see."""
    return [vertical for vertical in sequential.verticals if staff or not vertical.staff_only]


def unit_page(course: LoadedCourse, sequential: olx.Sequential, vertical: olx.Vertical, user: Any, values: dict[str, float]) -> UnitPage:
    """Return the page of a unit for a person.

    Args:
        course: the course.
        sequential: the module.
        vertical: its unit.
        user: who reads it.
        values: usage key to completion, for the marks in the row of links.
    """
    units = visible_units(sequential, staff=user.is_staff)
    place = units.index(vertical)
    page = UnitPage(sequential, vertical, [UnitLink(unit, unit is vertical, _state(course, unit, values)) for unit in units])
    page.before = units[place - 1] if place else None
    page.after = units[place + 1] if place + 1 < len(units) else None
    runtime = PreviewRuntime(course, user)
    for block in vertical.blocks:
        if isinstance(block, olx.Page):
            page.blocks.append(Markup('<div class="page">{}</div>').format(Markup(rewrite(block.html))))  # noqa: S704 - the build's own HTML
        elif block.url_name in course.usages:
            fragment = runtime.render(runtime.get_block(course.usages[block.url_name]), "student_view", {"child_of_vertical": True})
            page.blocks.append(Markup(fragment.body_html()))  # noqa: S704 - rendered by the block
            _collect(page, fragment)
        else:
            page.blocks.append(
                Markup("<p>{}</p>").format(f"A block of the type {block.type} stands here. It is not installed in this preview.")
            )
    return page


def _state(course: LoadedCourse, vertical: olx.Vertical, values: dict[str, float]) -> str:
    usages = [course.usages[block.url_name] for block in vertical.blocks if block.url_name in course.usages]
    found = [values.get(str(usage), NOT_STARTED) for usage in usages if usage not in course.uncounted]
    if not found or max(found) <= NOT_STARTED:
        return ""
    return "done" if min(found) >= DONE else "started"


def _collect(page: UnitPage, fragment: Fragment) -> None:
    """Note the files that a block asks for. Inline code is passed over: the policy of the page would stop it anyway."""
    for resource in fragment.resources:
        if resource.kind != "url":
            continue
        target = page.styles if resource.mimetype == "text/css" else page.scripts
        target[resource.data] = None
