"""The worksheet block: one sheet, filled in on the participant's own device."""

from __future__ import annotations

from xblock.fields import Scope, String

from handrail.markdown import parse_worksheet
from handrail.markdown.activities import render_worksheet
from handrail.model import Keep, Option, Worksheet, module_of

from .base import HandrailBlock
from .content import Kind, View

__all__ = ["WorksheetBlock"]


def _show(sheet: Worksheet, view: View) -> str:
    labels = view.data.labels
    who = [labels.get("who_sees_never" if sheet.keep is Keep.NEVER else "who_sees_site", "")]
    if sheet.counted and view.data.counted:
        who.append(labels.get("who_sees_lms", ""))
    return render_worksheet(
        sheet,
        language=view.data.language,
        surface="screen",
        prefix=f"{view.prefix}-{sheet.id}",
        module_id=module_of(sheet.id),
        host="block",
        completion=view.data.counted,
        not_watched=labels.get("not_watched", ""),
        who_sees=" ".join(filter(None, who)),
        mandated=labels.get("mandated_reporter", ""),
        label=str(view.label),
        elsewhere="site" if view.data.work_url else None,
        elsewhere_url=f"{view.data.work_url}#{sheet.id}",
    )


def _words(sheet: Worksheet) -> list[str]:
    found = [sheet.title, sheet.intro]
    for field in sheet.fields:
        found += [field.group or "", field.ask, field.help or ""]
        for option in (getattr(field, "options", None) or {}).values():
            found.append(option.text if isinstance(option, Option) else str(option))
    return [words for words in found if words]


_EXAMPLE = """\
id: s99-w1
title: A neutral title
intro: What it is for, in one sentence.
fields:
  - id: helped
    ask: What helped?
    kind: checklist
    required: true
    skip: true
    options:
      moved: I moved
      called: I called someone
"""


class WorksheetBlock(HandrailBlock):
    """One sheet. What is typed stays in the browser; the platform is told started, done or undone."""

    KIND = Kind("worksheet", parse_worksheet, _show, _words, _EXAMPLE)

    display_name = String(display_name="Name", help="Shown on the outside: keep it neutral.", default="Worksheet", scope=Scope.settings)
