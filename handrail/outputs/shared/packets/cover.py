"""A packet's cover: what is inside and on which page it begins, in words that a stranger may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ....cache import Cache
from ....curriculum import Curriculum
from ....i18n import catalog
from ....names import session_name
from ..bind import Leaf, pages_in
from ..handout import Paper
from ..pressed import press_all
from .leaf import leaf_page
from .plan import Packet

__all__ = ["Inside", "covers"]


@dataclass(frozen=True)
class Inside:
    """What a cover lies on."""

    packet: Packet
    paper: Paper
    large: bool
    leaves: Sequence[Leaf]


def covers(curriculum: Curriculum, asked: Sequence[Inside], cache: Cache) -> list[Leaf]:
    """Return the cover of each. Its own length counts: where it takes more pages than was thought, it is pressed again."""
    own = [1] * len(asked)
    found: dict[int, Leaf] = {}
    while left := [index for index in range(len(asked)) if index not in found]:
        pages = [_page(curriculum, asked[index], own[index]) for index in left]
        for index, data in zip(left, press_all(pages, curriculum.program.edition, cache), strict=True):
            if pages_in(data) <= own[index]:
                found[index] = Leaf(data, asked[index].packet.title)
            own[index] = pages_in(data)
    return [found[index] for index in range(len(asked))]


def _page(curriculum: Curriculum, one: Inside, own: int) -> str:
    """Return the cover as a page to press, for the case that it takes ``own`` pages itself."""
    _ = catalog(one.packet.language).gettext
    notices = []
    if one.packet.foreign:
        missing = ", ".join(session_name(module, one.packet.language) for module in one.packet.foreign)
        notices.append(_("Not in this language yet, and printed in English: %(sessions)s") % {"sessions": missing})
    at = own + 1
    groups: list[list[dict[str, object]]] = []
    days = iter(one.packet.days)
    modules = {session_name(module, one.packet.language) for module in one.packet.modules}
    for leaf in one.leaves:
        day = next(days, "") if leaf.level == 1 and leaf.title in modules else ""
        row = {"level": leaf.level, "title": f"{leaf.title} · {day}" if day else leaf.title, "page": at}
        groups += [[row]] if leaf.level == 1 or not groups else []
        groups[-1] += [row] if row is not groups[-1][0] else []
        at += pages_in(leaf.data)
    return leaf_page(
        curriculum,
        "packet_cover.html",
        one.packet.language,
        one.paper,
        kind="cover",
        title=one.packet.title,
        modules=one.packet.modules,
        large=one.large,
        heading=one.packet.title,
        notices=notices,
        groups=groups,
        others=one.packet.others,
    )
