"""The plan of the course: what ``handrail_progress`` and the group page list."""

from __future__ import annotations

import json

from ... import names, wheel
from ...curriculum import Curriculum
from ...i18n import catalog
from ...model import Module, Plan, PlanGroup, PlanPart, PlanSession

__all__ = ["plan_of", "plan_text"]


def plan_of(curriculum: Curriculum) -> Plan:
    """Return every session that can be done, in the order of the course. Families have none; nor do sheets that are there to be had."""
    language = curriculum.languages[0]
    groups = [
        PlanGroup(id=group.key, name=group.name, sessions=tuple(_session(module, language) for module in group.modules))
        for group in wheel.groups(curriculum, language)
    ]
    used = {topic for group in groups for session in group.sessions for topic in session.topics}
    topics = {key: track.name_in(language) for key, track in curriculum.program.tracks.items() if key in used}
    return Plan(topics=topics, groups=tuple(groups))


def plan_text(plan: Plan) -> str:
    """Return a plan as it stands in a block: JSON, the same bytes for the same plan."""
    return json.dumps(plan.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def _session(module: Module, language: str) -> PlanSession:
    _ = catalog(language).gettext
    parts = [PlanPart(id=f"{module.id}-lesson", kind="lesson", name=_("Read"))]
    parts += [
        PlanPart(id=sheet.id, kind="worksheet", name=names.numbered(_("Worksheet"), index, len(module.worksheets)))
        for index, sheet in enumerate(module.worksheets, 1)
        if sheet.counted
    ]
    parts += [PlanPart(id=check.id, kind="check", name=_("Quick questions")) for check in module.checks]
    return PlanSession(
        id=module.id,
        name=names.session_name(module, language),
        title=module.title,
        topics=tuple(dict.fromkeys([module.track, *module.also])),
        parts=tuple(parts),
    )
