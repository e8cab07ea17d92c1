"""Worksheets as PDFs that are filled in: every kind of field has a name that says nothing and a label that says all."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.markdown.parse import parse_worksheet
from handrail.model import KINDS, Module, Worksheet
from handrail.outputs.pdf.forms import form_pages
from handrail.outputs.shared.bind import pages_in
from handrail.outputs.shared.leaves import MOST_PAGES, press_fitting
from handrail.problems import Problems
from tests.outputs.test_press import painted, tags

pytestmark = pytest.mark.xdist_group("pdf-forms")  # what all look at is made once, by one worker

MOST = 60_000
"""Bytes of one form."""

FIXTURES = Path(__file__).parents[1] / "fixtures"
HOSTILE = 'A (line) \\ with ": " and <b>tags</b> & more'

# The largest forms of the curriculum; with HANDRAIL_PRESS=all every form is pressed (make soak).
LARGEST = ("s04-w2", "s01-w1", "s31-w1")
EVERY = os.environ.get("HANDRAIL_PRESS") == "all"


def every_kind() -> Worksheet:
    """Return the sheet that has every kind of field; its first question is hostile."""
    sheet = parse_worksheet((FIXTURES / "every-kind.yml").read_text(encoding="utf-8"), "every-kind.yml", Problems())
    assert sheet is not None
    first = sheet.fields[0].model_copy(update={"ask": HOSTILE})
    return sheet.model_copy(update={"fields": [first, *sheet.fields[1:]]})


def with_sheet(module: Module, sheet: Worksheet) -> Module:
    """Return a module whose only worksheet is the given one."""
    sections = [module.sections[0].model_copy(update={"blocks": [sheet]})]
    return module.model_copy(update={"sections": sections})


def press_forms(curriculum: Curriculum, module: Module, language: str) -> dict[str, bytes]:
    """Return the forms of a module by the ids of their sheets."""
    pages = list(form_pages(curriculum, module, language))
    return dict(zip([page.id for page in pages], press_fitting(pages, curriculum.program.edition, Cache(None)), strict=True))


@pytest.fixture(scope="module")
def form(curriculum: Curriculum) -> bytes:
    """The form of the sheet that has every kind of field."""
    return next(iter(press_forms(curriculum, with_sheet(curriculum.modules["en"]["s04"], every_kind()), "en").values()))


@pytest.fixture(scope="module")
def reader(form: bytes) -> PdfReader:
    """That form as pypdf reads it."""
    return PdfReader(io.BytesIO(form))


def widgets(reader: PdfReader) -> list[Any]:
    """Return what can be pressed or typed into, in the order of the pages."""
    return [note.get_object() for page in reader.pages for note in page.get("/Annots", []) if note.get_object()["/Subtype"] == "/Widget"]


def test_every_kind_of_field_can_be_filled_in(reader: PdfReader) -> None:
    """No field of the sheet is left out, and no kind of field is without a form of its own."""
    names = set(reader.get_fields() or {})
    sheet = every_kind()

    assert set(KINDS) == {field.kind for field in sheet.fields}
    assert [] == [field.id for field in sheet.fields if not any(name.startswith(f"{sheet.id}-{field.id}") for name in names)]


def test_names_say_nothing_and_stand_once(reader: PdfReader) -> None:
    """A name is made of ids; whoever sees the file's data reads no question there, and no two fields share an answer."""
    sheet = every_kind()
    fields = [reference.get_object() for reference in reader.trailer["/Root"]["/AcroForm"]["/Fields"]]
    names = [str(field["/T"]) for field in fields]

    assert len(names) == len(set(names))
    assert all(re.fullmatch(rf"{sheet.id}-[a-z0-9-]+", name) for name in names), names
    assert len(names) == len(reader.get_fields() or {})  # no radio button stands there beside its group


def test_every_field_is_called_by_its_question(reader: PdfReader) -> None:
    """A screen reader says the question, and with a tick its answer; a group of buttons has the question, each button its answer."""
    for widget in widgets(reader):
        assert str(widget.get("/TU", "")).strip()
        assert "/Parent" not in widget or str(widget["/Parent"]["/TU"]).strip()
    scale = next(field for field in every_kind().fields if field.kind == "scale")
    group = next(widget["/Parent"] for widget in widgets(reader) if "/Parent" in widget and scale.id in widget["/Parent"]["/T"])

    assert scale.ask == group["/TU"]
    assert ["1", "2", "3"] == [kid.get_object()["/TU"] for kid in group["/Kids"]][1:4]
    assert any(HOSTILE in str(holder["/TU"]) for widget in widgets(reader) for holder in (widget, widget.get("/Parent", widget)))


