"""Asking in a terminal. Enter keeps what stands in brackets; what does not fit is said and asked again."""

from __future__ import annotations

from typing import Any

import click

from .questions import QUESTIONS, AnswerError, Question
from .setup import Answers, told

__all__ = ["ask_all"]


def ask_all(answers: Answers, name: str) -> None:
    """Ask every question, and put what was answered into ``answers``.

    Raises:
        click.Abort: the person stopped.
    """
    click.echo(f"A few questions about {name}. Enter keeps what stands in brackets; Control-C stops, and nothing is written.\n")
    samples = set(answers.samples())
    for question in QUESTIONS:
        if question.needs and not answers.setting.given.get(question.needs):
            continue
        default = answers.default(question)
        stands = told(default)
        mark = ", a sample" if question.key in samples and stands else ""
        shown = f" [{stands}{mark}]" if stands else " [skip]"
        typed = click.prompt(f"{question.ask}{shown}", default="", show_default=False, value_proc=_reader(question, answers))
        if typed is not None:
            answers.given[question.key] = typed
    click.echo()


def _reader(question: Question, answers: Answers) -> Any:
    def read(typed: str) -> Any:
        if not typed.strip():
            return None
        try:
            return question.read(typed, answers.setting)
        except AnswerError as error:
            raise click.UsageError(str(error)) from error

    return read
