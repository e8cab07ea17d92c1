"""The H5P libraries that a package uses, their versions, and the fields that we fill in.

A host takes a package only when it has these versions (or a later patch of them), or when the package brings them along. A
parent names the exact versions of what it may hold: H5P.Column 1.18 of a page's parts, H5P.InteractiveBook 1.11 of its
pages. So the versions here move together, and a test holds real packages to this table.

| content type | version | is |
|---|---|---|
| H5P.InteractiveBook | 1.11 | a module |
| H5P.Column | 1.18 | a page: the lesson, a worksheet, the questions, the sources |
| H5P.AdvancedText | 1.1 | prose: few tags, no table, no heading below h3, no raised text |
| H5P.Table | 1.2 | a table, which prose may not hold |
| H5P.Image | 1.1 | a drawing with its text for those who cannot see it |
| H5P.MultiChoice | 1.16 | a question |
| H5P.TrueFalse | 1.8 | a question with the answers "True" and "False" |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = ["BOOK", "COLUMN", "IMAGE", "MULTI_CHOICE", "SEMANTICS", "TABLE", "TEXT", "TITLES", "TRUE_FALSE", "TRUE_FALSE_LONGEST"]

BOOK, COLUMN, TEXT = "H5P.InteractiveBook 1.11", "H5P.Column 1.18", "H5P.AdvancedText 1.1"
TABLE, IMAGE = "H5P.Table 1.2", "H5P.Image 1.1"
MULTI_CHOICE, TRUE_FALSE = "H5P.MultiChoice 1.16", "H5P.TrueFalse 1.8"

TITLES = {
    COLUMN: "Page",
    TEXT: "Text",
    TABLE: "Table",
    IMAGE: "Image",
    MULTI_CHOICE: "Multiple Choice",
    TRUE_FALSE: "True/False Question",
}
"""What H5P calls them: stands in a sub-content's metadata."""

TRUE_FALSE_LONGEST = 2048
"""So many characters may its feedback have."""

_PROSE = ("strong", "em", "a", "ul", "ol", "h2", "h3")
_ASKED, _ANSWER, _WHY = ("strong", "em", "h2", "h3"), ("strong", "em"), ("strong", "em", "a")

_Field = Mapping[str, Any]


def _text(name: str, tags: Iterable[str] | None = None, longest: int | None = None) -> _Field:
    more: dict[str, Any] = {} if tags is None else {"tags": list(tags)}
    return {"name": name, "type": "text", **more, **({"maxLength": longest} if longest else {})}


def _words(*names: str) -> list[_Field]:
    return [_text(name) for name in names]


def _flags(*names: str) -> list[_Field]:
    return [{"name": name, "type": "boolean"} for name in names]


def _select(name: str, *values: str) -> _Field:
    return {"name": name, "type": "select", "options": [{"value": value} for value in values]}


def _percent(name: str) -> _Field:
    return {"name": name, "type": "number", "min": 0, "max": 100}


def _group(name: str, fields: Iterable[_Field]) -> _Field:
    return {"name": name, "type": "group", "fields": list(fields)}


def _list(name: str, entry: _Field, least: int = 1, most: int = 50) -> _Field:
    return {"name": name, "type": "list", "min": least, "max": most, "field": entry}


def _library(name: str, *options: str) -> _Field:
    return {"name": name, "type": "library", "options": list(options)}


def _dialog(name: str) -> _Field:
    return _group(name, [_text("header"), _text("body", ("strong", "em")), _text("cancelLabel"), _text("confirmLabel")])


_FEEDBACK = _group("tipsAndFeedback", [_text("tip", _WHY), _text("chosenFeedback", _WHY), _text("notChosenFeedback", _WHY)])
_RANGE = _group("overallFeedback", [_percent("from"), _percent("to"), _text("feedback")])

