"""The Open edX course: what the platform's own validator, its importer and the blocks' classes say of it."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from pathlib import Path

import olxcleaner
import pytest
from lxml import etree

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs.base import Request
from handrail.outputs.course import OUTPUT
from handrail.outputs.course.guide import guide_html
from handrail_xblocks import olx
from handrail_xblocks.program_data import ProgramData
from tests.xblocks.desk import TYPES, from_olx, html, olx_of

pytestmark = pytest.mark.xdist_group("course")  # what all look at is made once, by one worker


def _build(curriculum: Curriculum, folder: Path) -> Path:
    folder.mkdir()
    OUTPUT.write(Request(curriculum, folder, folder, Cache(None)))
    return folder


@pytest.fixture(scope="module")
def course(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real course, built once."""
    return _build(curriculum, tmp_path_factory.mktemp("course") / "build")


@pytest.fixture(scope="module")
def tree(course: Path) -> olx.Course:
    """Its tree, read back."""
    return olx.read_course(course / "course")


def _blocks(tree: olx.Course) -> list[olx.Block]:
    return [
        block for sequential in tree.sequentials() for unit in sequential.verticals for block in unit.blocks if isinstance(block, olx.Block)
    ]


def _modules(tree: olx.Course) -> list[olx.Sequential]:
    """The subsections that are modules: all but the first, where one stands."""
    return [sequential for sequential in tree.sequentials() if sequential.url_name != "start-here"]


def test_the_platforms_validator_finds_nothing(course: Path) -> None:
    """olxcleaner: no error and no warning at its last step, links and files included."""
    _course, found, _names = olxcleaner.validate(
        filename=str(course / "course" / "course.xml"), steps=8, allowed_xblocks=list(olx.BLOCK_TYPES)
    )

    assert [] == [f"{type(error).__name__}: {error.description}" for error in found.errors]


def test_two_builds_are_the_same_bytes(curriculum: Curriculum, course: Path, tmp_path: Path) -> None:
    """Nothing in the archive knows when, where or by whom it was made."""
    again = _build(curriculum, tmp_path / "again")

    digests = [hashlib.sha256((folder / "course.tar.gz").read_bytes()).hexdigest() for folder in (course, again)]
    assert digests[0] == digests[1]
    with tarfile.open(course / "course.tar.gz") as archive:
        entries = archive.getmembers()
    assert {(0, 0, 0, "", "")} == {(entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname) for entry in entries}
    assert "course/course.xml" in {entry.name for entry in entries}
    assert sorted(entry.name.split("/") for entry in entries) == [entry.name.split("/") for entry in entries]


def test_every_block_comes_back_from_its_class(tree: olx.Course) -> None:
    """Each block is read by the class that a platform would use, shows its text, and is written as it was."""
    blocks = _blocks(tree)

    assert {*olx.BLOCK_TYPES} == {block.type for block in blocks}
    for source in blocks:
        block = from_olx(etree.tostring(source.node, encoding="unicode"))
        assert () == tuple(problem for problem in block.found.problems if problem.severity == "error"), source.url_name
        assert "hr-block-plain" not in html(block)
        again = from_olx(olx_of(block))
        assert (block.content, block.program_data, block.display_name) == (again.content, again.program_data, again.display_name)
        assert (False, False) == (block.is_edited, again.is_edited)


def test_a_module_is_one_subsection_of_three_units(tree: olx.Course, curriculum: Curriculum) -> None:
    """Read, do, check; for families read and do; every name comes from an id."""
    for sequential in _modules(tree):
        module = curriculum.modules["en"][sequential.url_name]
        names = [unit.url_name for unit in sequential.verticals if not unit.staff_only and not unit.url_name.endswith("-es")]
        wanted = [f"{module.id}-read", f"{module.id}-do"] + ([] if module.is_family else [f"{module.id}-check"])
        assert wanted == names
        inside = [block.url_name for unit in sequential.verticals for block in unit.blocks]
        assert {f"{module.id}-lesson", *(sheet.id for sheet in module.worksheets), *(check.id for check in module.checks)} <= set(inside)


