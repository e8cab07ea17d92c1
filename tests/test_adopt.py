"""Edits made in Studio come back into the curriculum, at their places, or are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from handrail.adopt import Report, adopt
from handrail.cache import Cache
from handrail.cli import main
from handrail.curriculum import Curriculum, read_or_raise
from handrail_xblocks.files import open_archive
from handrail_xblocks.written import differences
from tests.exports import Export, build_course

pytestmark = pytest.mark.xdist_group("adopt")  # what all look at is made once, by one worker

LESSON = "en/coping/ride-out-a-craving.md"


@pytest.fixture(scope="module")
def course(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real course, built once."""
    return build_course(curriculum, tmp_path_factory.mktemp("course")) / "course"


@pytest.fixture
def export(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Export:
    """The course in Studio."""
    return Export(course, tmp_path_factory.mktemp("studio"))


@pytest.fixture
def root(repository: Path) -> Path:
    """A curriculum that a test may change."""
    return repository / "curriculum"


def _texts(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _changed(before: dict[str, bytes], root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Return file to the lines that went and the lines that came."""
    found = {}
    for name, data in _texts(root).items():
        if data != before[name]:
            old, new = before[name].decode().splitlines(), data.decode().splitlines()
            found[name] = ([line for line in old if line not in new], [line for line in new if line not in old])
    return found


def _left(report: Report) -> list[str]:
    return [left.difference.where for left in report.left]


def test_nothing_edited_is_nothing_to_do(root: Path, export: Export) -> None:
    """A course that nobody touched changes no file."""
    before = _texts(root)

    report = adopt(root, export.pack())

    assert ([], []) == (report.brought, report.left)
    assert before == _texts(root)


def test_an_edited_sentence_comes_back_at_its_place(root: Path, export: Export) -> None:
    """One line of one file changes; comments, layout and activities around it stay."""
    before = _texts(root)
    export.edit("s04-lesson", "A craving is a strong pull to use.", "A craving is a strong wish to use.")

    report = adopt(root, export.pack())

    assert (["handrail_lesson/s04-lesson"], []) == ([brought.where for brought in report.brought], report.left)
    [(name, (gone, came))] = _changed(before, root).items()
    assert LESSON == name
    assert ["A craving is a strong pull to use."] == [line[:34] for line in gone]
    assert ["A craving is a strong wish to use."] == [line[:34] for line in came]


def test_a_sheet_and_a_check_come_back(root: Path, export: Export) -> None:
    """The YAML of an activity goes between its own fences."""
    before = _texts(root)
    export.edit("s04-w1", "Watch it for a while.", "Watch it for as long as you like.")
    text = export.text("s04-c1")
    ask = next(line for line in text.splitlines() if "ask:" in line)
    export.edit("s04-c1", ask, "    ask: What would you do first?" if ask.startswith("    ") else ask + " ")

    report = adopt(root, export.pack())

    assert [] == report.left
    [(name, (gone, came))] = _changed(before, root).items()
    assert LESSON == name
    assert {"    ask: Watch it for as long as you like.", "    ask: What would you do first?"} == set(came)
    assert 2 == len(gone)


def test_front_matter_comes_back_key_by_key(root: Path, export: Export) -> None:
    """Title, message, goals, a new note: each key at its place, the others untouched."""
    before = _texts(root)
    export.edit("s04-lesson", "title: How to ride out a craving", "title: Riding out a craving")
    export.edit("s04-lesson", "  - Choose your first three actions for a strong craving.\n", "  - Choose your first three steps.\n")
    export.edit("s04-lesson", "  reading: 10", "  reading: 12")

    assert [] == adopt(root, export.pack()).left

    [(gone, came)] = _changed(before, root).values()
    assert {"title: Riding out a craving", "  - Choose your first three steps.", "  reading: 12"} <= set(came)
    assert 3 == len(gone)


def test_headings_and_figures_come_back(root: Path, export: Export) -> None:
    """A heading keeps its id; a figure's words go into its own block."""
    before = _texts(root)
    export.edit("s04-lesson", "## Five things that help {#s04-3}", "## Five things to try {#s04-3}")
    export.edit("s04-lesson", "title: Where an urge may show up", "title: Where an urge shows")

    assert [] == adopt(root, export.pack()).left

    [(gone, came)] = _changed(before, root).values()
    assert ["## Five things to try {#s04-3}", "title: Where an urge shows"] == came
    assert 2 == len(gone)


def test_the_course_built_from_it_is_the_edited_one(root: Path, export: Export, tmp_path_factory: pytest.TempPathFactory) -> None:
    """After adopting, a build writes exactly the text that stands in Studio, so that an import takes nothing away."""
    export.edit(
        "s04-lesson",
        "A craving is a strong pull to use.",
        "A craving is a strong wish to use.\n\nA new paragraph, with **weight**.\n\n- one\n- two\n\nThe rest:",
    )
    export.edit("s04-w1", "Watch it for a while.", "Watch it.")
    wanted = {name: export.text(name) for name in ("s04-lesson", "s04-w1")}

    assert [] == adopt(root, export.pack()).left
    folder = tmp_path_factory.mktemp("again")
    again = Export(build_course(read_or_raise(root, Cache(None)), folder) / "course", folder)

    assert wanted == {name: again.text(name) for name in wanted}
    assert {"already there"} == {"already there" if brought.already else "brought" for brought in adopt(root, export.pack()).brought}


CANNOT: dict[str, tuple[Callable[[Export], object], str, str]] = {
    "a name": (
        lambda export: export.change("s04-w1", lambda node: node.set("display_name", "Mine")),
        "handrail_worksheet/s04-w1",
        "comes from its id",
    ),
    "a section that is new": (
        lambda export: export.edit("s04-lesson", "## Five things", "## New {#s04-90}\n\nWords.\n\n## Five things"),
        "handrail_lesson/s04-lesson",
        "Sections were added",
    ),
    "a figure taken away": (
        lambda export: export.edit("s04-lesson", "id: s04-f2", "id: s04-f3"),
        "handrail_lesson/s04-lesson",
        "Figures of s04-4",
    ),
    "a field taken away": (
        lambda export: export.edit("s04-w1", "hands: hands or fists", "fists: hands or fists"),
        "handrail_worksheet/s04-w1",
        "takes away s04-w1.body.hands",
    ),
    "another id": (lambda export: export.edit("s04-lesson", "id: s04\n", "id: s05\n"), "handrail_lesson/s04-lesson", ""),
    "a text with errors": (lambda export: export.edit("s04-w1", "kind: timer", "kind: tmier"), "handrail_worksheet/s04-w1", "Did you mean"),
    "a fence in a sheet": (
        lambda export: export.edit("s04-w1", "intro: ", "intro: |\n```\n"),
        "handrail_worksheet/s04-w1",
        "would end its block",
    ),
    "an activity in a lesson": (
        lambda export: export.edit("s04-lesson", "## Five things", "```slide\n# A {#s04-d90}\n```\n\n## Five things"),
        "handrail_lesson/s04-lesson",
        "A slide was put into the lesson",
    ),
    "a staff page": (
        lambda export: (export.folder / "html" / "s04-g.html").write_text("x", encoding="utf-8"),
        "html/s04-g",
        "from the guide",
    ),
    "a date": (lambda export: export.policy(lambda policy: policy.update(start="2027-01-01T00:00:00Z")), "setting/start", "program.yml"),
    "a block taken away": (
        lambda export: export.change("s04-c1", lambda node: node.getparent().remove(node)),
        "handrail_check/s04-c1",
        "decided by the curriculum",
    ),
    "the list of sessions": (
        lambda export: export.edit("progress", '"Coping skills"', '"Coping"'),
        "handrail_progress/progress",
        "The build writes this list",
    ),
    "a Spanish text": (
        lambda export: export.edit("f04-lesson-es", "message: ", "message: Mire, "),
        "handrail_lesson/f04-lesson-es",
        "It is a translation; its words stand in es/family/",
    ),
}


@pytest.mark.parametrize(("edit", "where", "why"), CANNOT.values(), ids=CANNOT.keys())
def test_what_cannot_be_brought_back_is_told(root: Path, export: Export, edit: Callable[[Export], object], where: str, why: str) -> None:
    """It is named with its reason and what to do; no file changes, and what else was edited still comes back."""
    edit(export)
    export.edit("s05-w1", "minutes: 8", "minutes: 9")
    before = _texts(root)

    report = adopt(root, export.pack())

    assert [where] == _left(report)
    assert why in str(report.left[0])
    assert report.left[0].remedy
    assert ["handrail_worksheet/s05-w1"] == [brought.where for brought in report.brought]
    assert 1 == len(_changed(before, root))


def test_what_was_changed_on_both_sides_is_left_to_a_person(root: Path, export: Export) -> None:
    """The curriculum's new words are not overwritten by Studio's."""
    path = root / LESSON
    path.write_text(path.read_text(encoding="utf-8").replace("A craving has a top", "Every craving has a top"), encoding="utf-8")
    export.edit("s04-lesson", "A craving is a strong pull to use.", "A craving is a strong wish to use.")
    before = _texts(root)

    report = adopt(root, export.pack())

    assert "was changed too since the course was built" in str(report.left[0])
    assert before == _texts(root)


def test_what_nobody_published_is_left(root: Path, export: Export) -> None:
    """A draft in Studio is nobody's last word."""
    (export.folder / "drafts" / "vertical").mkdir(parents=True)
    (export.folder / "drafts" / "vertical" / "s04-read.xml").write_text("<vertical/>", encoding="utf-8")

    assert ["not published: vertical/s04-read (publish it or discard it in Studio): Nobody published it."] == [
        str(left).split(" Publish")[0] for left in adopt(root, export.pack()).left
    ]


def test_all_files_or_none_are_written(root: Path, export: Export, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the second file cannot be swapped in, the first is put back, and no other file lies about."""
    export.edit("s04-w1", "title: ", "title: A ")
    export.edit("s05-w1", "minutes: 8", "minutes: 9")
    before, names = _texts(root), {path.name for path in root.rglob("*")}
    swap, count = Path.replace, []

    def full(self: Path, target: Path) -> Path:
        count.append(target)
        if len(count) == 2:
            raise OSError(28, "No space left on device")
        return swap(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        adopt(root, export.pack())

    assert before == _texts(root)
    assert names == {path.name for path in root.rglob("*")}


def test_prose_around_an_activity_goes_to_its_own_side(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In the file a sheet stands between two paragraphs that are one text in Studio; each edit finds its side."""
    path = root / LESSON
    text = path.read_text(encoding="utf-8")
    before, fence, after = text.partition("```worksheet\nid: s04-w1")
    sheet, close, rest = after.partition("\n```\n")
    path.write_text(f"{before}Before the sheet.\n\n{fence}{sheet}{close}\nAfter the sheet.\n{rest}", encoding="utf-8")
    folder = tmp_path_factory.mktemp("studio")
    export = Export(build_course(read_or_raise(root, Cache(None)), folder) / "course", folder)
    export.edit("s04-lesson", "Before the sheet.", "Before it, a word.\n\nAnd one more.")
    export.edit("s04-lesson", "After the sheet.", "After it, another.")

    assert [] == adopt(root, export.pack()).left

    text = path.read_text(encoding="utf-8")
    places = [
        text.index(words) for words in ("Before it, a word.\n\nAnd one more.\n\n```worksheet", "id: s04-w1", "```\n\nAfter it, another.\n")
    ]
    assert sorted(places) == places


def _run(repository: Path, archive: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["adopt", str(archive), "--repository", str(repository), *more])


def test_the_command_tells_and_its_exit_code_says_whether_something_was_left(repository: Path, export: Export) -> None:
    """0 when all came back, 1 with the list when something was left; --look writes nothing."""
    export.edit("s04-w1", "title: ", "title: A ")
    before = _texts(repository)
    look = _run(repository, export.pack(), "--look")
    assert (0, before) == (look.exit_code, _texts(repository))
    assert "would go: handrail_worksheet/s04-w1 -> " in look.output

    done = _run(repository, export.pack())
    assert 0 == done.exit_code
    assert "brought back: handrail_worksheet/s04-w1 -> " in done.output

    export.change("s04-c1", lambda node: node.set("display_name", "x"))
    left = _run(repository, export.pack())
    assert 1 == left.exit_code
    assert "already there: handrail_worksheet/s04-w1" in left.output
    assert "left: edited: handrail_check/s04-c1" in left.output


@pytest.mark.parametrize("data", [b"", b"no archive"])
def test_what_is_no_export_is_refused(repository: Path, tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """A wrong file gets a sentence and exit code 1."""
    path = tmp_path_factory.mktemp("x") / "export.tar.gz"
    path.write_bytes(data)

    answer = _run(repository, path)

    assert 1 == answer.exit_code
    assert "this is not a course as Studio exports it" in answer.output
    assert "Nothing was written." in answer.output


def test_an_export_of_another_course_is_refused(repository: Path, export: Export) -> None:
    """A course that Handrail did not write holds nothing that could be brought back."""
    export.policy(lambda policy: policy.pop("other_course_settings"))

    answer = _run(repository, export.pack())

    assert 1 == answer.exit_code
    assert "does not say what Handrail wrote" in answer.output


def test_marks_of_a_build_are_stable(course: Path, export: Export) -> None:
    """What is recorded is in the policy, in the order of the course, and small."""
    [policy] = [json.loads(path.read_text(encoding="utf-8")) for path in course.glob("policies/*/policy.json")]
    record = next(iter(policy.values()))["other_course_settings"]["handrail"]["written"]

    assert record["nodes"][0].startswith("chapter/start course ")
    assert len(json.dumps(record)) < 60_000
    assert [] == differences(open_archive(export.pack()))
