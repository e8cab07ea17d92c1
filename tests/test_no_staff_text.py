"""Words for staff alone reach no participant: not a page, an index, a cache, a slide, a package or a PDF. The one home of this proof."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from handrail.curriculum import Curriculum
from handrail.outputs.pdf.forms import form_pages
from handrail.outputs.shared.handout import sheet_pages
from handrail.outputs.shared.packets import catch_up
from handrail.outputs.shared.packets.cards import table_pages
from handrail.outputs.shared.packets.make import pages_of
from tests.overlay.small import PRIVATE
from tests.staff_text import Finder, contents, for_participants, pdf_text, private_sentences, public_sentences, texts_of, words

PLANTED = 'Tell the nurse\'s "mérule" story again; then wait & count to forty.'
"""A sentence with everything that is written in another way somewhere."""

BUILT_FOR_STAFF = {"facilitator"}
"""Outputs that are staff's as a whole."""


@pytest.fixture(scope="module")
def finder(curriculum: Curriculum) -> Finder:
    """Every sentence of every guide, note and library text that is for staff alone."""
    return Finder(private_sentences(curriculum))


def participants_files(build: Path, site: Path) -> dict[str, list[tuple[str, bytes]]]:
    """Return output to the files of it that participants get, from a folder of builds."""
    folders = {"site": site} | {
        path.name: path
        for path in sorted(build.iterdir())
        if path.is_dir() and not path.name.startswith(".") and path.name not in ("pages", "preview", "site", "programs", "release")
    }
    return {
        name: [found for found in for_participants(folder) if not found[0].startswith("staff/")]
        for name, folder in folders.items()
        if name not in BUILT_FOR_STAFF
    }


def test_nothing_for_staff_alone_reaches_a_participant(built: Path, finder: Finder) -> None:
    """No sentence of a guide, a note or the facilitators' library stands in any byte of any output for participants."""
    outputs = participants_files(built / "build", built / "site")

    assert {"site", "slides", "handouts", "course", "scorm", "h5p", "usb"} <= set(outputs)
    for name, files in outputs.items():
        assert files, name
        assert [] == finder.leaks(_once(files)), name


def test_nothing_for_staff_alone_is_pressed_into_a_participants_pdf(curriculum: Curriculum, finder: Finder) -> None:
    """The pages that PDFs are made of, forms, packets and cards included, hold none; tests/release looks into PDFs themselves."""
    pages = list(_pressed(curriculum))

    assert {"s04-w1", "s04-help", "or2", "f04"} <= {name.split("/")[1] for name, _html in pages}
    assert [] == finder.leaks((name, html.encode()) for name, html in pages)


def _pressed(curriculum: Curriculum) -> Iterator[tuple[str, str]]:
    """Yield every page that is pressed for participants and families, once: sizes differ in nothing but their style."""
    for language, modules in curriculum.modules.items():
        for module in modules.values():
            for sheet in (*sheet_pages(curriculum, module, language, "letter"), *form_pages(curriculum, module, language)):
                yield f"{language}/{sheet.id}/sheet.html", sheet.html
            if not module.is_family:
                for page in pages_of(curriculum, catch_up(curriculum, language, module.id), "letter").pages:
                    yield f"{language}/{module.id}/packet.html", page.sheet.html
        for folder, document in table_pages(curriculum, language, "letter"):
            if folder != "staff":
                yield f"{language}/{document.name}/card.html", document.html


def test_the_finder_knows_how_an_output_writes_a_sentence(built: Path, curriculum: Curriculum, finder: Finder) -> None:
    """Of staff's sentences nearly all are found in the guides, and of participants' nearly all on the site: it does not look past them."""
    staff = set().union(*(finder.found_in(words(text)) for text in _texts(built / "build" / "facilitator")))
    public = Finder(public_sentences(curriculum))
    read = set().union(*(public.found_in(words(text)) for text in _texts(built / "site")))

    assert len(finder.sentences) > 1000
    assert len(staff) > 0.97 * len(finder.sentences)
    assert len(read) > 0.8 * len(public.sentences)  # slides are not on the site