def test_families_have_their_language_too(tree: olx.Course) -> None:
    """A translated family module stands there in both languages, and none of its blocks is counted."""
    family = next(found for found in tree.sequentials() if found.url_name == "f04")

    assert {"f04-read", "f04-do", "f04-read-es", "f04-do-es"} <= {unit.url_name for unit in family.verticals}
    for unit in family.verticals:
        for block in unit.blocks:
            if isinstance(block, olx.Block):
                made = from_olx(etree.tostring(block.node, encoding="unicode"))
                assert "excluded" == made.completion_mode
                assert ("es" if unit.url_name.endswith("-es") else "en") == made.program.language


def test_names_on_the_outside_say_nothing(tree: olx.Course, curriculum: Curriculum, course: Path) -> None:
    """Course, weeks, sessions, units, blocks and files carry no word that tells a topic."""
    outside = [tree.display_name, *(chapter.display_name for chapter in tree.chapters)]
    for sequential in tree.sequentials():
        outside += [sequential.display_name, *(unit.display_name for unit in sequential.verticals)]
        outside += [block.display_name for unit in sequential.verticals for block in unit.blocks]
    outside += [path.name for path in (course / "course").rglob("*")]
    about = [path.read_text(encoding="utf-8") for path in (course / "course" / "about").iterdir()]

    assert curriculum.words["en"].outside
    for word in curriculum.words["en"].outside:
        assert [] == [name for name in [*outside, *about] if re.search(word, name, re.IGNORECASE)]
    titles = [module.title for module in curriculum.modules["en"].values()]
    assert not set(outside) & set(titles)


def test_guides_are_for_staff_alone(tree: olx.Course, curriculum: Curriculum, course: Path) -> None:
    """Each guide is a unit that only staff see, and none of its words stands anywhere else."""
    for sequential in _modules(tree):
        guide = curriculum.modules["en"][sequential.url_name].guide
        staff = [unit for unit in sequential.verticals if unit.staff_only]
        assert [f"{sequential.url_name}-staff"] == [unit.url_name for unit in staff]
        [page] = staff[0].blocks
        assert isinstance(page, olx.Page)
        assert page.staff_only
        assert guide is not None
        assert guide.timeline[0].title in page.html
        for unit in sequential.verticals:
            text = (course / "course" / "vertical" / f"{unit.url_name}.xml").read_text(encoding="utf-8")
            assert guide.newcomer not in text


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> <a href='javascript:alert(3)' onclick='alert(4)'>x</a> **fine**"


def test_nothing_in_a_guide_runs(curriculum: Curriculum) -> None:
    """A guide becomes an ordinary page of the platform, which shows what it is given to staff: it is cleaned like a block."""
    module = curriculum.modules["en"]["s04"]
    assert module.guide is not None
    step = module.guide.timeline[0].model_copy(update={"title": HOSTILE, "do": HOSTILE, "say": HOSTILE})
    guide = module.guide.model_copy(update={"aim": HOSTILE, "before": [HOSTILE], "newcomer": HOSTILE, "timeline": [step]})
    slide = module.slides[0].model_copy(update={"title": HOSTILE, "notes": HOSTILE})

    page = guide_html(curriculum, module.model_copy(update={"title": HOSTILE, "guide": guide, "slides": [slide]}), "en")

    assert not re.search(r"<script|<img|\son\w+=|javascript:|alert\(1\)", page)
    assert 9 == page.count("<strong>fine</strong>")


def test_settings_keep_people_apart(course: Path) -> None:
    """No catalog, no discussion, no wiki, no scores; block types are allowed; the platform finds its picture."""
    policy = json.loads((course / "course" / "policies" / "2026" / "policy.json").read_text(encoding="utf-8"))["course/2026"]
    hidden = {tab["type"] for tab in policy["tabs"] if tab.get("is_hidden")}

    assert {"discussion", "wiki", "progress"} == hidden
    assert ("none", True, list(olx.BLOCK_TYPES)) == (policy["catalog_visibility"], policy["self_paced"], policy["advanced_modules"])
    assert (course / "course" / "static" / policy["course_image"]).read_bytes().startswith(b"\x89PNG")
    assert policy["other_course_settings"]["handrail"]["labels"]["roster_notice"]


