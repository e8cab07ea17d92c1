"""What the buttons and bars of H5P's own content types say, in the reader's language.

A package carries these words itself, so a host's own translation is not needed, and nothing in them judges: H5P marks an
answer and counts it, whatever we say (docs/decisions/0021), but it need not speak of winning.
"""

from __future__ import annotations

from typing import Any

from ...i18n import catalog

__all__ = ["book_words", "image_words", "multi_choice_words", "true_false_words"]


def book_words(language: str) -> dict[str, Any]:
    """Return the words of H5P.InteractiveBook. Those of its summary are there, though it is switched off: hosts show them in editors."""
    _ = catalog(language).gettext
    return {
        "read": _("Read"),
        "displayTOC": _("Show the list of pages"),
        "hideTOC": _("Hide the list of pages"),
        "nextPage": _("Next page"),
        "previousPage": _("Page before"),
        "chapterCompleted": _("You marked this page."),
        "partCompleted": _("@pages of @total marked"),
        "incompleteChapter": _("Not marked yet"),
        "navigateToTop": _("To the top"),
        "markAsFinished": _("I am done with this page"),
        "fullscreen": _("Full screen"),
        "exitFullscreen": _("Leave full screen"),
        "bookProgressSubtext": _("@count of @total pages"),
        "interactionsProgressSubtext": _("@count of @total questions"),
        "submitReport": _("Send"),
        "restartLabel": _("Start over"),
        "summaryHeader": _("Overview"),
        "allInteractions": _("All questions"),
        "unansweredInteractions": _("Questions that are still open"),
        "scoreText": _("@score of @maxscore"),
        "leftOutOfTotalCompleted": _("@left of @max questions"),
        "noInteractions": _("No questions"),
        "score": _("Count"),
        "summaryAndSubmit": _("Overview and send"),
        "noChapterInteractionBoldText": _("Nothing is marked yet."),
        "noChapterInteractionText": _("Look at a page first."),
        "yourAnswersAreSubmittedForReview": _("Your answers were sent."),
        "bookProgress": _("Pages"),
        "interactionsProgress": _("Questions"),
        "totalScoreLabel": _("Count"),
        "a11y": {"progress": _("Page @page of @total."), "menu": _("Open or close the list of pages")},
    }


def image_words(language: str) -> dict[str, str]:
    """Return the words of H5P.Image."""
    _ = catalog(language).gettext
    return {"contentName": _("Drawing"), "expandImage": _("Show the drawing large"), "minimizeImage": _("Show the drawing small")}


def multi_choice_words(language: str) -> dict[str, Any]:
    """Return the words of H5P.MultiChoice."""
    _ = catalog(language).gettext
    return {
        "UI": {
            "checkAnswerButton": _("Look at my answer"),
            "submitAnswerButton": _("Look at my answer"),
            "showSolutionButton": _("Show what fits"),
            "tryAgainButton": _("Try another answer"),
            "tipsLabel": _("Show a hint"),
            "scoreBarLabel": _("Your answer was looked at."),
            "tipAvailable": _("There is a hint"),
            "feedbackAvailable": _("Something stands below this answer"),
            "readFeedback": _("Read what stands below this answer"),
            "wrongAnswer": _("Another answer fits better"),
            "correctAnswer": _("This answer fits"),
            "shouldCheck": _("This answer fits"),
            "shouldNotCheck": _("Another answer fits better"),
            "noInput": _("Pick an answer first."),
            **_spoken(language),
        },
        **_dialogs(language),
    }


def true_false_words(language: str) -> dict[str, Any]:
    """Return the words of H5P.TrueFalse."""
    _ = catalog(language).gettext
    return {
        "l10n": {
            "trueText": _("True"),
            "falseText": _("False"),
            "score": _("Your answer was looked at."),
            "checkAnswer": _("Look at my answer"),
            "submitAnswer": _("Look at my answer"),
            "showSolutionButton": _("Show what fits"),
            "tryAgain": _("Try another answer"),
            "wrongAnswerMessage": _("Another answer fits better"),
            "correctAnswerMessage": _("This answer fits"),
            "scoreBarLabel": _("Your answer was looked at."),
            **_spoken(language),
        },
        **_dialogs(language),
    }


def _spoken(language: str) -> dict[str, str]:
    """Return what a screen reader says of the buttons."""
    _ = catalog(language).gettext
    return {
        "a11yCheck": _("Look at my answer: it is marked, and what it tells you stands below it."),
        "a11yShowSolution": _("Show which answer fits."),
        "a11yRetry": _("Try another answer: the question starts again."),
    }


def _dialogs(language: str) -> dict[str, Any]:
    """Return the words of two dialogs that are switched off."""
    _ = catalog(language).gettext
    return {
        "confirmCheck": _dialog(_("Look at my answer"), _("Look at it now?"), _("Not yet"), _("Look at my answer")),
        "confirmRetry": _dialog(_("Try another answer"), _("Start this question again?"), _("Not yet"), _("Try another answer")),
    }


def _dialog(header: str, body: str, cancel: str, confirm: str) -> dict[str, str]:
    return {"header": header, "body": body, "cancelLabel": cancel, "confirmLabel": confirm}
