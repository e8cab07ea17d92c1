"""H5P packages of the real curriculum: their form, and what a host makes of them."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.names import session_name
from handrail.outputs import OutputError
from handrail.outputs.h5p.content_types import BOOK, SEMANTICS, TITLES
from handrail.outputs.h5p.pictures import WIDTH, pictures
from handrail.outputs.h5p.semantics import misfits

from .player import Package, judged, opened, words, write

pytestmark = pytest.mark.xdist_group("h5p")  # what all look at is made once, by one worker

FEW = ("s04", "or2", "f04")
LIBRARIES = "HANDRAIL_H5P_LIBRARIES"


def test_each_module_is_a_package_in_each_of_its_languages(curriculum: Curriculum, packages: list[Package]) -> None:
    """A package is called by its module's code, in the folder of its language; a page lists them with their sizes."""
    expected = {f"{language}/{identifier}" for language, modules in curriculum.modules.items() for identifier in modules}

    assert expected == {f"{package.language}/{package.module}" for package in packages}
    for package in packages:
        index = (package.path.parent / "index.html").read_text(encoding="utf-8")
        size = max(1, round(package.path.stat().st_size / 1000))
        assert f'<a class="more" href="{package.module}.h5p">{size} kB</a>' in index


def test_a_hosts_validator_takes_every_package(packages: list[Package], tmp_path: Path) -> None:
    """The package validator of a real host (h5p-server) finds nothing, and finds what is planted."""
    bad = tmp_path / "en" / "bad.h5p"
    bad.parent.mkdir()
    with zipfile.ZipFile(bad, "w") as archive:
        for name, data in packages[0].files.items():
            archive.writestr(name, data)
        archive.writestr("content/images/odd.svg", "<svg/>")

    said = judged([bad, *(package.path for package in packages)], tmp_path)

    assert "odd.svg" in said.pop("en/bad.h5p")
    assert {} == {name: words for name, words in said.items() if words}


