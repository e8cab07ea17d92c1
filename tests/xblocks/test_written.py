"""What Handrail wrote, and what became of it in Studio."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from handrail.curriculum import Curriculum
from handrail_xblocks.files import OlxError, open_archive
from handrail_xblocks.written import Change, NotWrittenError, blocks_in, differences, mark_of
from tests.exports import Export, build_course
from tests.xblocks.desk import from_olx, olx_of


@pytest.fixture(scope="module")
def course(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real course, built once."""
    return build_course(curriculum, tmp_path_factory.mktemp("course")) / "course"


@pytest.fixture
def export(course: Path, tmp_path: Path) -> Export:
    """The course in Studio, as it was imported."""
    return Export(course, tmp_path)


def _found(export: Export) -> list[tuple[str, Change]]:
    return [(found.where, found.change) for found in differences(open_archive(export.pack()))]


def test_a_course_that_nobody_touched_differs_in_nothing(export: Export) -> None:
    """Handrail's own archive is what it says that it is."""
    assert [] == _found(export)


def test_what_platforms_do_is_no_edit(export: Export) -> None:
    """Indents, marks of copies and libraries, settings with their defaults, tabs and files of the platform's own: no difference."""

    def mark(node: etree._Element) -> None:
        for name, value in {"copied_from_block": "x", "upstream_version": "2", "parent_url": "x", "index_in_children_list": "0"}.items():
            node.set(name, value)
        etree.SubElement(node, "{http://code.edx.org/xblock/option}upstream", none="true")

    def settings(policy: dict[str, object]) -> None:
        policy["tabs"] = [{"type": "course_info", "name": "Home"}, *policy["tabs"], {"type": "dates", "name": "Dates"}]  # type: ignore[misc]
        policy["cert_name_long"] = ""
        policy.pop("mobile_available")

    for name in ("s04-lesson", "s04-w1"):
        export.change(name, mark)
    export.policy(settings)
    for path in export.folder.rglob("sequential/*.xml"):
        root = etree.fromstring(path.read_bytes())
        path.write_bytes(etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="utf-8"))
    (export.folder / "static" / "of-the-clinic.pdf").write_bytes(b"%PDF")
    (export.folder / "tags.csv").write_text("x", encoding="utf-8")

    assert [] == _found(export)


def test_what_the_blocks_themselves_write_is_no_edit(export: Export) -> None:
    """Read by their classes and written again, as an import and an export do, all blocks of the course are as they were."""
    for path in sorted((export.folder / "vertical").glob("*.xml")):
        unit = etree.fromstring(path.read_bytes())
        for node in list(unit):
            if str(node.tag).startswith("handrail_"):
                fresh = etree.fromstring(olx_of(from_olx(etree.tostring(node, encoding="unicode"))).encode())
                fresh.set("url_name", str(node.get("url_name")))
                unit.replace(node, fresh)
        path.write_bytes(etree.tostring(unit, pretty_print=True, encoding="utf-8"))

    assert [] == _found(export)


def _rename(name: str) -> Callable[[etree._Element], None]:
    return lambda node: node.set("display_name", name)


EDITS: dict[str, tuple[Callable[[Export], object], list[tuple[str, Change]]]] = {
    "a lesson's text": (
        lambda export: export.edit("s04-lesson", "A craving is a strong pull to use.", "A craving is a pull."),
        [("handrail_lesson/s04-lesson", Change.EDITED)],
    ),
    "a name": (lambda export: export.change("s04-w1", _rename("My sheet")), [("handrail_worksheet/s04-w1", Change.EDITED)]),
    "a setting of a block": (
        lambda export: export.change("s04-w1", lambda node: node.set("group_access", "{}")),
        [("handrail_worksheet/s04-w1", Change.EDITED)],
    ),
    "a block taken away": (
        lambda export: export.change("s04-c1", lambda node: node.getparent().remove(node)),
        [("handrail_check/s04-c1", Change.DELETED)],
    ),
    "a block put beside": (
        lambda export: export.change("s04-c1", lambda node: node.addnext(etree.Element("video", url_name="v1"))),
        [("video/v1", Change.ADDED)],
    ),
    "units in another order": (
        lambda export: export.change("s04-check", lambda node: node.getparent().insert(0, node)),
        [("vertical/s04-check", Change.MOVED)],
    ),
    "a date of the course": (
        lambda export: export.policy(lambda policy: policy.update(start="2027-01-01T00:00:00Z")),
        [("setting/start", Change.EDITED)],
    ),
    "a tab": (
        lambda export: export.policy(lambda policy: policy["tabs"][2].pop("is_hidden")),
        [("setting/tabs", Change.EDITED)],
    ),
    "another course setting": (
        lambda export: export.policy(lambda policy: policy["other_course_settings"].update(theirs=1)),
        [("setting/other_course_settings", Change.EDITED)],
    ),
    "the grading": (
        lambda export: (export.folder / "policies" / "2026" / "grading_policy.json").write_text('{"GRADER": []}', encoding="utf-8"),
        [("setting/grading", Change.EDITED)],
    ),
    "a staff page": (
        lambda export: (export.folder / "html" / "s04-g.html").write_text("<p>Mine</p>", encoding="utf-8"),
        [("html/s04-g", Change.EDITED)],
    ),
    "a drawing": (
        lambda export: (export.folder / "static" / "s04-f1.svg").write_text("<svg/>", encoding="utf-8"),
        [("static/s04-f1.svg", Change.EDITED)],
    ),
    "a drawing taken away": (lambda export: (export.folder / "static" / "s04-f1.svg").unlink(), [("static/s04-f1.svg", Change.DELETED)]),
    "the page about the course": (
        lambda export: (export.folder / "about" / "overview.html").write_text("x", encoding="utf-8"),
        [("about/overview.html", Change.EDITED)],
    ),
}


