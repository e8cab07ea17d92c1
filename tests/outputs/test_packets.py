"""Packets: bound PDFs for a week, a session, a missed evening, families, the first days; cards; the staff's tally."""

from __future__ import annotations

import dataclasses
import io
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from handrail.cache import Cache
from handrail.curriculum import Curriculum, read_or_raise
from handrail.model import Voice
from handrail.outputs import Request
from handrail.outputs.packets import OUTPUT
from handrail.outputs.shared.handout import Paper
from handrail.outputs.shared.packets import (
    Audience,
    Made,
    Packet,
    PacketError,
    catch_up,
    essentials,
    families,
    make,
    needed,
    session,
    week,
)
from handrail.outputs.shared.packets.cards import CARDS, table_pages
from handrail.outputs.shared.packets.make import pages_of
from handrail.outputs.shared.press import press
from handrail.outputs.shared.pressed import press_all
from handrail.signing.label import Label
from tests.overlay.small import harbor_house, small_repository

pytestmark = pytest.mark.xdist_group("packets")

SIZES: dict[Paper, tuple[int, int]] = {"a4": (595, 842), "letter": (612, 792)}
ROW = 54 / 25.4 * 72
"""The height of a wallet card in points."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Cache:
    """What was pressed before, as in any build."""
    return Cache(tmp_path_factory.mktemp("pressed"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a few modules, and Harbor House over it."""
    folder = small_repository(tmp_path_factory.mktemp("small"))
    harbor_house(folder)
    return folder


@pytest.fixture(scope="module")
def few(small: Path) -> Curriculum:
    """A few modules."""
    return read_or_raise(small / "curriculum")


@pytest.fixture(scope="module")
def third(few: Curriculum, cache: Cache) -> Made:
    """The third week in English: the sessions 7 and 8."""
    return make(few, week(few, "en", 3), "a4", cache)


def reader(made: Made | bytes) -> PdfReader:
    """Return a PDF to look into."""
    return PdfReader(io.BytesIO(made if isinstance(made, bytes) else made.data))


def plain(text: str) -> str:
    """Return words on one line."""
    return " ".join(text.split())


def texts(made: Made | bytes) -> list[str]:
    """Return the words of each page."""
    return [plain(page.extract_text()) for page in reader(made).pages]


def outline(pdf: PdfReader) -> list[tuple[int, str, int | None]]:
    """Return the bookmarks: level, title, number of the page."""

    def walk(items: list[object], level: int) -> list[tuple[int, str, int | None]]:
        found: list[tuple[int, str, int | None]] = []
        for item in items:
            if isinstance(item, list):
                found += walk(item, level + 1)
            else:
                number = pdf.get_destination_page_number(item)  # type: ignore[arg-type]
                found.append((level, str(item.title), None if number is None else number + 1))  # type: ignore[attr-defined]
        return found

    return walk(pdf.outline, 1)


