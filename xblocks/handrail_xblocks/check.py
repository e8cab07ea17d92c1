"""The check block: three questions with feedback for each answer. No grade, and no answer is sent."""

from __future__ import annotations

from xblock.fields import Scope, String

from handrail.markdown import parse_check
from handrail.markdown.activities import render_check
from handrail.model import Check, module_of

from .base import HandrailBlock
from .content import Kind, View

__all__ = ["CheckBlock"]


def _show(check: Check, view: View) -> str:
    return render_check(
        check,
        language=view.data.language,
        surface="screen",
        prefix=f"{view.prefix}-{check.id}",
        module_id=module_of(check.id),
        host="block",
        completion=view.data.counted,
    )


def _words(check: Check) -> list[str]:
    found = []
    for question in check.questions:
        found.append(question.ask)
        found += [option.text for option in question.options.values()]  # what is said of an answer would give it away
    return found


def _question(number: int) -> str:
    return f"""\
  - id: q{number}
    ask: A question about what to do?
    options:
      one:
        text: This
        right: true
        why: Yes, because of this.
      two:
        text: That
        why: Many people think so. This is why it is otherwise.
"""


_EXAMPLE = "id: s99-c1\nquestions:\n" + "".join(_question(number) for number in (1, 2, 3))


class CheckBlock(HandrailBlock):
    """Three quick questions. Done when each was answered, rightly or not."""

    KIND = Kind("check", parse_check, _show, _words, _EXAMPLE)

    display_name = String(
        display_name="Name", help="Shown on the outside: keep it neutral.", default="Quick questions", scope=Scope.settings
    )
