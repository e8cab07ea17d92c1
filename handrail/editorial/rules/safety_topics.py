"""What a text touches, its safety property names.

What: text for readers on stopping alcohol, benzodiazepines, sleep medicines or GHB needs ``about: withdrawal``; on overdose,
``overdose``; on suicide, ``suicide``; on a partner who hurts or controls, ``partner-violence`` (a warning).
Why: the compiler adds the block of each topic by that list. Stopping suddenly after heavy daily use can kill.
Source: ASAM guideline on alcohol withdrawal (2020); ASAM and others on benzodiazepine tapering (2025); SAMHSA on overdose.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Module, Topic, Voice
from ...problems import Problem
from ..context import Context
from ..probe import Probe

NAME = "safety-topics"

_WITHIN = r"[^.!?]{0,80}?\b"
"""Anything inside one sentence."""

_NOT_A_DRINK = r"(?!\s+(?:(?:some|a glass of|enough|more|cold|warm|plenty of)\s+)?(?:water|tea|coffee|soda|juice|milk|fluids?))"
_STOPPABLE = (
    rf"(?:alcohol|drink(?:s|ing)?\b{_NOT_A_DRINK}|benzos?\b|benzodiazepines?|xanax|valium|klonopin|ativan"
    r"|(?:sleep|sleeping|nerve)\s+(?:pill|medicine)s?|pills?\s+(?:for|to)\s+sleep|sedatives?|barbiturates?|ghb)"
)
_PARABLE = (
    r"(?:alcohol|beber\b(?!\s+(?:agua|t\u00e9|caf\u00e9))|bebidas\s+alcoh|benzo\w*"
    r"|pastillas?\s+para\s+(?:dormir|los\s+nervios)|sedantes?|ghb)"
)
_TOPICS: dict[str, dict[Topic, Probe]] = {
    "en": {
        Topic.WITHDRAWAL: Probe(
            "stop quit detox withdraw come coming alcohol benzo",
            rf"(?:stop(?:s|ped|ping)?|quit(?:s|ting)?|detox\w*|withdraw\w*|com(?:e|ing)\s+off)\b{_WITHIN}{_STOPPABLE}",
            r"(?:alcohol|benzo\w*)\s+(?:withdrawal|detox)",
        ),
        Topic.OVERDOSE: Probe("overdos", r"overdos(?:es?|ed|ing)\b"),
        Topic.SUICIDE: Probe(
            "suicid kill hurt harm end better want",
            r"suicid\w*",
            r"(?:kill|killing|hurt|hurting|harm|harming)\s+(?:(?:your|my)self|themselves)\b",
            r"end(?:ing)?\s+(?:your|my|their)\s+(?:own\s+)?li(?:fe|ves)\b",
            r"better\s+off\s+dead\b",
            r"want(?:s|ed)?\s+to\s+die\b",
        ),
        Topic.PARTNER_VIOLENCE: Probe(
            "partner spouse someone anyone person domestic",
            r"(?:partner|spouse|someone|anyone|person)\s+(?:who\s+)?(?:is\s+)?(?:hurts|hits|beats|threatens|controls|hurting|controlling)\b(?!\s+(?:them|him|her)sel)",
            r"(?:partner|domestic)\s+(?:violence|abuse)\b",
        ),
    },
    "es": {
        Topic.WITHDRAWAL: Probe(
            "dej par suspend abstinencia",
            rf"(?:dej(?:ar|e|es|a|as|o|\u00f3|ando)|parar|suspend\w*|abstinencia)\b{_WITHIN}{_PARABLE}",
        ),
        Topic.OVERDOSE: Probe("sobredosis", r"sobredosis\b"),
        Topic.SUICIDE: Probe(
            "suicid hacer quitar quier",
            r"suicid\w*",
            r"hacer(?:se|te|me)\s+da\u00f1o\b",
            r"quitar(?:se|te|me)\s+la\s+vida\b",
            r"quier\w+\s+morir\b",
        ),
        Topic.PARTNER_VIOLENCE: Probe(
            "pareja violencia",
            r"pareja\s+(?:que\s+)?(?:le|te|lo|la)\s+(?:pega|golpea|amenaza|controla|lastima)\b",
            r"violencia\s+(?:de\s+(?:la\s+)?pareja|dom\u00e9stica)\b",
        ),
    },
}


def check(module: Module, context: Context) -> Iterator[Problem]:
    """Yield topics that the text touches and the front matter does not name; each once, at its first place."""
    reading = context.reading
    for topic, probe in _TOPICS.get(module.language, {}).items():
        if topic in module.safety.about:
            continue
        found = (match for match in probe.find(reading.lower) if reading.passage_at(match.start()).voice is not Voice.FACILITATOR)
        first = next(found, None)
        if first is None:
            continue
        say = context.warning if topic is Topic.PARTNER_VIOLENCE else context.error
        message = f'The text touches {topic} ("{context.found(*first.span())}"), which safety: about does not name.'
        remedy = f"Add {topic} to safety: about, and its block will stand there; or say it another way."
        yield say(NAME, reading.line_at(first.start()), message, remedy)