@pytest.mark.parametrize(("identifier", "open_ones"), [("s26-w1", 6), ("s28-w1", 1), ("s15-w1", 1), ("s10-w1", 0)])
def test_words_of_ones_own_can_be_typed(curriculum: Curriculum, identifier: str, open_ones: int) -> None:
    """A choice such as "something else" has a line behind it, called by its question and its words, under a name of its own."""
    module = curriculum.modules["en"][identifier.split("-", maxsplit=1)[0]]
    (html,) = [page.html for page in form_pages(curriculum, module, "en") if page.id == identifier]
    fields = [
        re.search(r'name="([^"]+)" title="([^"]+)"', option)
        for option in re.findall(r"<li[^>]*>(.+?)</li>", html, re.DOTALL)
        if 'type="radio"' in option and 'type="text"' in option
        for option in [option.partition('type="text"')[2]]
    ]
    assert len(fields) == open_ones
    assert all(found is not None and ": " in found[2] for found in fields)
    names = re.findall(r'type="(?:text|checkbox)"[^>]* name="([^"]+)"', html)
    assert len(names) == len(set(names))


def test_colons_in_answers_do_not_move_into_the_question(curriculum: Curriculum) -> None:
    """Two answers that begin alike up to a colon: the group is called by its question, each button by its whole answer."""
    sheet = every_kind()
    choice = next(field for field in sheet.fields if field.kind == "choice")
    answers = {"early": "At work: early", "late": "At work: late"}
    asked = choice.model_copy(update={"ask": "Where, say: when", "options": answers})
    module = with_sheet(curriculum.modules["en"]["s04"], sheet.model_copy(update={"fields": [asked]}))
    (form,) = press_forms(curriculum, module, "en").values()
    buttons = [widget for widget in widgets(PdfReader(io.BytesIO(form))) if "/Parent" in widget]

    assert list(answers.values()) == [button["/TU"] for button in buttons]
    assert {"Where, say: when"} == {button["/Parent"]["/TU"] for button in buttons}


def test_fields_are_in_the_tags(reader: PdfReader) -> None:
    """Each field hangs in the tree that a screen reader walks, in the order of the page, under the document's language."""
    found = widgets(reader)
    forms = [element for element in tags(reader) if element.get("/S") == "/Form"]

    assert "en" == reader.trailer["/Root"]["/Lang"]
    assert len(found) == len(forms)
    assert len({widget["/StructParent"] for widget in found}) == len(found)
    assert all(page["/Tabs"] == "/S" for page in reader.pages)


