"""What ``handrail new program`` writes: a program's files, from answers, earlier answers and samples.

A file that is there is never replaced: answers go to their places in it, and its comments and everything else stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from ..authored import marked_of
from ..curriculum import read
from ..markdown.marked_yaml import Marked
from ..model import Program
from ..problems import Problems
from ..together import write_together
from .folder import OverlayError
from .questions import QUESTIONS, AnswerError, Question, Setting
from .seen import FILE as SEEN
from .seen import state_of, write_seen

__all__ = ["Answers", "told", "write_program"]

_PROGRAM = """\
# What this program changes. What does not stand here is taken from curriculum/program.yml (docs/overlay.md).
id: sample                      # browsers keep answers under it: it never changes
name: Sample Program
sample: false
samples: []                     # values that are still made up: take one out when you have written your own
discreet_name: Skills Course    # what titles, icons and file names say on the outside
edition: 2026-11-21             # the date that outputs know
languages: [en]                 # the first one opens the site

course:                         # stands in addresses of an Open edX course: nothing that tells what it is about
  org: Sample

schedule:
  days: []
  start: ""
  end: ""
  weeks: 12

wheel:
  variant: twelve-weeks
  starts_in_week: 1
  began:                        # the day on which your round began: with it, the home page knows tonight's session
  # Other evenings, or the sessions in another order? Name a round of your own, and let variant name it (docs/program.md):
  # variants:
  #   ours:
  #     evenings: [A, B, C]       # the lanes of a week; practice, choice and the like are evenings without a session
  #     weeks:                    # week by week, one session for each lane
  #       - [s01, s02, s03]

lines:                          # national lines are the curriculum's; a line without a number prints a blank for a pen
  program:
    number: ""
    hours: ""
"""
_PRIVATE = """\
# For staff alone: it shows on the printed sheet of an evening, and on no screen (docs/tonight.md). Never in version control.
on_call: []                     # who can be reached while the group meets:
  # - name: A name
  #   role: nurse               # what they are there for
  #   number: 207-555-0100
  #   when: Mon, Wed, Fri, 18 to 21
notes: []                       # further lines, such as where the naloxone is
"""
_HIDDEN = """\
# Modules and sections that this program leaves out: an id, and why. Overdose, withdrawal, medicines and crisis need a reason.
# s31: Our nurse goes through this with each person.
"""


@dataclass
class Answers:
    """What is known of a program, and what was answered in this run."""

    base: Program
    slug: str
    today: dt.date
    earlier: dict[str, Any] = field(default_factory=dict)
    """Key to its value in the files that are there."""

    samples_before: set[str] | None = None
    """What the file marks as samples; None when there is no file yet."""

    given: dict[str, Any] = field(default_factory=dict)
    """Key to what was answered now."""

    @classmethod
    def begin(cls, root: Path, folder: Path, today: dt.date) -> Answers:
        """Return what is known before anything is asked.

        Args:
            root: the curriculum's folder, whose program holds the samples.
            folder: the program's, there or not.
            today: the day of a new program's edition.

        Raises:
            OverlayError: a file that is there cannot be read, or the curriculum cannot.
        """
        curriculum, problems = read(root)
        if curriculum is None:
            msg = "\n".join(map(str, problems.errors[:5]))
            raise OverlayError(msg)
        if folder.exists() and not folder.is_dir():
            msg = f"{folder} is there, and is no folder."
            raise OverlayError(msg)
        answers = cls(curriculum.program, folder.name, today)
        own, private = (_there(folder / name) for name in ("program.yml", "program.private.yml"))
        if own is not None:
            marked = own.data.get("samples")
            answers.samples_before = {str(key) for key in marked} if isinstance(marked, list) else set()
        for question in QUESTIONS:
            value = _on_call(private, question.key) if question.private else _at(own.data if own else {}, question.key)
            if value not in (None, "", []):
                answers.earlier[question.key] = value
        return answers

    @property
    def setting(self) -> Setting:
        """What the next answer is held against."""
        return Setting(self.base, self.earlier | self.given, self.today)

    def default(self, question: Question) -> Any:
        """Return what stands without an answer: the earlier one, else the sample."""
        return question.sample(self.setting) if self._misfits(question) else self.earlier[question.key]

    def _misfits(self, question: Question) -> bool:
        """Return whether there is no earlier answer, or one that another answer made impossible."""
        if question.key not in self.earlier:
            return True
        if not question.follows:
            return False
        try:
            question.read(told(self.earlier[question.key]), self.setting)
        except AnswerError:
            return True
        return False

    def misfits(self) -> dict[str, Any]:
        """Return the earlier answers that do not fit any more, each with the sample that takes its place."""
        return {question.key: self.default(question) for question in QUESTIONS if question.key in self.earlier and self._misfits(question)}

    def samples(self) -> list[str]:
        """Return the keys whose values are still samples."""
        found = []
        for question in QUESTIONS:
            before = self.samples_before is None or question.key in self.samples_before or question.key in self.misfits()
            if question.marked and before and question.key not in self.given:
                found.append(question.key)
        others = (self.samples_before or set()) - {question.key for question in QUESTIONS}
        return found + sorted(others)


def told(value: Any) -> str:
    """Return a value as a person would type it."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _there(path: Path) -> Marked | None:
    if not path.is_file():
        return None
    problems = Problems()
    marked = marked_of(path, str(path), "The file", problems)
    if marked is None or problems.errors:
        msg = "\n".join(map(str, problems.errors))
        raise OverlayError(msg)
    return marked


