"""OLX: what goes out comes back, whatever a platform added on the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail_xblocks import olx
from handrail_xblocks.olx import BLOCK_TYPES
from tests.xblocks.desk import EXAMPLES, from_olx, make, olx_of

TEXTS = [
    "",
    "one line",
    "two\nlines\n",
    "\n  begins and ends with space \n\n",
    "a & b < c > d \"e\" 'f'",
    "]]> ends a section ]]]]>",
    "carriage\r\nreturn\rhere",
    "ünïcode 😀 ñ",
    "line\u2028and paragraph\u2029separators",
    "tab\tand <b>tags</b> and <!-- comment --> and &amp;",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_any_text_comes_back(name: str, text: str) -> None:
    """Content, name and program data are the same after an export and an import, and a second export is the same file."""
    block = make(name, text, program_data={"labels": {"draft": text}, "modules": ["s04"]})
    block.display_name = f"Name {text.strip()}"

    again = from_olx(olx_of(block))

    assert text == again.content
    assert block.program_data == again.program_data
    assert olx_of(block) == olx_of(again)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\r"), max_size=80))
def test_text_of_any_kind_comes_back(text: str) -> None:
    """No sequence of characters that XML can hold is lost or changed."""
    clean = "".join(char for char in text if char not in "\ufffe\uffff")

    assert clean == from_olx(olx_of(make("handrail_lesson", clean))).content


HOSTILE = st.lists(
    st.sampled_from(
        [
            "]]>",
            "<![CDATA[",
            "&amp;",
            "&#10;",
            "&lt;",
            "<!--",
            "-->",
            "<?x?>",
            "</content>",
            "\t",
            "\n",
            "\r",
            " ",
            "\u00a0",
            "\u2028",
            "\U0001f600",
            "e\u0301",
            "'",
            '"',
            "a",
        ]
    ),
    max_size=20,
).map("".join)
"""What XML, CDATA and editors trip over."""


@settings(max_examples=60)
@given(content=HOSTILE, name=HOSTILE, label=HOSTILE, kind=st.sampled_from(BLOCK_TYPES))
def test_a_unit_travels_whole(content: str, name: str, label: str, kind: str) -> None:
    """Text, name and data come back from a unit that a platform wrote, indented and read again, twice; the second file is the first."""
    files = []
    block = make(kind, content, program_data={"labels": {"draft": label}, label: [label, None, 1.5, True]})
    block.display_name = name.replace("\r", "")
    wanted = (block.content, block.display_name, block.program_data)
    for _ in range(2):
        unit = olx.etree.Element("vertical", display_name="U")
        block.add_xml_to_node(olx.etree.SubElement(unit, kind, url_name="one"))
        files.append(olx.etree.tostring(unit, pretty_print=True, encoding="utf-8"))
        parser = olx.etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False)
        block = from_olx(olx.etree.tostring(olx.etree.fromstring(files[-1], parser)[0], encoding="unicode"))
        assert wanted == (block.content, block.display_name, block.program_data)
    assert files[0] == files[1]


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_a_duplicate_and_a_paste_are_the_same_block(name: str) -> None:
    """Studio copies fields, or pastes OLX with its own marks in it: all is as in the original, and there are no children."""
    block = make(name, program_data={"name": "x"})
    block.written, block.display_name = "0123456789ab.0123456789ab", "Mine"
    twin = make(name, name="0a1b2c")
    for field_name in ("content", "display_name", "program_data", "written"):
        setattr(twin, field_name, getattr(block, field_name))
    node = olx.etree.fromstring(olx_of(block).encode())
    node.set("copied_from_block", "block-v1:x")
    olx.etree.SubElement(node, f"{{{olx.OPTION}}}upstream", none="true")

    pasted = from_olx(olx.etree.tostring(node, encoding="unicode"))

    assert olx_of(block) == olx_of(twin) == olx_of(pasted)
    assert not block.has_children


def test_it_reads_like_the_authored_text() -> None:
    """A person who opens the file sees the YAML as it was written."""
    assert f"<![CDATA[{EXAMPLES['handrail_check']}]]>" in olx_of(make("handrail_check"))


ODD = """
<handrail_worksheet url_name="w" display_name="Mine" xblock-family="xblock.v1" copied_from_block="x" copied_from_version="3"
    upstream="lb:x:y:handrail_worksheet:z" upstream_version="2" parent_url="block-v1:x" index_in_children_list="0" user_secret="x"
    xmlns:option="http://code.edx.org/xblock/option">
  <!-- a comment --><?pi x?>
  <option:upstream none="true"/>
  <option:upstream_display_name none="true"/>
  <option:display_name>Mine after all</option:display_name>
  <strange><deep/></strange>
  <content>id: s99-w1</content>