def test_pictures_are_files_of_the_course(course: Path, tree: olx.Course) -> None:
    """Each figure of a lesson is there, stands on its own, and asks nobody for anything."""
    for block in _blocks(tree):
        if block.type == "handrail_lesson":
            figures = from_olx(etree.tostring(block.node, encoding="unicode")).program_data["figures"]
            for address in figures.values():
                drawing = (course / "course" / address.removeprefix("/")).read_text(encoding="utf-8")
                etree.fromstring(drawing.encode())
                assert "<style>" in drawing
                assert not re.search(r"(href|src|url)\s*[=(]\s*[\"']?(https?:)?//", drawing)


def test_a_course_without_families(curriculum: Curriculum, tmp_path: Path) -> None:
    """Family modules enter a course only if the program says so."""
    quiet = curriculum.program.model_copy(update={"course": curriculum.program.course.model_copy(update={"family_modules": False})})
    folder = _build(Curriculum(**{**vars(curriculum), "program": quiet}), tmp_path / "quiet")

    assert not [found for found in olx.read_course(folder / "course").sequentials() if found.url_name.startswith("f")]
    assert [] == list((folder / "course" / "static").glob("f*"))


def test_all_types_are_registered() -> None:
    """The types that a course may hold are those that have a class."""
    assert set(olx.BLOCK_TYPES) == set(TYPES)


def test_chapters_are_the_first_days_the_weeks_and_the_families(tree: olx.Course, curriculum: Curriculum) -> None:
    """The course follows the program's wheel; its address says "week-2", never a place in a list."""
    found = {chapter.url_name: [sequential.url_name for sequential in chapter.sequentials] for chapter in tree.chapters}
    assert ["start-here"] == found.pop("start")
    assert ["first-days", *(f"week-{week}" for week in sorted(int(name[5:]) for name in found if name[:5] == "week-")), "families"] == [
        name for name in found if name != "more"
    ]
    assert ["s04", "s05", "s06"] == found["week-2"]
    assert sorted(curriculum.modules["en"]) == sorted(name for names in found.values() for name in names)


def test_a_safety_card_is_not_counted(tree: olx.Course) -> None:
    """The card of the first days holds no tick back: the platform leaves it out, and the lesson stands for the module."""
    nodes = {block.url_name: block.node for block in _blocks(tree) if block.url_name.startswith("or2")}
    blocks = {name: from_olx(etree.tostring(node, encoding="unicode")) for name, node in nodes.items()}
    assert "excluded" == blocks["or2-w1"].completion_mode
    assert "completable" == blocks["or2-lesson"].completion_mode


def test_ones_own_progress_stands_first_and_leads_everywhere(tree: olx.Course, curriculum: Curriculum) -> None:
    """The first thing in the course is what is done and what is next; its index of topics leads to every session by its id."""
    first = tree.chapters[0].sequentials[0].verticals[0].blocks[0]
    assert ("handrail_progress", "progress") == (first.type, first.url_name)
    assert isinstance(first, olx.Block)

    shown = html(from_olx(etree.tostring(first.node, encoding="unicode")))

    topics = shown.partition(">By topic<")[2]
    there = set(re.findall(r'href="/jump_to_id/([\w-]+)"', topics))
    assert {module.id for module in curriculum.modules["en"].values() if not module.is_family} == there
    assert there <= {sequential.url_name for sequential in tree.sequentials()}


def test_the_lines_stand_beside_the_course_for_its_operator(course: Path, curriculum: Curriculum) -> None:
    """What an operator sets for all blocks is written as the blocks take it."""
    found = json.loads((course / "program.json").read_text(encoding="utf-8"))

    data = ProgramData.of({}, found, curriculum.program.edition)
    assert {"edition", "lines"} == set(found)
    assert not data.stale
    assert set(curriculum.program.lines) == set(data.lines)


def test_everything_is_open_from_the_first_day(course: Path) -> None:
    """People join in any week: no dates, no order, no gate, no grade in the tree."""
    for path in (course / "course").rglob("*.xml"):
        root = etree.fromstring(path.read_bytes())
        assert not {"due", "start", "prereq", "graded", "format", "hide_after_due"} & {
            str(name) for node in root.iter() for name in node.attrib
        }
