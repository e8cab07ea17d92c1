"""Where the files of each output stand in a release.

| output | folder |
|---|---|
| usb | ``participants/``, ``families/``: a file each |
| pdf, or handouts where this computer writes no PDF | ``participants/paper/``, ``families/paper/``, ``staff/paper/`` |
| packets | ``participants/packets/``, ``families/packets/``, ``staff/packets/`` |
| slides, facilitator | ``staff/slides/``, ``staff/facilitator/``: side by side, as they are built, since one opens the other |
| site | ``site/``: what is uploaded, and nothing else |

Families' papers stand apart from participants', because whoever is handed one folder should not hold the other. Lists of papers
are for the person who prints, so they stand with the staff's things.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

__all__ = ["LONGEST", "OUTPUTS", "PAPER", "folder_of_paper", "misnamed", "place"]

OUTPUTS = ("site", "usb", "slides", "facilitator", "pdf", "packets")
"""What a release is made from; in their order."""

PAPER = ("pdf", "handouts")
"""Outputs that are paper: the second stands in for the first on a computer that cannot write it."""

LONGEST = 120
"""The longest name in a release, its first folder included: Windows refuses paths over 259, and takes some for its own folders."""

_STAFF, _GUIDES = "staff/", "guides/"
"""What of the paper is for staff, and how that is called where all is theirs."""

_DOORS = {"participants": "participants", "families": "families", "staff": "staff"}
_LIST = "index.html"
_REFUSED = re.compile(r'[^\x21-\x7e]|[<>:"\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def place(output: str, path: str, families: Collection[str]) -> str:
    """Return where a file stands in a release.

    Args:
        output: the name of the output that wrote it.
        path: its path in the output's folder.
        families: the ids of the families' modules, and the names of their files of the USB edition. No name is guessed by its first
            letters: a program's own evening is ``x01``, and a program may be called Family Skills.

    Raises:
        KeyError: a release holds nothing of such an output, or of such a folder of it.
    """
    if output == "site":
        return f"site/{path}"
    if output == "usb":
        return f"{'families' if path in families else 'participants'}/{path}"
    if output in PAPER:
        return f"{folder_of_paper(path, families)}/paper/{path.replace(_STAFF, _GUIDES, 1) if path.startswith(_STAFF) else path}"
    if output == "packets":
        door, _, rest = path.partition("/")
        return f"{_DOORS[door]}/packets/{rest}"
    if output in ("slides", "facilitator"):
        return f"staff/{output}/{path}"
    raise KeyError(output)


def folder_of_paper(path: str, families: Collection[str]) -> str:
    """Return for whom a sheet of paper is: ``participants``, ``families`` or ``staff``."""
    name = path.rpartition("/")[2]
    if path.startswith(_STAFF) or name == _LIST:
        return "staff"
    return "families" if name.partition("-")[0] in families else "participants"


def misnamed(names: Iterable[str]) -> list[str]:
    """Return what is wrong with names that stand in an archive: what some computer could not unpack."""
    found = []
    listed = list(names)
    alike = Counter(name.casefold() for name in listed)
    for name in listed:
        parts = name.split("/")
        if len(name) > LONGEST:
            found.append(f"{name}: longer than {LONGEST} characters; a shorter discreet_name in program.yml makes it shorter")
        if alike[name.casefold()] > 1:
            found.append(f"{name}: stands twice, or differs from another in capitals alone")
        found += [f"{name}: Windows refuses the name {part!r}" for part in parts if _is_refused(part)]
    return found


def _is_refused(part: str) -> bool:
    return not part or part in (".", "..") or bool(_REFUSED.search(part)) or part[-1] == "." or bool(_RESERVED.fullmatch(part))
