"""Sealing pages: a content security policy that allows this page's own scripts and no other host.

The policy is the first thing in ``<head>``, and hashes are taken after every other change to the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from pathlib import Path

from ..base import OutputError

__all__ = ["policy", "seal"]

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL)
_DATA = re.compile(r"type=\"?(?:application/json|application/ld\+json)")
_DONE = 'http-equiv="Content-Security-Policy"'


_KNOWN = ("(function(){var b=document.body",)
"""How the inline scripts begin that the theme's overrides bring. Nothing else gets a hash."""


@lru_cache(maxsize=1024)
def _hash(code: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"


def policy(html: str) -> str:
    """Return the policy for a page: its own files, the hashes of the theme's inline scripts, nothing else.

    Raises:
        OutputError: the page holds an inline script that the theme does not bring.
    """
    for found in _INLINE.finditer(html):
        code = found["code"].strip()
        if code and not _DATA.search(found["attributes"]) and not code.startswith(_KNOWN):
            msg = f"A page holds an inline script that is not the theme's: {code[:60]!r}"
            raise OutputError(msg)
    hashes = sorted(
        {_hash(found["code"]) for found in _INLINE.finditer(html) if found["code"].strip() and not _DATA.search(found["attributes"])}
    )
    scripts = " ".join(["'self'", *hashes])
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none'"
    )


def seal(folder: Path) -> int:
    """Put the policy into every page below a folder; return how many pages there are."""
    count = 0
    for path in sorted(folder.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        count += 1
        if _DONE in html:
            continue
        tags = f'<meta {_DONE} content="{policy(html)}"><meta name="referrer" content="no-referrer">'
        begin, head, rest = html.partition("<head>")
        path.write_text(f"{begin}{head}{tags}{rest}", encoding="utf-8")
    return count
