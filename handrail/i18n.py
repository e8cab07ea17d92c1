"""Interface strings in the reader's language: one gettext catalog for templates and scripts.

The catalog lives with the blocks (``handrail_xblocks/locale``), because an LMS looks for it there. It is read as a
resource, so nothing here imports a block. English is the language of the message ids.
"""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import as_file, files

__all__ = ["DOMAIN", "catalog", "messages"]

DOMAIN = "text"


@cache
def catalog(language: str) -> gettext.NullTranslations:
    """Return the translations of a language; a language without a catalog speaks English."""
    with as_file(files("handrail_xblocks") / "locale") as folder:
        return gettext.translation(DOMAIN, localedir=folder, languages=[language], fallback=True)


@cache
def messages(language: str) -> dict[str, str]:
    """Return message id to translation, for the scripts in the browser. Empty for English."""
    known = getattr(catalog(language), "_catalog", {})
    return {key: text for key, text in known.items() if isinstance(key, str) and key}
