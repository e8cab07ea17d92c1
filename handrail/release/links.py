"""Links between pages of different outputs, which stand elsewhere in a release than in ``build/``."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from urllib.parse import unquote

__all__ = ["relink"]

_KEPT_OR_LINK = re.compile(
    r'<(?P<code>script|style)\b.*?</(?P=code)>|<a (?P<before>[^>]*?)href="(?P<href>[^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL
)
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/|#|$")
_PART = re.compile(r"(?=[?#])")


def relink(html: str, old: str, moved: Mapping[str, str]) -> str:
    """Return a page whose links lead where the pages went. Of a link to what is not in the release its words stay.

    Args:
        html: the page. Its scripts and styles are left alone, so its policy still names them.
        old: where it stood: ``facilitator/en/s04.html``, below ``build/``.
        moved: where each file stood, and where it stands in the release; the page itself is one of them.
    """
    folder, new_folder = posixpath.dirname(old), posixpath.dirname(moved[old])

    def turn(found: re.Match[str]) -> str:
        if found["code"] or _OUTSIDE.match(found["href"]):
            return found[0]
        address, *rest = _PART.split(found["href"], maxsplit=1)
        target = posixpath.normpath(posixpath.join(folder, unquote(address)))
        there = moved.get(target)
        if there is None:
            return found["words"]
        href = posixpath.relpath(there, new_folder) + "".join(rest)
        return f'<a {found["before"]}href="{href}"{found["after"]}>{found["words"]}</a>'

    return _KEPT_OR_LINK.sub(turn, html)
