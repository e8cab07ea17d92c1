"""No form asks whether someone thinks of suicide.

What: no field, option or check question asks about thoughts of dying or of hurting oneself; nor, as a warning, about dates or
amounts of use, sellers, or crimes. A sentence that names 988, 911 or staff points to help and may stand.
Why: answers stay on the device, so nobody would see a yes. Such questions belong to a person who can act at once.
Source: Joint Commission NPSG.15.01.01 (who screens also assesses); 42 CFR part 2 for what incriminates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Check, Field, Module, Worksheet
from ...problems import Problem
from ..context import Context
from ..probe import Probe
from ..reading import BETWEEN

NAME = "questions-not-asked"

_WITHIN = r"[^.?!]{0,40}?\b"
"""Anything inside one sentence."""

_SELF_HARM = {
    "en": Probe(
        "suicid self better hurt harm kill cut end tak wish want think thought no not life",
        r"suicid\w*",
        r"self-?\s?harm\w*",
        r"better\s+off\s+dead\b",
        r"(?:hurt|hurting|harm|harming|kill|killing|cut|cutting)\s+(?:your|my|one)self\b",
        r"(?:end|ending|take|taking)\s+(?:your|my)\s+(?:own\s+)?life\b",
        rf"(?:wish|wished|want|wanted|wants|think|thinking|thought|thoughts)\b{_WITHIN}(?:dead|dying|die|death|never\s+wake\s+up|not\s+be\s+alive)\b",
        r"(?:no\s+reason|not\s+want)\s+to\s+(?:live|be\s+alive)\b",
        rf"life\b{_WITHIN}not\s+worth\s+living\b",
    ),
    "es": Probe(
        "suicid autoles hac hag lastimar matar quitar dese quer quier quisi pens piens",
        r"suicid\w*",
        r"autoles\w*",
        r"(?:hacer(?:se|te|me|le)?|haga|hago)\s+da\u00f1o\b",
        r"(?:lastimar|matar)(?:se|te|me)\b",
        r"quitar(?:se|te|me)\s+la\s+vida\b",
        rf"(?:dese|quer|quier|quisi|pens|piens)\w*{_WITHIN}(?:morir\w*|muert[oa]|la\s+muerte)\b",
    ),
}
_PRIVATE = {
    "en": Probe(
        "how when date day time who dealer steal stole crime arrest",
        rf"how\s+(?:much|many)\b{_WITHIN}(?:use|used|drink|drank|took|smoke|smoked)\b",
        r"when\s+did\s+(?:you|i)\s+(?:last\s+)?(?:use|drink)\b",
        r"(?:date|day|time)s?\s+(?:you|i)\s+(?:last\s+)?used\b",
        r"who\s+(?:sold|sells|deals)\b",
        r"dealer'?s?\b",
        r"(?:steal|stole|stolen|crimes?|arrested\s+for)\b",
    ),
    "es": Probe(
        "cu\u00e1nt cu\u00e1ndo qui\u00e9n delito",
        rf"cu\u00e1nt[oa]s?\b{_WITHIN}(?:consum\w*|us(?:\u00f3|aste|\u00e9)|beb\w*|tom(?:\u00f3|aste|\u00e9))\b",
        rf"cu\u00e1ndo\b{_WITHIN}(?:consum\w*|us(?:\u00f3|aste))\b",
        rf"qui\u00e9n\b{_WITHIN}vend\w*\b",
        r"delitos?\b",
    ),
}
_SIGNPOST = re.compile(r"\b(?:988|911|tell\s+(?:us|staff)|our\s+staff|avise?\s+al\s+personal)\b")


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield questions that no form may ask."""
    if module.language not in _SELF_HARM:
        return
    for activity in module.activities:
        asked = list(_asked(activity))
        whole = BETWEEN.join(asked).lower()
        told = set()
        for match in _SELF_HARM[module.language].find(whole):
            text = asked[whole.count(BETWEEN, 0, match.start())]
            if text not in told and not _SIGNPOST.search(text.lower()):
                told.add(text)
                line = context.text_line(text, activity.id, activity.line)
                message = f'"{match[0]}" stands in a question of {activity.id}; no form asks about suicide or self-harm.'
                yield context.error(NAME, line, message, "Leave it out. The safety blocks point to 988; a trained person asks.")
        for match in _PRIVATE[module.language].find(whole) if isinstance(activity, Worksheet) else ():
            line = context.text_line(asked[whole.count(BETWEEN, 0, match.start())], activity.id, activity.line)
            message = f'"{match[0]}" in {activity.id} may ask for what nobody should write down.'
            yield context.warning(NAME, line, message, "Ask nothing about dates or amounts of use, sellers or crimes.")


def _asked(activity: Worksheet | Check) -> Iterator[str]:
    if isinstance(activity, Check):
        for question in activity.questions:
            yield question.ask
            yield from (option.text for option in question.options.values())
    else:
        for field in activity.fields:
            yield from _field(field)


def _field(field: Field) -> Iterator[str]:
    yield field.ask
    for key in ("help", "low", "high", "none", "row", "yes"):
        text = getattr(field, key, None)
        if isinstance(text, str):
            yield text
    yield from (getattr(field, "options", None) or {}).values()
    for column in getattr(field, "columns", None) or []:
        yield from _field(column)
