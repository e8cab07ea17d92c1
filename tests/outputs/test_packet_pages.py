"""A packet's own pages: where its numbers stand, its cover's days, its help, the first ten days, the cards of a language with few."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs.shared.handout import Paper, sheet_pages
from handrail.outputs.shared.packets import Made, essentials, families, make, week
from handrail.outputs.shared.packets.cards import table_pages
from handrail.outputs.shared.packets.make import pages_of
from handrail.outputs.shared.press import press
from tests.outputs.test_packets import reader, texts

pytestmark = pytest.mark.xdist_group("packets")

MM = 72 / 25.4


def places(data: bytes, page: int, wanted: Callable[[str], bool]) -> list[tuple[float, float]]:
    """Return where words stand on a page: from its left and from its top, in millimeters."""
    found: list[tuple[float, float]] = []
    sheet = reader(data).pages[page]

    def see(text: str, now: list[float], letters: list[float], *_rest: object) -> None:
        if wanted(text):
            x, y = letters[4] * now[0] + now[4], letters[5] * now[3] + now[5]
            found.append((x / MM, (float(sheet.mediabox.height) - y) / MM))

    sheet.extract_text(visitor_text=see)
    return found


@pytest.fixture(scope="module")
def evening(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The families' first evening, whose lesson leads to the six steps."""
    return make(curriculum, families(curriculum, "en", 1), "a4", Cache(tmp_path_factory.mktemp("pressed")))


@pytest.mark.parametrize("large", [False, True])
def test_the_number_of_a_page_stands_where_a_printer_reaches(
    curriculum: Curriculum, evening: Made, tmp_path_factory: pytest.TempPathFactory, large: bool
) -> None:
    """Office printers leave about 4 mm blank at an edge, and the contents on the cover are of no use without the numbers."""
    made = evening
    if large:
        made = make(curriculum, families(curriculum, "en", 1), "letter", Cache(tmp_path_factory.mktemp("large")), large=True)
    for page in range(made.pages):
        [(_left, top)] = places(made.data, page, lambda text: bool(re.match(r"\s*Page \d+ of \d+", text)))
        assert 6.5 < top < 11, page  # a letter of 9 points is 2.4 mm high, one of 18 is 4.8


def test_families_find_the_six_steps_in_their_own_packet(evening: Made) -> None:
    """Their lessons say "the six steps", and the lesson that has them is in another packet."""
    *_others, last = texts(evening)
    assert "Help right now" in last
    assert all(words in last for words in ("Could this be an overdose?", "Give naloxone"))


def test_days_on_a_cover_speak_the_packet_s_language(curriculum: Curriculum) -> None:
    """A program writes its days in English, as "Mon"; they are translated on what people read."""
    assert ("Lunes", "Miércoles", "Viernes") == week(curriculum, "es", 3).days
    assert ("Mon", "Wed", "Fri") == week(curriculum, "en", 3).days


def test_the_first_ten_days_say_what_is_in_english(curriculum: Curriculum) -> None:
    """They have no cover to say it: a line below their title names the steps that have English in them."""
    spanish, english = (pages_of(curriculum, essentials(curriculum, name), "letter").pages[0].sheet.html for name in ("es", "en"))
    [told] = re.findall(r'<p class="notice">(.*?)</p>', spanish)
    sections = re.findall(r'<section class="step".*?</section>', spanish, re.DOTALL)
    mixed = [re.sub(r"<.*?>", "", re.findall(r"<h2.*?</h2>", part)[0]).strip() for part in sections if ' lang="en"' in part]
    assert mixed
    assert len(mixed) < len(sections)
    assert told.endswith("; ".join(mixed))
    assert '<p class="notice">' not in english


def test_a_single_card_folds_with_help_on_its_other_side(curriculum: Curriculum) -> None:
    """In Spanish one sheet has a card: eight times the same, folded, would say the same twice."""
    html = next(page.html for _for, page in table_pages(curriculum, "es", "a4") if page.name.startswith("wallet"))
    _first, second = html.split('<div class="card-page">')[1:]
    assert 4 == second.count("is-sheet") == second.count('class="is-help"')


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_to_do_in_an_emergency_is_not_torn(curriculum: Curriculum, language: str, paper: Paper) -> None:
    """Each safety text of a help page stands in one column, with its heading: "call 911" alone at the head of another helps nobody."""
    module = curriculum.modules[language]["f04"]
    sheet = next(page for page in sheet_pages(curriculum, module, language, paper) if page.id == "f04-help")
    data = press(sheet.html, curriculum.program.edition)
    title, end = {"en": ("Stopping all at once", "Pregnant?"), "es": ("Dejarlo de golpe", "¿Embarazo?")}[language]
    [(left, top)] = places(data, 0, lambda text: text.strip().startswith(title))
    [(inner, below)] = places(data, 0, lambda text: end in text)
    assert abs(inner - left) < 15
    assert below > top
