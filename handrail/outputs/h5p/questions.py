"""A check's questions as H5P.MultiChoice, and as H5P.TrueFalse where the answers are "True" and "False".

H5P marks an answer, counts it and reports it; none of that can be switched off. What can is: points beside answers, a mark to
pass, an order by chance, a button with the solution. Nobody fails, and every answer can be tried (docs/decisions/0021).
"""

from __future__ import annotations

from typing import Any

from ...i18n import catalog
from ...markdown.activities import inline
from ...markdown.render import plain_text
from ...model import Check, Question
from ...names import numbered
from .content_types import MULTI_CHOICE, TRUE_FALSE, TRUE_FALSE_LONGEST
from .package import content
from .text import words
from .words import multi_choice_words, true_false_words

__all__ = ["questions"]

_QUIET = {"confirmCheckDialog": False, "confirmRetryDialog": False, "autoCheck": False}
"""No dialogs; and an answer is looked at when a person asks for it, since it is kinder to screen readers."""

_OPEN = {"enableRetry": True, "enableSolutionsButton": False, "enableCheckButton": True}


def questions(check: Check, language: str, prefix: str) -> list[dict[str, Any]]:
    """Return the contents of a check, one for each question.

    Args:
        check: the check.
        language: the reader's.
        prefix: makes ids unique: those of another language are others.
    """
    name = catalog(language).gettext("Question")
    found = []
    for number, question in enumerate(check.questions, start=1):
        correct = _truth(question, language)
        library = MULTI_CHOICE if correct is None else TRUE_FALSE
        params = _multi_choice(question, language) if correct is None else _true_false(question, language, correct=correct)
        # The name goes to the host with every answer: it is a number.
        title = numbered(name, number, len(check.questions))
        found.append(content(library, f"{prefix}{check.id}.{question.id}", title, params))
    return found


def _truth(question: Question, language: str) -> bool | None:
    """Return whether "True" is right; None for a question with other answers."""
    _ = catalog(language).gettext
    said = {option.text.strip(" .!").casefold(): option.right for option in question.options.values()}
    true, false = _("True").casefold(), _("False").casefold()
    return said[true] if set(said) == {true, false} and len(question.options) == len(said) else None


def _multi_choice(question: Question, language: str) -> dict[str, Any]:
    _ = catalog(language).gettext
    return {
        "question": _asked(question),
        "answers": [
            {
                "text": words(str(inline(option.text))),
                "correct": option.right,
                "tipsAndFeedback": {"tip": "", "chosenFeedback": words(str(inline(option.why))), "notChosenFeedback": ""},
            }
            for option in question.options.values()
        ],
        "overallFeedback": [{"from": 0, "to": 100, "feedback": _("Read what stands below your answer.")}],
        "behaviour": {
            **_OPEN,
            **_QUIET,
            "type": "single",
            "singlePoint": True,
            "randomAnswers": False,  # the order of the page and of the paper
            "showSolutionsRequiresInput": True,
            "passPercentage": 0,  # a host that asks is told: passed
            "showScorePoints": False,
        },
        **multi_choice_words(language),
    }


def _true_false(question: Question, language: str, *, correct: bool) -> dict[str, Any]:
    why = {option.right: plain_text(option.why)[:TRUE_FALSE_LONGEST] for option in question.options.values()}
    return {
        "question": _asked(question),
        "correct": "true" if correct else "false",
        "behaviour": {**_OPEN, **_QUIET, "feedbackOnCorrect": why[True], "feedbackOnWrong": why[False]},
        **true_false_words(language),
    }


def _asked(question: Question) -> str:
    return f"<p>{words(str(inline(question.ask)))}</p>"