def test_parameters_fit_the_libraries(packages: list[Package]) -> None:
    """Every field is known, of its type and inside its bounds; every tag is one that hosts let through."""
    found = {package.path.name: misfits(package.params, SEMANTICS[BOOK], SEMANTICS.get, package.pictures()) for package in packages}

    assert {} == {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.skipif(LIBRARIES not in os.environ, reason=f"{LIBRARIES} names no folder of real H5P libraries; no registry has them")
def test_parameters_fit_the_real_libraries(packages: list[Package]) -> None:
    """The same holds for the libraries' own semantics, where they can be had."""
    real = {}
    for path in Path(os.environ[LIBRARIES]).glob("*/library.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        if path.with_name("semantics.json").is_file():
            name = f"{data['machineName']} {data['majorVersion']}.{data['minorVersion']}"
            real[name] = json.loads(path.with_name("semantics.json").read_text(encoding="utf-8"))

    assert set() == {BOOK, *TITLES} - set(real)
    assert [] == [wrong for package in packages for wrong in misfits(package.params, real[BOOK], real.get, package.pictures())]


def test_the_same_input_gives_the_same_bytes(curriculum: Curriculum, packages: list[Package], tmp_path: Path) -> None:
    """A second build, in another order and without anything kept, writes the same files."""
    again, _report = write(
        dataclasses.replace(curriculum, modules={key: dict(reversed(found.items())) for key, found in curriculum.modules.items()}),
        tmp_path / "again",
        only=FEW,
    )
    first = {(package.language, package.module): package.path.read_bytes() for package in packages}

    assert again
    assert [] == [package.path.name for package in again if first[package.language, package.module] != package.path.read_bytes()]
    drawing = curriculum.drawing(curriculum.modules["en"]["s04"].figures[0], standalone=True)
    assert 1 == len({pictures([drawing], Cache(None))[drawing].data for _time in range(2)})


def test_a_package_holds_its_json_and_pictures_and_nothing_else(packages: list[Package]) -> None:
    """No library, script, style or SVG; no name begins with a dot; no time of the build is inside."""
    for package in packages:
        known = [r"h5p\.json", r"content/content\.json", r"content/images/[a-z0-9-]+\.png"]
        assert [] == [name for name in package.files if not any(re.fullmatch(one, name) for one in known)]
        with zipfile.ZipFile(package.path) as archive:
            assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}


def test_every_drawing_comes_along_small(curriculum: Curriculum, packages: list[Package]) -> None:
    """A drawing is a PNG of few colors with the text for those who cannot see it; none is large."""
    for package in packages:
        figures = curriculum.modules[package.language][package.module].figures
        images = [content["params"] for content in package.contents() if content["library"].startswith("H5P.Image ")]

        assert [f"{figure.title}. {figure.text}" for figure in figures] == [image["alt"] for image in images]
        for image in images:
            data = package.files[f"content/{image['file']['path']}"]
            assert data.startswith(b"\x89PNG\r\n\x1a\n")
            assert 3 == data[25], "a palette"
            width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
            assert (WIDTH, height) == (width, image["file"]["height"])
            assert len(data) < 40_000


def test_what_a_host_lists_says_nothing_of_a_topic(curriculum: Curriculum, packages: list[Package]) -> None:
    """Titles of packages, pages and questions, which hosts list and report, are neutral."""
    outside = re.compile("|".join(curriculum.words["en"].outside), re.IGNORECASE)
    for package in packages:
        module = curriculum.modules[package.language][package.module]
        told = [content["metadata"]["title"] for content in [*package.pages, *package.contents()]]

        assert session_name(module, package.language) == package.head["title"]
        assert [] == [text for text in [*told, package.head["title"]] if outside.search(text)]
        assert [] == [text for text in told if module.title in text or any(section.title == text for section in module.sections)]


def test_license_label_and_language_travel_in_the_head(curriculum: Curriculum, packages: list[Package]) -> None:
    """``h5p.json`` names the curriculum's license, the language, the draft label, and every library that is used."""
    for package in packages:
        label = str(curriculum.label(package.language, curriculum.modules[package.language][package.module]))
        used = {BOOK, *(content["library"] for content in [*package.pages, *package.contents()])}
        named = {f"{one['machineName']} {one['majorVersion']}.{one['minorVersion']}" for one in package.head["preloadedDependencies"]}

        assert ("CC BY", "4.0") == (package.head["license"], package.head["licenseVersion"])
        assert package.language == package.head["language"]
        assert label == package.head["authorComments"]
        assert used == named


def test_each_content_has_an_id_of_its_own_that_stays(packages: list[Package], curriculum: Curriculum, tmp_path: Path) -> None:
    """No id stands twice, and a changed text leaves it as it was."""
    for package in packages:
        ids = [content["subContentId"] for content in [*package.pages, *package.contents()]]
        assert len(ids) == len(set(ids))
    module = curriculum.modules["en"]["s04"]
    changed = dataclasses.replace(curriculum, modules={"en": {"s04": module.model_copy(update={"message": "Other words."})}, "es": {}})
    before = next(package for package in packages if (package.language, package.module) == ("en", "s04"))
    after = write(changed, tmp_path / "changed")[0][0]

    assert "Other words." in words(after.params)
    assert [one["subContentId"] for one in before.contents()] == [one["subContentId"] for one in after.contents()]


def test_a_package_reads_back(packages: list[Package]) -> None:
    """The files are plain JSON and PNG: what was written is what is read."""
    assert packages == [opened(package.path) for package in packages]


def test_a_drawing_that_cannot_be_rendered_is_named() -> None:
    """A picture that no memory could hold, or that nothing can be made of, is an error with the figure's id; all at once."""
    boxes = ["0 0 1 10000000", "0 0 100000000 1", "0 0 0 0", "0 0 640 1e30", "a b c d", "0 0 640 -360"]
    bad = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"><title id="s99-f{number}-title">x</title></svg>'
        for number, box in enumerate(boxes, start=1)
    ]
    bad.append('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><title id="s99-f7-title">x</title><g></svg>')

    with pytest.raises(OutputError) as refused:
        pictures(bad, Cache(None))

    assert [f"s99-f{number}" for number in range(1, 8)] == re.findall(r"The drawing of (\S+) cannot be rendered", str(refused.value))
    sized = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320" width="1" height="100000000"></svg>'
    assert WIDTH // 2 == pictures([sized], Cache(None))[sized].height
