"""The label of a block: it holds only for exactly the text that was signed, wherever that text is shown.

The build writes ``program_data["signed"]``: who checked, for whom, when, and a hash of what this block shows. A block makes that hash
anew each time, of its own text and of the shared texts that it is given, an operator's included. Where the two differ, because
somebody edited in Studio, pasted, imported or set other safety texts, the block is a draft. Phone numbers do not count: they have
days of their own. The bytes of a drawing are out of a block's sight; ``handrail_import`` tells when one was exchanged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from handrail.signing.label import Label

from .files import digest

__all__ = ["label_of", "signed_with"]

_SHOWN = ("safety", "sources", "figures")
"""What a block shows besides its own text and its phone lines."""


def _mark(content: str, data: Mapping[str, Any]) -> str:
    text = content.replace("\r\n", "\n").replace("\r", "\n").strip()
    shown = [text, {key: data[key] for key in _SHOWN if data.get(key)}]
    return digest(json.dumps(shown, sort_keys=True, ensure_ascii=False, default=str).encode(errors="replace"))


def signed_with(content: str, data: dict[str, Any], label: Label) -> dict[str, Any]:
    """Return the program data of a block with its label, for the text that it is written with.

    Args:
        content: the block's authored text.
        data: its program data so far.
        label: what its module says of itself.
    """
    said = label.data()
    return {**data, "signed": {**said, "text": _mark(content, data)}} if said else data


def label_of(content: str, data: Mapping[str, Any], language: str) -> Label:
    """Return what a block says of itself today.

    Args:
        content: its authored text as it is now.
        data: its program data as it is now, with what an operator set.
        language: the block's.
    """
    said = data.get("signed")
    if not isinstance(said, Mapping) or said.get("text") != _mark(content, data):
        return Label(language)
    return Label.of(said, language)
