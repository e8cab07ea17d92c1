"""The progress block: what a participant has done and what is next, by session and by topic. Not counted itself.

It lists the plan that the build wrote into it (:mod:`handrail.model.plan`) and asks the platform's completion service, for the
person who looks and for nobody else, what of it is done. It keeps nothing and takes nothing.

| who looks | sees |
|---|---|
| a participant | n of m sessions, the next one, every session with done, started or not yet |
| course staff, perhaps through somebody else's eyes | the sessions, and a way to the group page |
| a visitor, an author in Studio | the sessions |
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pydantic import ValidationError
from web_fragments.fragment import Fragment
from xblock.completable import XBlockCompletionMode
from xblock.core import XBlock
from xblock.fields import Scope, String

from handrail.model import Plan, PlanSession, State
from handrail.problems import Problems
from handrail.templating import render

from . import program_data, state
from .base import HandrailBlock, _alive
from .content import Kind, View, framed
from .signed import label_of

__all__ = ["ProgressBlock", "parse_plan"]

log = logging.getLogger(__name__)


def parse_plan(text: str, name: str, problems: Problems) -> Plan | None:
    """Return the plan that stands in a text as JSON; what is wrong with it is added to ``problems``."""
    try:
        return Plan.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        problems.add(name, 1, f"The plan cannot be read: {place or 'the text'}: {first['msg']}.", "Build the course again and import it.")
        return None


@dataclass(frozen=True)
class _Line:
    """A session as the list shows it."""

    session: PlanSession
    state: State | None
    """None where nobody can tell."""

    left: list[str]
    """Names of the parts that a started session still waits for."""


class _Shown:
    """A plan with one person's completion, as the template reads it."""

    def __init__(self, plan: Plan, values: Mapping[str, float] | None) -> None:
        self.plan = plan
        self.lines = {session.id: self._line(session, values) for session in plan.sessions()}
        self.known = values is not None

    @staticmethod
    def _line(session: PlanSession, values: Mapping[str, float] | None) -> _Line:
        if values is None:
            return _Line(session, None, [])
        found = session.state(values)
        left = [part.name for part in session.parts if part.counts and values.get(part.id, 0.0) < 1.0] if found is State.STARTED else []
        return _Line(session, found, left)

    def done(self, lines: list[_Line]) -> int:
        """Return how many of some sessions are done."""
        return sum(line.state is State.DONE for line in lines)

    @property
    def all(self) -> list[_Line]:
        """Every session in order."""
        return list(self.lines.values())

    @property
    def next(self) -> _Line | None:
        """What to go on with: what was begun, else the first that was not."""
        for wanted in (State.STARTED, State.NOT_YET):
            for line in self.lines.values():
                if line.state is wanted:
                    return line
        return None

    @property
    def groups(self) -> list[tuple[str, list[_Line]]]:
        """Name of each group and its sessions."""
        return [(group.name, [self.lines[session.id] for session in group.sessions]) for group in self.plan.groups]

    @property
    def open_group(self) -> str:
        """The group that stands open: the one with what is next."""
        return next((name for name, lines in self.groups if self.next in lines), "")

    @property
    def topics(self) -> list[tuple[str, list[_Line]]]:
        """Name of each topic and its sessions; a session may stand under several."""
        found = [(name, [line for line in self.all if key in line.session.topics]) for key, name in self.plan.topics.items()]
        return [(name, lines) for name, lines in found if lines]


def _html(plan: Plan, values: Mapping[str, float] | None, view: View, *, who: str, group_url: str = "") -> Markup:
    return Markup(  # noqa: S704 - made by our template
        render(
            "blocks/progress.html",
            view.data.language,
            shown=_Shown(plan, values),
            who=who,
            group_url=group_url,
            label=view.data.labels.get,
        )
    )


def _show(plan: Plan, view: View) -> str:
    return _html(plan, None, view, who="visitor")


def _words(plan: Plan) -> list[str]:
    return [f"{session.name}: {session.title}" for session in plan.sessions()]


_EXAMPLE = """\
{
 "topics": {"coping": "Coping skills"},
 "groups": [
  {"id": "week-1", "name": "Week 1", "sessions": [
   {"id": "s99", "name": "Session 99", "title": "A short, plain title", "topics": ["coping"], "parts": [
    {"id": "s99-lesson", "kind": "lesson", "name": "Read"},
    {"id": "s99-w1", "kind": "worksheet", "name": "Worksheet"},
    {"id": "s99-c1", "kind": "check", "name": "Quick questions"}
   ]}
  ]}
 ]
}
"""


class ProgressBlock(HandrailBlock):
    """What is done and what is next. A list without a grade: nothing can be done in it, so it is not counted."""

    KIND = Kind("progress", parse_plan, _show, _words, _EXAMPLE)

    completion_mode = XBlockCompletionMode.EXCLUDED
    is_counted = False

    display_name = String(
        display_name="Name", help="Shown on the outside: keep it neutral.", default="My sessions", scope=Scope.settings
    )

    @property
    def plan(self) -> Plan | None:
        """The plan; None when it cannot be read."""
        thing = self.found.thing
        return thing if isinstance(thing, Plan) else None

    @XBlock.supports("multi_device")
    @_alive
    def student_view(self, context: Any = None) -> Fragment:  # noqa: ARG002 - the platform passes it
        """Return the list for the person who is signed in."""
        try:
            user = state.signed_in(self.runtime.service(self, "user"))
        except state.RefusedError:
            return self.public_view()
        plan = self.plan
        if plan is None:
            return self._plain()
        # Staff may be looking through a participant's eyes: nothing personal is read then.
        staff = user.opt_attrs.get("edx-platform.user_is_staff") is True
        values = None if staff else self._values(plan)
        label = label_of(self.authored, program_data.said(self.built, self.operator_settings), self.program.language)
        view = View(self.program, "", live=True, label=label)
        body = _html(plan, values, view, who="staff" if staff else "participant", group_url=self._group_url() if staff else "")
        fragment = Fragment(framed(self.KIND.name, body, view.data, view.label))
        self._add_styles(fragment)
        return fragment

    def studio_view(self, context: Any = None) -> Fragment:  # noqa: ARG002 - the platform passes it
        """Say that there is nothing to edit: the build writes the list."""
        try:
            return Fragment(render("blocks/progress_studio.html", "en"))
        except Exception:
            log.exception("studio_view of %s", self.scope_ids.usage_id)
            return Fragment("")

    def _author(self) -> None:
        raise state.RefusedError(403, "There is nothing to edit here: the build writes this list.")

    def _add_styles(self, fragment: Fragment) -> None:
        super()._add_styles(fragment)
        fragment.add_css_url(self._address("progress.css"))

    def _values(self, plan: Plan) -> dict[str, float] | None:
        """Return id of a part to its completion for the person who looks; None where the platform cannot tell."""
        try:
            service = self.runtime.service(self, "completion")
            if service is None:
                return None
            course = self.scope_ids.usage_id.context_key
            usages = {
                course.make_usage_key(part.block_type, part.id): part.id for session in plan.sessions() for part in session.parts
            }
            found = service.get_completions(list(usages))
            return {identifier: float(found.get(usage, 0.0)) for usage, identifier in usages.items()}
        except Exception:
            log.exception("completions for %s", self.scope_ids.usage_id)
            return None

    def _group_url(self) -> str:
        """Return the address of the group page, empty where there is none (Studio, a platform without that plugin)."""
        try:
            from django.urls import reverse

            return str(reverse("handrail_lms:group", args=[str(self.scope_ids.usage_id.context_key)]))
        except Exception:
            return ""
