"""What is hidden only with a written reason: overdose, withdrawal, medicines, crisis.

Which modules those are is told by what the modules say of themselves, not by a list:

| a module is guarded when | because |
|---|---|
| its ``safety: level`` is ``high`` | its topic can hurt most |
| its ``safety: about`` names a topic | each is a matter of safety: overdose, withdrawal, suicide, partner violence, a child |
| its ``track`` or ``also`` is ``medications`` | medicines keep people alive |

Every section of a guarded module is guarded.
"""

from __future__ import annotations

from typing import Any

__all__ = ["SHORTEST_REASON", "guarded"]

SHORTEST_REASON = 20
"""Letters: fewer are no sentence that a colleague could weigh."""

_MEDICINES = "medications"


def guarded(front: dict[str, Any]) -> str:
    """Return why a module is hidden only with a reason, such as ``about overdose``; empty when it is not.

    Args:
        front: its front matter; what is not there or malformed does not count.
    """
    safety = front.get("safety")
    about = safety.get("about") if isinstance(safety, dict) else None
    if isinstance(about, list) and about:
        return f"about {', '.join(map(str, about))}"
    if isinstance(safety, dict) and safety.get("level") == "high":
        return "of safety level high"
    also = front.get("also")
    if _MEDICINES in [front.get("track"), *(also if isinstance(also, list) else [])]:
        return "about medicines"
    return ""