SEMANTICS: dict[str, list[_Field]] = {
    BOOK: [
        *_flags("showCoverPage"),
        _list("chapters", _library("chapter", COLUMN)),
        _group(
            "behaviour",
            [
                _text("baseColor"),
                *_flags("defaultTableOfContents", "progressIndicators", "progressAuto", "displaySummary", "enableRetry"),
            ],
        ),
        *_words(
            "read", "displayTOC", "hideTOC", "nextPage", "previousPage", "chapterCompleted", "partCompleted", "incompleteChapter",
            "navigateToTop", "markAsFinished", "fullscreen", "exitFullscreen", "bookProgressSubtext", "interactionsProgressSubtext",
            "submitReport", "restartLabel", "summaryHeader", "allInteractions", "unansweredInteractions", "scoreText",
            "leftOutOfTotalCompleted", "noInteractions", "score", "summaryAndSubmit", "noChapterInteractionBoldText",
            "noChapterInteractionText", "yourAnswersAreSubmittedForReview", "bookProgress", "interactionsProgress", "totalScoreLabel",
        ),
        _group("a11y", _words("progress", "menu")),
    ],
    COLUMN: [
        _list(
            "content",
            _group(
                "content",
                [_library("content", TEXT, TABLE, IMAGE, MULTI_CHOICE, TRUE_FALSE), _select("useSeparator", "auto", "disabled", "enabled")],
            ),
            most=500,
        ),
    ],
    TEXT: [_text("text", _PROSE)],
    TABLE: [_text("text", ("strong", "em", "a", "table"))],
    IMAGE: [
        {"name": "file", "type": "image"},
        *_flags("decorative"),
        *_words("alt", "contentName", "expandImage", "minimizeImage"),
    ],
    MULTI_CHOICE: [
        _text("question", _ASKED),
        _list("answers", _group("answer", [_text("text", _ANSWER), *_flags("correct"), _FEEDBACK])),
        _group("overallFeedback", [_list("overallFeedback", _RANGE)]),
        _group(
            "UI",
            _words(
                "checkAnswerButton", "submitAnswerButton", "showSolutionButton", "tryAgainButton", "tipsLabel", "scoreBarLabel",
                "tipAvailable", "feedbackAvailable", "readFeedback", "wrongAnswer", "correctAnswer", "shouldCheck", "shouldNotCheck",
                "noInput", "a11yCheck", "a11yShowSolution", "a11yRetry",
            ),
        ),
        _group(
            "behaviour",
            [
                *_flags("enableRetry", "enableSolutionsButton", "enableCheckButton", "singlePoint", "randomAnswers"),
                *_flags("showSolutionsRequiresInput", "confirmCheckDialog", "confirmRetryDialog", "autoCheck", "showScorePoints"),
                _select("type", "auto", "multi", "single"),
                _percent("passPercentage"),
            ],
        ),
        _dialog("confirmCheck"),
        _dialog("confirmRetry"),
    ],
    TRUE_FALSE: [
        _text("question", _ASKED),
        _select("correct", "true", "false"),
        _group(
            "l10n",
            _words(
                "trueText", "falseText", "score", "checkAnswer", "submitAnswer", "showSolutionButton", "tryAgain", "wrongAnswerMessage",
                "correctAnswerMessage", "scoreBarLabel", "a11yCheck", "a11yShowSolution", "a11yRetry",
            ),
        ),
        _group(
            "behaviour",
            [
                *_flags("enableRetry", "enableSolutionsButton", "enableCheckButton", "confirmCheckDialog", "confirmRetryDialog"),
                *_flags("autoCheck"),
                _text("feedbackOnCorrect", longest=TRUE_FALSE_LONGEST),
                _text("feedbackOnWrong", longest=TRUE_FALSE_LONGEST),
            ],
        ),
        _dialog("confirmCheck"),
        _dialog("confirmRetry"),
    ],
}  # fmt: skip
"""Library to its fields, in the form of its ``semantics.json``: the text fields name the tags that we use."""
