"""Many threads at once, as a learning system's server has them: everybody gets their own text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from handrail_xblocks import content
from tests.xblocks.desk import EXAMPLES, html, make

THREADS, ROUNDS = 8, 5


@pytest.fixture
def _hasty() -> Iterator[None]:
    """Let threads take turns far more often than they usually do."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def _lesson(word: str) -> str:
    """Return a lesson in which every paragraph, cell and link says one word."""
    rows = "\n".join(f"| {word} | *{word}* |" for _ in range(5))
    items = "\n".join(f"- {word} and **{word}**" for _ in range(5))
    body = f"A [link {word}](https://example.org/{word}).\n\n{items}\n\n| a | b |\n|---|---|\n{rows}"
    parts = "\n\n".join(f"## The heading {word} {{#s99-{number}}}\n\n{body}" for number in range(1, 5))
    return EXAMPLES["handrail_lesson"].partition("## The first heading")[0] + parts + "\n"


def _sheet(word: str) -> str:
    """Return a worksheet that says one word."""
    return EXAMPLES["handrail_worksheet"].replace("What helped?", f"What *{word}* helped?").replace("I moved", f"I moved {word}")


@pytest.mark.usefixtures("_hasty")
@pytest.mark.parametrize(("kind", "text"), [("handrail_lesson", _lesson), ("handrail_worksheet", _sheet)], ids=["lesson", "worksheet"])
def test_each_thread_gets_its_own_text(kind: str, text: Callable[[str], str]) -> None:
    """Eight threads parse and render different texts at the same moment; no word of one stands in another's."""
    start = Barrier(THREADS)
    names = [f"word{thread}x{number}" for thread in range(THREADS) for number in range(ROUNDS)]
    blocks: dict[str, Any] = {word: make(kind, text(word), name=word) for word in names}

    def render(thread: int) -> list[tuple[str, str]]:
        words = [f"word{thread}x{number}" for number in range(ROUNDS)]
        start.wait(timeout=120)
        return [(word, html(blocks[word])) for word in words]

    with ThreadPoolExecutor(THREADS) as pool:
        found = [pair for pairs in pool.map(render, range(THREADS)) for pair in pairs]

    assert THREADS * ROUNDS == len({word for word, _shown in found})
    for word, shown in found:
        assert "cannot be shown" not in shown
        assert {word} == set(re.findall(r"word\d+x\d+", shown))

    content.read.cache_clear()
    content._html.cache_clear()
    assert found == [(word, html(make(kind, text(word), name=word))) for word, _shown in found], "alone, they look different"