@pytest.mark.parametrize(("edit", "wanted"), EDITS.values(), ids=EDITS.keys())
def test_every_edit_is_found(export: Export, edit: Callable[[Export], object], wanted: list[tuple[str, Change]]) -> None:
    """One edit, one difference, at its place."""
    edit(export)

    assert wanted == _found(export)


def test_a_block_in_another_unit_was_moved(export: Export) -> None:
    """A block that stands elsewhere is told with where it came from and where it is."""
    node = etree.fromstring(export.path("s04-c1").read_bytes())[0]
    export.change("s04-c1", lambda found: found.getparent().remove(found))
    export.change("s05-c1", lambda found: found.addnext(node))

    [found] = differences(open_archive(export.pack()))

    assert "moved: handrail_check/s04-c1 (from vertical/s04-check to vertical/s05-check)" == str(found)


def test_a_copy_is_new_and_its_original_is_not_edited(export: Export) -> None:
    """Studio gives a copy another name; the mark that travels with it makes it no original."""

    def copy(node: etree._Element) -> None:
        twin = etree.fromstring(etree.tostring(node))
        twin.set("url_name", "0a1b2c")
        node.addnext(twin)

    export.change("s04-w1", copy)

    assert [("handrail_worksheet/0a1b2c", Change.ADDED)] == _found(export)


def test_what_nobody_published_is_told(export: Export) -> None:
    """Studio keeps unpublished edits apart; an import would lose them too."""
    (export.folder / "drafts" / "vertical").mkdir(parents=True)
    (export.folder / "drafts" / "vertical" / "s04-read.xml").write_text("<vertical/>", encoding="utf-8")

    assert [("vertical/s04-read", Change.DRAFT)] == _found(export)


def test_an_export_without_files_says_nothing_of_files(export: Export) -> None:
    """One of the platform's two export commands leaves drawings out."""
    shutil.rmtree(export.folder / "static")

    assert [] == _found(export)


def test_each_block_says_whether_it_was_edited(export: Export) -> None:
    """The mark on a block is enough: text apart from name and program data."""
    export.edit("s04-lesson", "A craving is a strong pull to use.", "x")
    export.change("s04-w1", _rename("y"))
    blocks = blocks_in(open_archive(export.pack()))

    def edited(key: str) -> tuple[bool, bool]:
        fields, left = blocks[key]
        now = mark_of(fields["content"] or "", fields["display_name"] or "", json.loads(fields["program_data"] or "{}"))
        assert left is not None
        return now.text != left.text, now.rest != left.rest

    assert [(True, False), (False, True), (False, False)] == [
        edited(key) for key in ("handrail_lesson/s04-lesson", "handrail_worksheet/s04-w1", "handrail_check/s04-c1")
    ]


@pytest.mark.parametrize(
    "record", [None, {}, {"written": None}, {"written": {"nodes": "x"}}, {"written": {"nodes": ["a"], "files": {}, "settings": {}}}]
)
def test_a_course_of_somebody_else_says_so(export: Export, record: object) -> None:
    """Without a record there is nothing to compare with, and that is told rather than taken for "no difference"."""
    export.policy(lambda policy: policy.update(other_course_settings={"handrail": record}))

    with pytest.raises(NotWrittenError):
        _found(export)


@pytest.mark.parametrize(
    "damage",
    [
        ("vertical/s04-read.xml", '<vertical><vertical url_name="s04-read"/></vertical>'),
        ("chapter/week-2.xml", "<chapter><torn"),
        ("sequential/s04.xml", '<!DOCTYPE x [<!ENTITY e "e">]><sequential/>'),
    ],
    ids=["round and round", "torn", "entities"],
)
def test_a_damaged_export_is_refused(export: Export, damage: tuple[str, str]) -> None:
    """A course that points at itself, or that is no XML, is not compared."""
    (export.folder / damage[0]).write_text(damage[1], encoding="utf-8")

    with pytest.raises(OlxError):
        _found(export)
