"""A release with real PDFs: what is printed stands with those who may hold it, and its lists lead there."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import read_or_raise
from tests.overlay.small import run, small_repository
from tests.release.packed import TODAY, Packed, unpacked
from tests.release.test_links import addresses, lost_links, target
from tests.staff_text import Finder, pdf_text, private_sentences, words

pytestmark = [pytest.mark.xdist_group("release"), pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """The release of one session in one language: every PDF costs a second or more."""
    folder = small_repository(tmp_path_factory.mktemp("printing"), frozenset({"s04"}))
    program = folder / "curriculum" / "program.yml"
    text = program.read_text(encoding="utf-8")
    assert "languages: [en, es]" in text
    program.write_text(text.replace("languages: [en, es]", "languages: [en]"), encoding="utf-8")
    code, said = run(folder, "release", *TODAY)
    assert 0 == code, said
    (made,) = (folder / "build" / "release").glob("*.zip")
    return unpacked(folder, made, tmp_path_factory.mktemp("printed"), said)


def test_paper_stands_with_those_who_may_hold_it(printed: Packed) -> None:
    """Handouts, forms and packets are participants', guides and the tally staff's; nothing was left out."""
    paths = printed.paths()
    mine = {path.removeprefix("participants/paper/en/") for path in paths if path.startswith("participants/paper/")}

    assert "left out" not in printed.said
    assert {"s04-a4.pdf", "s04-letter.pdf", "s04-large-a4.pdf", "s04-w1-form.pdf"} <= mine
    assert all(name.endswith(".pdf") for name in mine)
    assert "staff/paper/guides/en/s04-a4.pdf" in paths
    assert "participants/packets/en/s04-catch-up-a4.pdf" in paths
    assert any(path.startswith("staff/packets/en/tally") for path in paths)


def test_lists_lead_to_the_paper(printed: Packed) -> None:
    """From the start page, by lists, one gets to every PDF; no link leads astray."""
    todo, led = [printed.folder / "START-HERE.html"], set[Path]()
    while todo:
        page = todo.pop()
        led.add(page)
        if page.suffix == ".html":
            links = (target(printed.folder, page, to) for tag, to in addresses(page) if tag == "a" and ":" not in to)
            todo += [to for to in links if to not in led]

    assert [] == lost_links(printed.folder)
    assert [] == sorted(set(printed.folder.rglob("*.pdf")) - led)


def test_no_word_for_staff_is_in_a_participants_pdf(printed: Packed) -> None:
    """Of the sentences of guides and notes none is in what is handed out; the guides' own PDFs hold most of them."""
    found = Finder(private_sentences(read_or_raise(printed.repository / "curriculum", Cache(None))))
    guide = words(pdf_text((printed.folder / "staff/paper/guides/en/s04-a4.pdf").read_bytes()))
    handed = [path for path in printed.folder.rglob("*.pdf") if "staff" not in path.relative_to(printed.folder).parts]

    assert [] == found.leaks((path.name, path.read_bytes()) for path in handed)
    assert len(found.found_in(guide)) > 20
