"""A program's overlay: what it changes, and what is wrong with it, called as people call it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handrail.cache import Cache
from handrail.curriculum import read, read_or_raise
from tests.exports import Export, build_course
from tests.overlay.conftest import Rows
from tests.overlay.small import run


def errors(found: list[dict[str, object]]) -> list[dict[str, object]]:
    """Return the findings that stop a build."""
    return [row for row in found if row["severity"] == "error"]


def test_a_program_is_the_curriculum_with_its_own_words(repository: Path, harbor: Path) -> None:
    """Keys of its program.yml lie over the curriculum's, its modules join, hidden ones are gone, a replaced section speaks anew."""
    curriculum, problems = read(repository / "curriculum", Cache(None), harbor)
    assert curriculum is not None
    assert [] == [str(found) for found in problems.errors]
    program = curriculum.program
    assert ("Harbor House", ["es", "en"], "Evenings") == (program.name, program.languages, program.course.number)
    assert program.course.run == "2026", "what its file does not name is the curriculum's"
    assert program.lines["program"].number == "207-555-0147"
    assert program.lines["crisis"].number == "988"
    assert program.wheel.variants["five-evenings"].evenings == ["A", "practice", "B", "choice", "C"]
    english = curriculum.modules["en"]
    assert "x01" in english
    assert "s16" not in english
    assert "s18-4" not in [section.id for section in english["s18"].sections]
    replaced = next(section for section in english["s17"].sections if section.id == "s17-4")
    assert "harbor walk" in replaced.prose()
    assert english["s17"].slides, "what stands around a replaced section stays"


def test_without_a_program_nothing_changes(repository: Path) -> None:
    """Outputs of the curriculum alone are the same bytes, whether or not programs lie beside it."""

    def built() -> dict[str, bytes]:
        assert 0 == run(repository, "build", "facilitator", "--today", "2026-11-21")[0]
        folder = repository / "build" / "facilitator"
        return {path.name + str(path.parent.name): path.read_bytes() for path in folder.rglob("*.html")}

    before = built()
    (repository / "programs").rename(repository / "elsewhere")
    assert before == built()


def test_an_overlay_finding_names_its_own_file_and_line(harbor: Path, rows: Rows) -> None:
    """A mistake in the program's file, in a replaced section and in an own module is told with that file and line."""
    program = harbor / "program.yml"
    program.write_text(program.read_text(encoding="utf-8").replace("weeks: 8", "wekes: 8"), encoding="utf-8")
    line = 1 + program.read_text(encoding="utf-8").splitlines().index("  wekes: 8")
    found = errors(rows())
    assert [("programs/harbor-house/program.yml", line)] == [(row["path"], row["line"]) for row in found]
    assert 'Did you mean "weeks"?' in str(found[0]["remedy"])


def test_a_replaced_section_is_read_by_every_rule(repository: Path, harbor: Path, rows: Rows) -> None:
    """Raw HTML and a word to avoid in a replaced section are told at their lines there, and lines below it are still right."""
    path = harbor / "replaced" / "en" / "s17.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("A screen gives", "<b>A screen</b> gives"), encoding="utf-8")
    number = 1 + next(at for at, line in enumerate(text.splitlines()) if "A screen" in line)
    found = [row for row in rows() if row["path"].endswith("replaced/en/s17.md")]
    assert ("Raw HTML is not used here", number) in [(str(row["message"])[:25], row["line"]) for row in found]
    path.write_text(text.replace("A screen gives", "For an addict, a screen gives"), encoding="utf-8")
    found = rows("", editorial=True)
    assert [("programs/harbor-house/replaced/en/s17.md", number)] == [
        (row["path"], row["line"]) for row in found if '"addict"' in str(row["message"])
    ]
    original = repository / "curriculum" / "en" / "social" / "say-no-and-mean-it.md"
    words = original.read_text(encoding="utf-8").replace("Who is the hardest person", "Tell addicts who is the hardest person")
    original.write_text(words, encoding="utf-8")
    number = 1 + next(at for at, line in enumerate(words.splitlines()) if "Tell addicts" in line)
    found = rows("curriculum/en/social/say-no", editorial=True)
    assert number in [row["line"] for row in found if "addict" in str(row["message"])], "below it, lines are still the file's own"


