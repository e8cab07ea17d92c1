"""The sentence that says whether a clinician has checked a text. It is made here and nowhere else.

| a text is | it says |
|---|---|
| signed | Checked by {name, credential} for {program}, {date}. |
| not signed, or changed since | Draft. No clinician has signed this page. |
| not signed, and shown to participants all the same | the same, and the reason that the program gives |

The words of a draft are fixed: no setting, no library and no operator changes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..i18n import catalog

__all__ = ["MOST_CREDENTIAL", "MOST_NAME", "MOST_REASON", "Label", "Signer", "ended", "is_plain"]

MOST_NAME, MOST_CREDENTIAL, MOST_REASON = 80, 60, 200
"""The longest that a line on a sheet of paper has room for."""

_PROGRAM = 120
_REASONS = 10 * MOST_REASON


def is_plain(text: object, most: int) -> bool:
    """Return whether a text is one short line of words, with nothing in it that a page, a style or a terminal could take for more."""
    return (
        isinstance(text, str)
        and 0 < len(text) <= most
        and text == text.strip()
        and text.isprintable()
        and any(char.isalpha() for char in text)
        and not any(char in '<>{}[]`\\|"' for char in text)
    )


@dataclass(frozen=True)
class Signer:
    """A person who checked."""

    name: str
    credential: str

    def __str__(self) -> str:
        return f"{self.name}, {self.credential}"


@dataclass(frozen=True)
class Label:
    """What one page says of itself, in the language of its reader."""

    language: str = "en"
    signers: tuple[Signer, ...] = ()
    """Who checked what stands on the page; nobody makes it a draft."""

    program: str = ""
    date: str = ""
    """The last day on which one of them did, as ``2026-11-22``."""

    reason: str = ""
    """Why a draft reaches participants."""

    gap: str = ""
    """Why some of it is not in the reader's language."""

    @property
    def signed(self) -> bool:
        """Whether a clinician checked exactly this."""
        return bool(self.signers)

    @property
    def look(self) -> str:
        """The class that a page gives it: a checked page needs no box that warns, and no style of its own."""
        return "hr-disclaimer" if self.signed else "hr-draft"

    def __str__(self) -> str:
        _ = catalog(self.language).gettext
        if self.signers:
            who = "; ".join(map(str, self.signers))
            said = [_("Checked by %(who)s for %(program)s, %(date)s.") % {"who": who, "program": self.program, "date": self.date}]
        else:
            said = [_("Draft. No clinician has signed this page.")]
        if self.reason and not self.signers:
            said.append(_("The program shows it all the same: %(reason)s") % {"reason": ended(self.reason)})
        if self.gap:
            said.append(_("Not all of it is in this language yet: %(reason)s") % {"reason": ended(self.gap)})
        return " ".join(said)

    def data(self) -> dict[str, Any]:
        """Return it as a block carries it; nothing for a plain draft."""
        said: dict[str, Any] = {"gap": self.gap} if self.gap else {}
        if self.signers:
            who = [{"name": signer.name, "credential": signer.credential} for signer in self.signers]
            return {"by": who, "program": self.program, "date": self.date, **said}
        return {"reason": self.reason, **said} if self.reason else said

    @classmethod
    def of(cls, data: object, language: str) -> Label:
        """Return the label that a block carries. What does not fit makes a draft: an import passes by every check."""
        said = data if isinstance(data, Mapping) else {}
        by = said.get("by")
        signers = tuple(_signers(by if isinstance(by, list) else []))
        program, date = said.get("program"), said.get("date")
        reason, gap = (str(words) if is_plain(words, _REASONS) else "" for words in (said.get("reason"), said.get("gap")))
        whole = isinstance(by, list) and len(signers) == len(by) and is_plain_program(program)
        if signers and whole and isinstance(date, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
            return cls(language, signers, str(program), date, gap=gap)
        return cls(language, reason="" if by else reason, gap=gap)


def is_plain_program(name: object) -> bool:
    """Return whether a program's name can stand in the sentence."""
    return isinstance(name, str) and 0 < len(name) <= _PROGRAM and name.isprintable()


def _signers(by: Iterable[object]) -> Iterable[Signer]:
    for one in by:
        name, credential = (one.get("name"), one.get("credential")) if isinstance(one, Mapping) else (None, None)
        if is_plain(name, MOST_NAME) and is_plain(credential, MOST_CREDENTIAL):
            yield Signer(str(name), str(credential))


def ended(reason: str) -> str:
    """Return a reason as a sentence."""
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