def test_a_form_runs_nothing_and_sends_nothing(reader: PdfReader) -> None:
    """No script, no action, no address, no attachment."""
    # The objects one by one, not the bytes of the file: in what is compressed, "/JS" or "/AA" may stand by chance.
    names = set[str]()
    for number in range(1, reader.trailer["/Size"]):
        names |= set(re.findall(r"/[A-Za-z]+", repr(reader.get_object(number))))
    assert {"/AcroForm", "/Widget", "/AP"} <= names
    raw = b"".join(page.get_contents().get_data() for page in reader.pages)
    for word in ("/JavaScript", "/JS", "/SubmitForm", "/URI", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/OpenAction", "/AA"):
        assert word not in names
        assert word.encode() not in raw
    assert all("/A" not in widget and "/AA" not in widget for widget in widgets(reader))


def test_every_field_has_its_drawing_and_its_letters(reader: PdfReader) -> None:
    """No viewer must guess how an empty line, a tick or a ring looks, nor in which font to write; nothing is colored."""
    fonts = reader.trailer["/Root"]["/AcroForm"]["/DR"]["/Font"]
    for widget in widgets(reader):
        left, bottom, right, top = map(float, widget["/Rect"])
        assert left < right
        assert bottom < top
        drawn = widget["/AP"]["/N"]
        if widget.get("/FT") == "/Tx":
            named = re.search(r"/(\S+) ([\d.]+) Tf", str(widget["/DA"]))
            assert named is not None
            assert f"/{named[1]}" in fonts
            assert 8 <= float(named[2]) <= 13
        else:
            assert "/Off" in drawn
            assert 2 == len(drawn)
    assert "/NeedAppearances" not in reader.trailer["/Root"]["/AcroForm"]
    assert set() == painted(reader)


def test_there_is_room_for_what_is_typed(reader: PdfReader) -> None:
    """A line goes across the sheet, a box is large enough to press; all stays on the paper, and no field lies on another."""
    for page in reader.pages:
        boxes = [tuple(map(float, note.get_object()["/Rect"])) for note in page.get("/Annots", [])]
        assert all(20 <= left and right <= float(page.mediabox.width) - 20 and bottom >= 50 for left, bottom, right, _top in boxes)
        assert all(right - left >= 11 and top - bottom >= 11 for left, bottom, right, top in boxes)
        for index, (left, bottom, right, top) in enumerate(boxes):
            assert all(
                other_left >= right or other_right <= left or other_bottom >= top or other_top <= bottom
                for other_left, other_bottom, other_right, other_top in boxes[index + 1 :]
            )
    widest = [max((float(note["/Rect"][2]) - float(note["/Rect"][0]) for note in widgets(reader)), default=0)]
    assert min(widest) > 450


def test_what_is_filled_in_is_read_back(form: bytes, reader: PdfReader) -> None:
    """Words, ticks and a number are saved, and taken back again."""
    fields = reader.get_fields() or {}
    text = next(name for name, field in fields.items() if field["/FT"] == "/Tx")
    tick = next(name for name, field in fields.items() if field["/FT"] == "/Btn" and "/Kids" not in field.indirect_reference.get_object())
    scale = next(field.id for field in every_kind().fields if field.kind == "scale")
    number = next(name for name in fields if name.endswith(f"-{scale}"))
    typed = "Caminé con mi hermana (2 km) ñ"

    def fill(data: bytes, values: dict[str, str]) -> tuple[bytes, dict[str, Any]]:
        writer = PdfWriter(clone_from=io.BytesIO(data))
        for page in writer.pages:
            writer.update_page_form_field_values(page, values, auto_regenerate=False)  # type: ignore[arg-type]
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue(), {name: field.get("/V") for name, field in (PdfReader(out).get_fields() or {}).items()}

    filled, values = fill(form, {text: typed, tick: "/on", number: "/7"})
    _again, taken = fill(filled, {text: "", tick: "/Off", number: "/Off"})

    assert (typed, "/on", "/7") == (values[text], values[tick], values[number])
    assert ("", "/Off", "/Off") == (taken[text], taken[tick], taken[number])


def test_a_form_says_what_becomes_of_the_words(curriculum: Curriculum, reader: PdfReader) -> None:
    """The file keeps what is typed and whoever opens it reads it; a sheet that is never kept says so in its own words."""
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    never = next(form_pages(curriculum, curriculum.modules["en"]["f04"], "en")).html

    assert "Whoever can open the file can read it" in words
    assert "Draft. No clinician has signed this page." in words
    assert "988" in words
    assert "close it without saving; or save it where nobody but you can open it" in never


def test_forms_of_the_curriculum_are_small(curriculum: Curriculum) -> None:
    """The largest sheets, and one in Spanish, have at most 60 kB and, set closer where they need it, two pages."""
    jobs = [("es", curriculum.modules["es"]["or2"])]
    jobs += [("en", module) for module in curriculum.modules["en"].values()]
    pages = [
        page
        for language, module in jobs
        if EVERY or language == "es" or any(sheet.id in LARGEST for sheet in module.worksheets)
        for page in form_pages(curriculum, module, language)
        if EVERY or language == "es" or page.id in LARGEST
    ]
    made = dict(zip([page.id for page in pages], press_fitting(pages, curriculum.program.edition, Cache(None)), strict=True))

    assert len(made) >= 3
    assert {} == {name: len(data) for name, data in made.items() if len(data) > MOST}
    assert {} == {name: found for name, data in made.items() if (found := pages_in(data)) > MOST_PAGES}