def test_a_replaced_section_keeps_its_ids_and_takes_no_new_ones(repository: Path, harbor: Path, rows: Rows) -> None:
    """A worksheet that a replaced section drops, and a figure that it makes up, are refused: answers hang on ids."""
    assert 0 == run(repository, "new", "replacement", "s17-7", "--program", "harbor-house")[0]
    path = harbor / "replaced" / "en" / "s17.md"
    text = path.read_text(encoding="utf-8")
    assert "id: s17-w1" in text
    path.write_text(re.sub(r"```worksheet.*?```\n", "", text, flags=re.DOTALL), encoding="utf-8")
    assert any("s17-7 lacks s17-w1" in str(row["message"]) for row in errors(rows()))
    path.write_text(text.replace("      anyone: A stranger", "      invented: A stranger"), encoding="utf-8")
    told = [str(row["message"]) for row in errors(rows())]
    assert any("s17-7 lacks s17-w1.who.anyone" in message for message in told)
    assert any("s17-w1.who.invented is no id of the curriculum" in message for message in told)


def test_a_replaced_section_goes_stale_when_the_curriculum_changes(repository: Path, harbor: Path, rows: Rows) -> None:
    """The binding tells that the text has changed since; stamping it anew quiets that."""
    assert not any(row["rule"] == "stale-replacement" for row in rows())
    original = repository / "curriculum" / "en" / "social" / "say-no-and-mean-it.md"
    text = original.read_text(encoding="utf-8")
    original.write_text(text.replace("A screen gives you time", "A screen gives you a minute"), encoding="utf-8")
    assert ["s17-4"] == [re.findall(r"s\d+-\d+", str(row["message"]))[0] for row in rows() if row["rule"] == "stale-replacement"]
    assert 0 == run(repository, "stamp", "s17", "en", "--program", "harbor-house")[0]
    assert not any(row["rule"] == "stale-replacement" for row in rows())


@pytest.mark.parametrize(
    ("hidden", "message"),
    [
        ("s08:\n", "such content is hidden only with a written reason"),
        ("s07: short\n", "such content is hidden only with a written reason"),
        ("s04-3: no\n", "such content is hidden only with a written reason"),
        ("s04: We tell this in person, one by one.\n", "The step \"wave\" of the essentials needs s04-w1.pick"),
        ("s04-3: |\n  <b>x</b> this is a reason of some length\n", "Raw HTML"),
        ("S4: x\n", "is no module and no section"),
        ("s04: [a]\n", "is no text"),
        ("s17-3: We draw this on the board with the group instead.\n", "The slide s17-d3 shows s17-f2"),
    ],
)
def test_hiding_is_refused_where_it_would_hurt(harbor: Path, rows: Rows, hidden: str, message: str) -> None:
    """Guarded content without a reason, parts that others need, and nonsense are errors of hidden.yml."""
    (harbor / "hidden.yml").write_text(hidden, encoding="utf-8")
    found = [row for row in errors(rows()) if row["path"] == "programs/harbor-house/hidden.yml"]
    assert any(message in str(row["message"]) for row in found), found
    assert all(row["line"] for row in found)


def test_a_hidden_module_leaves_plain_words_where_it_was_linked(repository: Path, harbor: Path) -> None:
    """A link to a module that the program hides becomes words, and its sheets' answers are offered nowhere."""
    (harbor / "hidden.yml").write_text("s17: We teach this with role plays that we wrote ourselves.\n", encoding="utf-8")
    curriculum, problems = read(repository / "curriculum", Cache(None), harbor)
    assert curriculum is not None
    assert [] == [str(found) for found in problems.errors]
    assert "s17" not in curriculum.modules["en"]


def test_what_is_not_there_is_a_warning(harbor: Path, rows: Rows) -> None:
    """A hidden or replaced thing that an upgrade took away does not stop a build."""
    hidden = "s77: This is gone since the last version of it.\ns17-99: And so is this one, it seems.\n"
    (harbor / "hidden.yml").write_text(hidden, encoding="utf-8")
    path = harbor / "replaced" / "en" / "s17.md"
    path.write_text(path.read_text(encoding="utf-8").replace("s17-4", "s17-98"), encoding="utf-8")
    found = [row for row in rows() if row["rule"] == "overlay"]
    assert {"warning"} == {row["severity"] for row in found}
    assert ["s77", "s17-99", "s17-98"] == [re.findall(r'"(.*?)"', str(row["message"]))[0] for row in found]


def test_ids_of_own_modules_never_meet_the_curriculum(repository: Path, harbor: Path, rows: Rows) -> None:
    """Own modules begin with x and stand in a lock of their own; the curriculum may not take such an id."""
    own = harbor / "modules" / "en" / "wellness" / "harbor-walk.md"
    text = own.read_text(encoding="utf-8")
    own.write_text(text.replace("x01", "s99"), encoding="utf-8")
    assert any("may be used by a later curriculum" in str(row["message"]) for row in errors(rows()))
    own.write_text(text.replace("{#x01-1}", "{#x01-9}"), encoding="utf-8")
    assert any('The id "x01-1" has disappeared' in str(row["message"]) for row in errors(rows()))
    own.write_text(text, encoding="utf-8")
    target = repository / "curriculum" / "en" / "wellness" / "x.md"
    target.parent.mkdir(exist_ok=True)
    target.write_text(text, encoding="utf-8")
    code, said = run(repository, "check")
    assert 1 == code
    assert "is kept for the modules of programs" in said