def heights(data: bytes) -> list[float]:
    """Return the sizes of all letters of a PDF, in points on paper."""
    found: list[float] = []

    def see(text: str, now: list[float], letters: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(round(abs(now[3] * letters[3]) * size, 1))

    for page in reader(data).pages:
        page.extract_text(visitor_text=see)
    return found


def test_a_week_holds_its_sessions_in_their_order_behind_a_cover(few: Curriculum, third: Made) -> None:
    """Cover, then each session's lesson, sheets and questions, and help once, at the end: as the bookmarks say."""
    pdf = reader(third)
    found = outline(pdf)

    assert ["Week 3", "Session 7", "Worksheet", "3 quick questions, no grade", "Session 8"] == [title for _level, title, _page in found][:5]
    assert "Help right now" == found[-1][1]
    assert 1 == [title for _level, title, _page in found].count("Help right now")
    assert {"Worksheet": 2, "Session 7": 1, "Help right now": 1} == {
        title: level for level, title, _page in found if title in ("Worksheet", "Session 7", "Help right now")
    }
    pages = texts(third)
    for _level, title, number in found[1:]:
        assert number is not None
        where = {"Session 7": few.modules["en"]["s07"].title, "Session 8": few.modules["en"]["s08"].title}.get(title)
        assert where is None or where in pages[number - 1]
        row = rf"{re.escape(title)}(?: · \w+)? {number}\b"
        assert re.search(row, pages[0]), f"the cover says another page for {title}"
    assert len(pages) == third.pages


def test_every_page_has_its_number_the_crisis_line_and_the_draft_label(third: Made) -> None:
    """Whoever finds one page knows what it is."""
    for number, page in enumerate(texts(third), 1):
        assert f"Page {number} of {third.pages}" in page
        assert "988" in page
        assert str(Label("en")) in page


def test_a_lesson_and_a_sheet_take_two_pages_at_most(third: Made) -> None:
    """Between two bookmarks stand one leaf of paper at most."""
    starts = [number for _level, _title, number in outline(reader(third)) if number is not None]
    assert all(later - earlier <= 2 for earlier, later in zip(starts, [*starts[1:], third.pages + 1], strict=True))


@pytest.mark.parametrize("paper", list(SIZES))
def test_a_packet_says_language_and_title_and_is_tagged(few: Curriculum, cache: Cache, paper: Paper) -> None:
    """A screen reader announces it; every page hangs in the one tree of tags; all pages have one size."""
    packet = week(few, "en", 3) if paper == "a4" else catch_up(few, "en", "s04")
    pdf = reader(make(few, packet, paper, cache))
    root = pdf.root_object

    assert f"{packet.title} · Skills Course" == (pdf.metadata.title if pdf.metadata else "")
    assert "en" == root["/Lang"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    tree = root["/StructTreeRoot"]
    numbers = tree["/ParentTree"]["/Nums"]  # type: ignore[index]
    held = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in pdf.pages:
        elements = [one.get_object() for one in held[page["/StructParents"]].get_object()]
        assert elements
        assert {page.indirect_reference.idnum} == {  # type: ignore[union-attr]
            element.raw_get("/Pg").idnum for element in elements if isinstance(element, dict) and "/Pg" in element
        }
        assert SIZES[paper] == tuple(round(float(side)) for side in page.mediabox[2:])


def test_nothing_on_the_outside_says_what_it_is_about(few: Curriculum, third: Made) -> None:
    """Cover, title, bookmarks and file name carry numbers: no session's or sheet's title."""
    pdf = reader(third)
    outside = texts(third)[0] + " ".join(title for _level, title, _page in outline(pdf)) + str(pdf.metadata) + third.packet.name
    for module in third.packet.modules:
        assert module.title not in outside
        assert not [sheet.title for sheet in module.worksheets if sheet.title in outside]
    assert few.program.name not in outside
    assert few.program.discreet_name in outside


def test_no_answers_and_no_words_for_staff_are_in_a_packet(third: Made) -> None:
    """The questions are there, what an answer tells is not; nothing of guides and notes is."""
    shown = plain(" ".join(texts(third)))
    for module in third.packet.modules:
        for check in module.checks:
            for question in check.questions:
                assert plain(question.ask).split("*")[0] in shown
                assert not [option.why for option in question.options.values() if plain(option.why) in shown]
        public = plain(" ".join(passage.text for passage in module.passages if passage.voice is not Voice.FACILITATOR))
        private = [plain(row) for passage in module.passages if passage.voice is Voice.FACILITATOR for row in passage.text.splitlines()]
        assert [] == [row for row in private if len(row) > 24 and row in shown and row not in public]


def test_one_lane_is_one_evening(few: Curriculum, cache: Cache) -> None:
    """--lane B takes that evening alone."""
    made = make(few, week(few, "en", 3, "B"), "letter", cache)

    assert ["s08"] == [module.id for module in made.packet.modules]
    assert "Week 3 B" in texts(made)[0]


def test_families_get_no_questions_and_no_word_of_a_participant(few: Curriculum, cache: Cache) -> None:
    """Their packet has the evening's lesson and sheets; no check, no completion, no sessions of the program."""
    made = make(few, families(few, "en", 1), "a4", cache)
    shown = " ".join(texts(made))

    assert ["f04"] == [module.id for module in made.packet.modules]
    assert few.modules["en"]["f04"].title in shown
    assert "quick questions" not in shown
    assert "Session" not in texts(made)[0]


def test_what_is_not_translated_is_said_on_the_cover_and_tagged_as_english(few: Curriculum, cache: Cache) -> None:
    """Session 8 has no Spanish: the cover says so, and a screen reader changes its voice for it."""
    made = make(few, week(few, "es", 3), "a4", cache)
    pdf = reader(made)

    assert ["s08"] == [module.id for module in made.packet.foreign]
    assert "inglés: Sesión 8" in texts(made)[0]
    assert "es" == pdf.root_object["/Lang"]
    parts = [part.get_object() for part in pdf.root_object["/StructTreeRoot"]["/K"][0]["/K"]]  # type: ignore[index]
    spoken = [part["/Lang"] for part in parts]
    assert {"es", "en"} == set(spoken)
    assert spoken[0] == spoken[-1] == "es"


def test_catching_up_is_education_and_not_attendance(few: Curriculum, cache: Cache) -> None:
    """60 words first, then the lesson, its sheets and questions, and how to talk it through; no name is asked."""
    made = make(few, catch_up(few, "en", "s04"), "letter", cache)
    first = texts(made)[1]

    assert plain(few.modules["en"]["s04"].short) in first
    assert "Caught up: education, not attendance." in first
    assert "Name" not in first
    assert ["How to catch up", "Session 4"] == [title for level, title, _page in outline(reader(made)) if level == 1][1:3]
    with pytest.raises(PacketError, match="--session f04"):
        catch_up(few, "en", "f04")


def test_the_first_ten_days_stay_on_four_pages(few: Curriculum, cache: Cache) -> None:
    """The essentials are one packet of four pages at most, on the shorter paper, too."""
    assert make(few, essentials(few, "en"), "letter", cache).pages <= 4


@pytest.mark.parametrize(("language", "paper"), [("en", "a4"), ("es", "letter")])
def test_the_first_ten_days_are_set_smaller_only_where_that_saves_a_page(
    curriculum: Curriculum, cache: Cache, language: str, paper: Paper
) -> None:
    """The whole curriculum's, the least on the longer paper and the most on the shorter one: four pages at most."""
    whole = pages_of(curriculum, essentials(curriculum, language), paper)
    full = press_all([whole.pages[0].sheet.html], curriculum.program.edition, cache)[0]
    made = make(curriculum, essentials(curriculum, language), paper, cache)

    assert made.pages <= 4
    assert len(reader(full).pages) > made.pages or min(heights(full)) == min(heights(made.data))


def test_large_print_has_no_letter_below_18_points(few: Curriculum, cache: Cache) -> None:
    """Cover, lesson, sheets, questions, help, foot and numbers of pages: each letter is 18 points high or more."""
    made = make(few, week(few, "en", 3, "B"), "a4", cache, large=True)

    assert min(heights(made.data)) >= 17.9
    assert {SIZES["a4"]} == {tuple(round(float(side)) for side in page.mediabox[2:]) for page in reader(made).pages}


def test_no_page_has_a_color(third: Made) -> None:
    """No operator of any page, or of what is drawn into it, sets a color that is not a gray."""

    def streams(holder: object) -> list[bytes]:
        found = []
        for drawn in (holder.get("/Resources") or {}).get("/XObject", {}).values():  # type: ignore[attr-defined]
            form = drawn.get_object()
            if form.get("/Subtype") == "/Form":
                found += [form.get_data(), *streams(form)]
        return found

    for page in reader(third).pages:
        contents = page.get_contents()
        assert contents is not None
        for data in [contents.get_data(), *streams(page)]:
            assert not re.search(rb"[\d.]+ [\d.]+ [\d.]+ (rg|RG|k|K|scn?|SCN?)\s", data)


def test_the_same_packet_has_the_same_bytes(few: Curriculum, cache: Cache, third: Made) -> None:
    """Bound again, it is the same: nothing depends on the hour or the run (that sheets are, too, is told where pages are pressed)."""
    assert third.data == make(few, week(few, "en", 3), "a4", cache).data


def test_no_sheet_is_laid_out_twice_and_the_second_time_none(few: Curriculum, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each size of a sheet is laid out once, the one that fits is drawn, and opened to be bound; the second time none of it."""
    import weasyprint
    from weasyprint.document import Document

    laid_out: list[tuple[object, ...]] = []
    drawn: list[object] = []
    opened: list[object] = []
    start, render, draw, opening = weasyprint.HTML.__init__, weasyprint.HTML.render, Document.write_pdf, PdfReader.__init__

    def begin(page: Any, *rest: Any, string: str, **named: Any) -> None:
        page.text = string
        start(page, *rest, string=string, **named)

    def lay_out(page: Any, *rest: Any, stylesheets: list[object], **named: Any) -> Any:
        laid_out.append((page.text, *map(id, stylesheets)))
        return render(page, *rest, stylesheets=stylesheets, **named)

    monkeypatch.setattr(weasyprint.HTML, "__init__", begin)
    monkeypatch.setattr(weasyprint.HTML, "render", lay_out)
    monkeypatch.setattr(Document, "write_pdf", lambda *rest, **named: drawn.append(rest) or draw(*rest, **named))
    monkeypatch.setattr(PdfReader, "__init__", lambda *rest, **named: opened.append(rest) or opening(*rest, **named))
    monkeypatch.setattr("os.cpu_count", lambda: 1)  # all in this process
    cache, packet = Cache(tmp_path), week(few, "en", 3, "B")
    sheets = len(pages_of(few, packet, "a4").pages)
    made = make(few, packet, "a4", cache)
    before = len(laid_out), len(drawn), len(opened)

    assert sheets + 2 == len(drawn) <= len(laid_out)  # cover and numbers; a sheet may be tried in several sizes
    assert len(laid_out) == len(set(laid_out))
    assert sheets + 3 == len(opened)  # the cover twice: its title is the packet's
    assert made == make(few, packet, "a4", cache)
    assert before == (len(laid_out), len(drawn), len(opened))


def test_hostile_titles_are_only_words(few: Curriculum, cache: Cache) -> None:
    """What was smuggled past every check is printed as letters, asks nobody, and breaks no bookmark."""
    hostile = '<img src="http://evil.example/x">{{7*7}}</style>\\"); ( \u202e'
    module = few.modules["en"]["or2"].model_copy(update={"title": hostile, "message": hostile, "short": hostile})
    made = make(few, Packet("x", hostile, session(few, "en", "or2").kind, "en", (module,)), "a4", cache)

    assert "{{7*7}}" in texts(made)[0]
    assert hostile.partition("\\")[0] in outline(reader(made))[0][1]


def test_lines_that_are_not_set_have_room_for_a_pen(few: Curriculum, cache: Cache) -> None:
    """The sample's own line prints no number; a hotline on violence at home is printed only when someone asks."""
    made = make(few, session(few, "en", "or2"), "a4", cache)
    help_page = texts(made)[[title for _level, title, _page in outline(reader(made))].index("Help right now") and -1]

    assert "Our line" in help_page
    assert few.program.lines["domestic-violence"].number not in " ".join(texts(made))
    with_number = few.program.lines["program"].model_copy(update={"number": "207-555-0147", "hours": "9 to 21"})
    program = few.program.model_copy(update={"sample": False, "lines": {**few.program.lines, "program": with_number}})
    own = make(dataclasses.replace(few, program=program), session(few, "en", "or2"), "a4", cache)
    assert "207-555-0147 9 to 21" in " ".join(texts(own))


def test_a_programs_own_session_and_all_its_evenings_are_in_the_week(small: Path, cache: Cache) -> None:
    """Harbor House meets five times: its own session is inside with its day, the evenings without sheets are named."""
    own = read_or_raise(small / "curriculum", overlay=small / "programs" / "harbor-house")
    made = make(own, week(own, "en", 2), "letter", cache)
    cover = texts(made)[0]

    assert "x01" in [module.id for module in made.packet.modules]
    assert "Evening Course" in cover
    assert "Session X1 · Mon" in cover
    assert all(day in cover for day in ("Tue: ", "Thu: "))
    assert "207-555-0147" in texts(made)[-1]
    assert "Wilhelmina" not in " ".join(texts(made))


def test_evenings_of_one_kind_keep_each_its_own_day(few: Curriculum) -> None:
    """A program that practices twice a week finds both days on the cover, and the day behind the second is not said twice."""
    wheel = few.program.wheel
    plan = wheel.variants[wheel.variant].model_copy(update={"evenings": ["A", "practice", "B", "practice", "C"]})
    schedule = few.program.schedule.model_copy(update={"days": ["Mon", "Tue", "Wed", "Thu", "Fri"]})
    program = few.program.model_copy(
        update={"schedule": schedule, "wheel": wheel.model_copy(update={"variants": {**wheel.variants, wheel.variant: plan}})}
    )
    found = week(dataclasses.replace(few, program=program), "en", 3)
    name = few.texts("en").wheel.evenings["practice"]

    assert ("Mon", "Wed") == found.days
    assert (f"Tue: {name}", f"Thu: {name}") == found.others[:2]


@pytest.mark.parametrize("paper", list(SIZES))
@pytest.mark.parametrize("language", ["en", "es"])
def test_wallet_cards_have_their_size_and_all_their_words(few: Curriculum, language: str, paper: Paper) -> None:
    """Eight a page; rows are 54 mm apart, so that nothing made a card grow; each carries its own draft label."""
    html = next(page.html for _for, page in table_pages(few, language, paper) if page.name.startswith("wallet"))
    pdf = reader(press(html, few.program.edition))
    title = few.texts(language).safety["overdose"].title
    rows: list[float] = []

    def see(text: str, now: list[float], letters: list[float], *_rest: object) -> None:
        if title in text:
            rows.append(now[3] * letters[5] + now[5])

    words = plain(pdf.pages[0].extract_text(visitor_text=see))
    assert 2 == len(pdf.pages)
    assert 4 == words.count(title)
    assert [ROW] * 3 == pytest.approx([abs(later - earlier) for earlier, later in pairwise(rows)], abs=2)
    assert 9 == words.count(str(Label(language)))
    sheet = next(sheet for sheet in few.modules[language]["or2"].worksheets if sheet.id in CARDS)
    asked = [field.ask for field in sheet.fields if field.id in CARDS[sheet.id]]
    assert all(4 <= plain(pdf.pages[1].extract_text()).count(ask) for ask in asked)


def test_the_tally_is_for_staff_and_opens_with_what_it_is_not(few: Curriculum) -> None:
    """It stands in a folder of its own, and asks for no names."""
    where, page = next((where, page) for where, page in table_pages(few, "en", "a4") if page.name.startswith("tally"))
    words = texts(press(page.html, few.program.edition))[0]

    assert "staff" == where
    assert few.texts("en").labels["roster_notice"] in words
    assert "For staff. Not for participants." in words
    assert "Name" not in words


def test_the_output_has_a_folder_for_each_door(few: Curriculum, cache: Cache, tmp_path: Path) -> None:
    """Participants', families' and staff's things never stand together; lists lead to every file; no week is in a language in vain."""
    smaller = {"en": {key: few.modules["en"][key] for key in ("s07", "f04")}, "es": {}}
    program = few.program.model_copy(update={"essentials": {}})
    OUTPUT.write(Request(dataclasses.replace(few, program=program, modules=smaller), tmp_path, tmp_path, cache))
    files = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf")}

    assert {"participants", "families", "staff"} == {name.split("/")[0] for name in files}
    assert {"staff/en/tally-a4.pdf", "staff/en/tally-letter.pdf"} == {name for name in files if name.startswith("staff/en")}
    assert {"participants/en/week-3-a4.pdf", "families/en/families-1-letter.pdf", "participants/en/s07-catch-up-a4.pdf"} < files
    es = {Path(name).stem.rpartition("-")[0] for name in files if name.startswith("participants/es")}
    assert {"wallet-cards", "letters"} == es
    for page in tmp_path.rglob("index.html"):
        beside = {path.name for path in page.parent.glob("*.pdf")}
        assert beside == set(re.findall(r'href="([^"]+\.pdf)"', page.read_text(encoding="utf-8")))


def test_an_evening_for_families_that_stands_in_no_week_has_a_packet(few: Curriculum) -> None:
    """With more evenings than weeks the rest are printed, too: each by itself, beside those that have a week."""
    evening = few.modules["en"]["f04"]
    evenings = {f"f{number:02}": evening.model_copy(update={"id": f"f{number:02}"}) for number in range(1, 5)}
    many = {"en": {"s07": few.modules["en"]["s07"], **evenings}, "es": {"f04": few.modules["es"]["f04"]}}
    found = {language: list(needed(dataclasses.replace(few, modules=many), language)) for language in many}
    for_families = {language: [one.name for one in packets if one.audience is Audience.FAMILY] for language, packets in found.items()}

    assert ["families-1", "families-2", "families-3", "f04"] == for_families["en"]
    assert ["f04"] == for_families["es"]