def test_a_course_keeps_its_guides_for_staff(built: Path, finder: Finder) -> None:
    """What is left out of the search in a course is there, and is nothing but guides."""
    folder = built / "build" / "course"
    every = [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
    kept = {name for name, _data in contents(every)} - {name for name, _data in for_participants(folder)}

    assert kept
    assert all("-g." in name or "-staff." in name for name in kept)
    assert finder.leaks((name, data) for name, data in contents(every) if name in kept)


def _html(text: str) -> bytes:
    first, rest = text.split(" ", 1)
    return f"<p>{first} <em>{rest.replace('&', '&amp;').replace(chr(34), '&quot;')}</em></p>".encode()


def _zip(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def _tar(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return stream.getvalue()


def _pdf(text: str) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = PdfWriter()
    page = writer.add_blank_page(600, 200)
    fonts = DictionaryObject({NameObject("/F1"): DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    })})  # fmt: skip
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    content.set_data(b"BT /F1 12 Tf 20 100 Td (" + text.encode("cp1252") + b") Tj ET")
    page[NameObject("/Contents")] = writer._add_object(content)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


PLACES: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "a page": lambda text: ("a.html", _html(text)),
    "an attribute": lambda text: ("a.html", f'<p title="{text.replace(chr(34), "&quot;")}">x</p>'.encode()),
    "a comment": lambda text: ("a.html", f"<!-- {text} -->".encode()),
    "a script on a page": lambda text: ("a.html", f"<script>const a = {json.dumps(text)};</script>".encode()),
    "an index": lambda text: ("passages.json", json.dumps({"pages": [{"text": f"before. {text}\n"}]}).encode()),
    "HTML in an index": lambda text: ("content.json", json.dumps({"text": _html(text).decode()}).encode()),
    "a worker": lambda text: ("worker.js", f"const list = [1 < 2, `{text}`, 3 > 2];".encode()),
    "plain text": lambda text: ("readme.txt", text.upper().encode()),
    "a zip in a zip": lambda text: ("all.zip", _zip("s04.h5p", _zip("content.json", json.dumps(text).encode()))),
    "a course": lambda text: ("course.tar.gz", _tar("course/html/s04.html", _html(text))),
    "a packed file": lambda text: ("sitemap.xml.gz", gzip.compress(_html(text))),
    "a PDF": lambda text: ("s04.pdf", _pdf(text)),
}


@pytest.mark.parametrize("place", list(PLACES))
def test_a_planted_sentence_is_found(place: str) -> None:
    """The proof can fail: wherever a sentence could slip in, and however that place writes it, it is found."""
    finder = Finder({tuple(words(PLANTED)): "the guide"})
    name, data = PLACES[place](PLANTED)
    _name, innocent = PLACES[place](PLANTED.replace("forty", "fifty"))

    assert 1 == len(finder.leaks([(name, data)]))
    assert [] == finder.leaks([(name, innocent)])


def test_a_sentence_planted_into_a_build_is_found(built: Path, finder: Finder) -> None:
    """One real sentence of a guide, put into a real page of the site, is reported with the page and the line it comes from."""
    sentence, where = next((sentence, where) for sentence, where in finder.sentences.items() if where.startswith("curriculum/es/"))
    page = (built / "site" / "s04" / "index.html").read_bytes()
    planted = page.replace(b"</main>", f"<p>{' '.join(sentence).capitalize()}.</p></main>".encode(), 1)

    assert [f"s04/index.html: {' '.join(sentence)} ({where})"] == finder.leaks([("s04/index.html", planted)])


@pytest.mark.xdist_group("harbor-house")
def test_names_of_staff_reach_no_participant(harbor_house_built: Path) -> None:
    """No name, number or note of program.private.yml stands in any byte of any output for participants."""
    canaries = list(_strings(YAML(typ="safe").load(PRIVATE)))
    outputs = participants_files(harbor_house_built, harbor_house_built / "site")

    assert "Wilhelmina Quince" in canaries
    for output, files in outputs.items():
        for name, data in files:
            text = pdf_text(data) if data[:5] == b"%PDF-" else data.decode("utf-8", "replace")
            assert [] == [canary for canary in canaries if canary in text], f"{output}/{name}"


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _strings(value)
    else:
        yield str(data)


def _texts(folder: Path) -> Iterator[str]:
    files = ((path.as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.html")))
    return (text for name, data in files for text in islice(texts_of(name, data), 1, None))


def _once(files: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield each content once: packages bring the same library again and again."""
    seen: set[bytes] = set()
    for name, data in files:
        if data not in seen:
            seen.add(data)
            yield name, data