def test_a_lock_holds_own_ids_alone(repository: Path, harbor: Path) -> None:
    """Locking a program writes its own file and leaves the curriculum's as it was."""
    base = (repository / "curriculum" / "ids.lock").read_bytes()
    (harbor / "ids.lock").unlink()
    assert 0 == run(repository, "lock", "--program", "harbor-house")[0]
    lines = [line for line in (harbor / "ids.lock").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines
    assert all(line.startswith("x01") for line in lines)
    assert base == (repository / "curriculum" / "ids.lock").read_bytes()


def test_spanish_words_of_a_replaced_section(repository: Path, harbor: Path, rows: Rows) -> None:
    """A section that is replaced in both languages is up to date once it is stamped, and told as old until then."""
    for language in ("en", "es"):
        assert 0 == run(repository, "new", "replacement", "or2-1", "--language", language, "--program", "harbor-house")[0]
    english = harbor / "replaced" / "en" / "or2.md"
    english.write_text(english.read_text(encoding="utf-8").replace("## ", "## Our words: ", 1), encoding="utf-8")
    old = [row for row in rows() if row["rule"] == "translation" and "or2-1:" in str(row["message"])]
    assert ["programs/harbor-house/replaced/es/or2.md"] == [row["path"] for row in old]
    assert 0 == run(repository, "stamp", "or2", "es", "--program", "harbor-house")[0]
    assert [] == [row for row in rows() if row["rule"] == "translation" and "or2-1:" in str(row["message"])]
    curriculum, _problems = read(repository / "curriculum", Cache(None), harbor)
    assert curriculum is not None
    assert next(section for section in curriculum.modules["en"]["or2"].sections if section.id == "or2-1").title.startswith("Our words")


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("program.yml", "name: X\n", "has no id of its own"),
        ("program.yml", "id: x\nname: X\nlines:\n  emergency:\n", 'The line "emergency" is not 911'),
        ("program.yml", "id: x\nname: X\nsamples: [lines.program]\nlines: {program: {number: 207-555-0101}}\n", "nobody may dial a sample"),
        ("program.yml", "- a\n", "The program file"),
        ("program.yml", "a: &b [*b]\n", ""),
        ("program.private.yml", "on_call:\n  - nmae: X\n", 'Did you mean "name"?'),
        ("program.private.yml", "on_call:\n  - name: <script>alert(1)</script>\n", "Raw HTML"),
        ("program.private.yml", "on_call:\n  - name: X\n    number: javascript:1\n", "does not fit"),
        ("program.private.yml", "on_call:\n  - name: X\n    number: 2075550188\n", "does not fit"),
        ("program.private.yml", "on_call:\n  - name: X\n    number: true\n", "is not text"),
        ("replaced/en/s17.md", "no front matter", "does not begin with front matter"),
        ("replaced/en/s17.md", "---\nid: s04\n---\n## A {#s17-4}\nB\n", "is not called like its language and its id"),
        ("replaced/en/s17.md", "---\nid: s17\nreplaces:\n  s17-4: zzz\n---\n## A {#s17-4}\nB\n", "stands no fingerprint"),
        ("replaced/en/s17.md", "---\nid: s17\n---\n## A {#s17-4}\nB\n", "is not bound to the text that it replaces"),
        ("replaced/en/s17.md", "---\nid: s17\n---\n## A {#s17-4}\n", "s17-4 has no text"),
        ("replaced/en/s17.md", "---\nid: s17\n---\n```slide\n# A {#s17-d1}\n```\n", "before the first heading"),
        ("replaced/en/s17.md", "---\nid: s17\n---\n## A {#s17-4}\nB\n```guide\nid: s17-g\n```\n", "Only sections are replaced here"),
    ],
)
def test_broken_files_are_told_and_never_a_traceback(harbor: Path, rows: Rows, file: str, content: str, message: str) -> None:
    """Whatever stands in an overlay's file, the finding names that file."""
    (harbor / file).write_text(content, encoding="utf-8")
    found = errors(rows())
    assert any(message in f"{row['message']} {row['remedy']}" and str(row["path"]).endswith(file) for row in found), found


@pytest.mark.parametrize("written", ["911", '"911"'])
def test_a_number_of_three_digits_needs_no_quotes(harbor: Path, repository: Path, written: str) -> None:
    """YAML reads 911 as a count; on paper it is what one dials."""
    (harbor / "program.private.yml").write_text(f"on_call:\n  - name: X\n    number: {written}\n", encoding="utf-8")
    curriculum = read_or_raise(repository / "curriculum", overlay=harbor)

    assert curriculum.overlay is not None
    assert curriculum.overlay.private is not None
    assert ["911"] == [one.number for one in curriculum.overlay.private.on_call]