</handrail_worksheet>
"""


def test_what_platforms_add_is_passed_over() -> None:
    """Marks of copies, libraries and pastes, comments and strange children: the block is there, with its text."""
    block = from_olx(ODD)

    assert ("Mine after all", "id: s99-w1") == (block.display_name, block.content)


@pytest.mark.parametrize(
    "text",
    [
        '<handrail_check content="id: s99-c1"/>',
        "<handrail_check>id: s99-c1</handrail_check>",
        "<handrail_check><content>id: s99-c1</content></handrail_check>",
        '<handrail_check content="old"><content>id: s99-c1</content></handrail_check>',
        '<handrail_check xmlns:option="http://code.edx.org/xblock/option"><option:content>id: s99-c1</option:content></handrail_check>',
    ],
)
def test_content_is_found_wherever_it_stands(text: str) -> None:
    """As an attribute, as text, as a child or as XBlock writes it."""
    assert "id: s99-c1" == from_olx(text).content


@pytest.mark.parametrize("data", ["{", "[]", '"x"', "null", ""])
def test_broken_program_data_loses_no_block(data: str) -> None:
    """The text is read although the data beside it is not."""
    block = from_olx(f"<handrail_check><content>id: s99-c1</content><program_data>{data}</program_data></handrail_check>")

    assert "id: s99-c1" == block.content
    assert block.public_view({}).content


def test_defaults_are_not_written() -> None:
    """A file holds what somebody wrote, not what the code would say anyway."""
    text = olx_of(make("handrail_lesson"))

    assert "display_name" not in text
    assert "program_data" not in text


def _tree(folder: Path) -> dict[str, Any]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_course_comes_back(tmp_path: Path) -> None:
    """A course that was written, read and written again is the same, file by file."""
    page = olx.Page("s99-g", "Staff", "<p>For staff</p>\n", staff_only=True)
    node = olx.etree.fromstring(olx_of(make("handrail_check")).encode())
    node.set("url_name", "s99-c1")
    units = [
        olx.Vertical("s99-check", "Questions", [olx.Block("handrail_check", "s99-c1", node)]),
        olx.Vertical("s99-staff", "Staff", [page], staff_only=True),
    ]
    course = olx.Course("Sample", "Skills", "2026", "", [olx.Chapter("week-1", "Week 1", [olx.Sequential("s99", "Session 99", units)])])
    olx.write_course(course, tmp_path / "one")

    again = olx.read_course(tmp_path / "one")
    olx.write_course(again, tmp_path / "two")

    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")
    assert ["s99-check", "s99-staff"] == [unit.url_name for unit in next(again.sequentials()).verticals]
    assert [False, True] == [unit.staff_only for unit in next(again.sequentials()).verticals]


@pytest.mark.parametrize("damage", ["course.xml", "vertical/s99.xml", "chapter/week-1.xml"])
def test_a_damaged_course_says_which_file(tmp_path: Path, damage: str) -> None:
    """A missing or torn file is named."""
    course = olx.Course("S", "S", "2026", "", [olx.Chapter("week-1", "W", [olx.Sequential("s99", "S", [olx.Vertical("s99", "U")])])])
    olx.write_course(course, tmp_path)
    (tmp_path / damage).write_text("<torn", encoding="utf-8")

    with pytest.raises(olx.OlxError, match=damage.rpartition("/")[2]):
        olx.read_course(tmp_path)