def _at(data: Any, key: str) -> Any:
    for part in key.split("."):
        data = data.get(part) if isinstance(data, dict) else None
    return data


def _on_call(private: Marked | None, key: str) -> Any:
    listed = private.data.get("on_call") if private else None
    return _at(listed[0], key.partition(".")[2]) if isinstance(listed, list) and listed else None


def write_program(answers: Answers, folder: Path, root: Path) -> list[Path]:
    """Write a program's files; return those that are new or changed.

    Args:
        answers: what is known and was answered.
        folder: ``programs/NAME``.
        root: the curriculum's folder.

    Raises:
        OSError: nothing was changed.
    """
    texts = {
        folder / "program.yml": _program_text(answers, folder / "program.yml"),
        folder / "program.private.yml": _private_text(answers, folder / "program.private.yml"),
        folder / "hidden.yml": _HIDDEN if not (folder / "hidden.yml").is_file() else None,
    }
    changed = {
        path: text for path, text in texts.items() if text is not None and (not path.is_file() or path.read_text(encoding="utf-8") != text)
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_together(changed)
    private = folder / "program.private.yml"
    if private in changed:
        private.chmod(0o600)
    if not (folder / SEEN).is_file():
        base, _problems = read(root)
        if base is not None:
            write_seen(folder / SEEN, state_of(base))
    return list(changed)


def _yaml() -> YAML:
    yaml = YAML()  # keeps comments and the order of keys
    yaml.preserve_quotes = True
    yaml.width = 110
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(data: CommentedMap) -> str:
    out = StringIO()
    _yaml().dump(data, out)
    return out.getvalue()


def _program_text(answers: Answers, path: Path) -> str:
    fresh = not path.is_file()
    text = _PROGRAM if fresh else path.read_text(encoding="utf-8")
    data = _yaml().load(text) or CommentedMap()
    values: dict[str, Any] = {}
    if fresh:
        values = {"id": answers.slug, "edition": answers.today, "course.org": answers.slug}
        values |= {question.key: answers.default(question) for question in QUESTIONS if not question.private}
    else:
        values = {key: value for key, value in answers.misfits().items() if not _is_private(key)}
    values |= {key: value for key, value in answers.given.items() if not _is_private(key)}
    if values.get("lines.warm.number"):
        values |= {"lines.warm.name": "Our warm line", "lines.warm.names.es": "Nuestra línea amiga", "lines.warm.local": True}
    elif "lines.warm.number" not in answers.earlier:
        values.pop("lines.warm.hours", None)
    samples = answers.samples()
    if fresh or samples != list(data.get("samples") or []):
        values["samples"] = samples
    before = _dumped(data)
    for key, value in values.items():
        if value is not None:
            _put(data, key.split("."), value)
    after = _dumped(data)
    return after if fresh or after != before else text


def _is_private(key: str) -> bool:
    return any(question.private and question.key == key for question in QUESTIONS)


def _put(data: CommentedMap, parts: list[str], value: Any) -> None:
    for part in parts[:-1]:
        if not isinstance(data.get(part), Mapping):
            data[part] = CommentedMap()
        data = data[part]
    if isinstance(value, list):
        value = CommentedSeq(value)
        if parts != ["samples"]:  # a line each, so that one is easily taken out
            value.fa.set_flow_style()
    if data.get(parts[-1]) != value:
        data[parts[-1]] = value


def _private_text(answers: Answers, path: Path) -> str | None:
    given = {key.partition(".")[2]: value for key, value in answers.given.items() if _is_private(key)}
    if not given and path.is_file():
        return None
    data = _yaml().load(path.read_text(encoding="utf-8") if path.is_file() else _PRIVATE) or CommentedMap()
    if given:
        listed = data.get("on_call")
        if not isinstance(listed, list) or not listed:
            data["on_call"] = [CommentedMap({"name": given.get("name", "On call")})]
        for key, value in given.items():
            data["on_call"][0][key] = value
    elif not path.is_file():
        return _PRIVATE
    return _dumped(data)