def test_own_drawings_and_sources_stand_beside_own_modules(harbor: Path, rows: Rows) -> None:
    """A drawing of an own module is looked for in the program's folder; a source key of the curriculum is not taken again."""
    (harbor / "figures" / "harbor-wall.svg").unlink()
    assert any('"harbor-wall.svg" is not in programs/harbor-house/figures' in str(row["message"]) for row in errors(rows()))
    (harbor / "figures" / "harbor-wall.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', encoding="utf-8")
    assert "programs/harbor-house/figures/harbor-wall.svg" in {row["path"] for row in errors(rows())}
    (harbor / "sources.yml").write_text("carroll-1998:\n  cite: X\n  short: X\n", encoding="utf-8")
    assert any("stands in the curriculum's sources, too" in str(row["message"]) for row in errors(rows()))


def test_a_topic_that_is_hidden_everywhere_is_told(repository: Path, harbor: Path, rows: Rows) -> None:
    """What a program is asked to teach does not vanish without a word."""
    (repository / "curriculum" / "topics.yml").write_text("places:\n  title: Risky places\n  met_by: [s16, s18-4]\n", encoding="utf-8")
    assert any('"Risky places" is taught nowhere any more' in str(row["message"]) for row in rows())


def test_bytes_that_are_no_text_are_told(harbor: Path, rows: Rows) -> None:
    """A file in another encoding is a finding of that file."""
    for file in ("hidden.yml", "program.private.yml", "replaced/en/s17.md", "modules/en/wellness/harbor-walk.md"):
        (harbor / file).write_bytes(b"\xff\xfe\x00")
    assert 4 == len([row for row in errors(rows()) if "is not UTF-8 text" in str(row["message"])])


def test_an_unknown_program_is_told_with_a_suggestion(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelled program, also in the environment, is a wrong call; a path is no name."""
    for command in ("check", "build", "lock", "serve", "clean", "diff"):
        code, said = run(repository, command, "--program", "harbor-huose")
        assert (2, True) == (code, 'Did you mean "harbor-house"?' in said), command
    monkeypatch.setenv("HANDRAIL_PROGRAM", "../evil")
    code, said = run(repository, "check")
    assert 2 == code
    assert "does not fit as the name of a program" in said


def test_private_names_stay_with_the_overlay(harbor: Path, repository: Path) -> None:
    """A curriculum that outputs see never holds the private file; only outputs for staff are handed it."""
    from handrail.outputs import names, output

    curriculum, _problems = read(repository / "curriculum", Cache(None), harbor)
    assert curriculum is not None
    assert curriculum.overlay is not None
    assert "Wilhelmina" in repr(curriculum.overlay.private)
    assert "Wilhelmina" not in curriculum.surroundings
    assert ["facilitator"] == [name for name in names() if output(name).staff_only]


def test_edits_in_studio_come_back_into_own_modules_alone(repository: Path, harbor: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An edited sentence of an own session goes to its file; one of the curriculum's is told with what to do, and stays as it was."""
    program = harbor / "program.yml"
    program.write_text(program.read_text(encoding="utf-8").replace("[es, en]", "[en]"), encoding="utf-8")
    curriculum = read_or_raise(repository / "curriculum", Cache(repository / "build" / ".cache"), harbor)
    export = Export(build_course(curriculum, tmp_path_factory.mktemp("course")) / "course", tmp_path_factory.mktemp("studio"))
    export.edit("x01-lesson", "It takes about twenty minutes.", "It takes half an hour.")
    export.edit("s17-lesson", "You owe nobody an explanation", "You owe no one an explanation")
    original = repository / "curriculum" / "en" / "social" / "say-no-and-mean-it.md"
    before = original.read_bytes()

    code, said = run(repository, "adopt", str(export.pack()), "--program", "harbor-house")

    assert 1 == code, "something is left"
    assert "It takes half an hour." in (harbor / "modules/en/wellness/harbor-walk.md").read_text(encoding="utf-8")
    assert "handrail new replacement SECTION --program harbor-house" in said
    assert before == original.read_bytes()


def test_one_clinic_never_sees_anothers(repository: Path) -> None:
    """Two programs beside each other share nothing but the curriculum."""
    assert 0 == run(repository, "new", "program", "cove", "--yes", "--no-build")[0]
    curriculum, _problems = read(repository / "curriculum", Cache(repository / "build" / ".cache"), repository / "programs" / "cove")
    assert curriculum is not None
    assert "x01" not in curriculum.modules["en"]
    assert "s16" in curriculum.modules["en"]
    assert "warm" not in curriculum.program.lines
