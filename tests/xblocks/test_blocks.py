"""The blocks as a platform sees them: no user-scoped field, views that never raise, texts that travel."""

from __future__ import annotations

import datetime as dt
import json
import re
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from xblock.core import XBlock
from xblock.fields import Scope

from handrail import assets
from handrail.curriculum import Curriculum
from handrail.editorial.rules import stale_lines
from handrail.model import Line
from handrail_xblocks import program_data
from handrail_xblocks.olx import BLOCK_TYPES
from handrail_xblocks.program_data import ProgramData
from tests.xblocks.desk import COUNTED, EXAMPLES, TYPES, VIEWS, VISITOR, Broken, Completions, call, html, make, person

BROKEN = {
    "empty": "",
    "blank": " \n\t\n",
    "prose": "Just words.",
    "half": "---\nid: s04\n",
    "list": "- a\n- b\n",
    "aliases": "a: &a [x]\nb: *a\n",
    "deep": "[" * 3000,
    "tag": "!!python/object/apply:os.system ['true']",
    "script": EXAMPLES["handrail_lesson"] + "\n<script>alert(1)</script>\n",
    "nothing": "\u200b\u2028",
    "unknown": "id: s99-w1\ntitle: x\nintro: x\nfields:\n  - id: a\n    ask: x\n    kind: mood-ring\n",
}
ODD_DATA: list[Any] = [
    {},
    {
        "lines": None,
        "labels": [],
        "safety": "x",
        "sources": {"a": {"cite": 3}},
        "modules": {"s04": 1},
        "figures": {"s99-f1": "javascript:x"},
    },
    {"edition": "yesterday", "language": "xx", "lines": {"a": {"name": "A", "number": "1-800", "as_of": "never"}}},
    {"labels": {"draft": 3, "stale_lines": None}, "safety": {"footer": {"title": "", "text": ""}}},
]


def _lines(day: dt.date) -> dict[str, Any]:
    return {
        "language": "en",
        "edition": day.isoformat(),
        "lines": {
            "emergency": {"name": "Emergency", "number": "911"},
            "crisis": {"name": "Lifeline", "number": "988"},
            "poison-help": {"name": "Poison Help", "number": "1-800-222-1222", "as_of": day.isoformat()},
        },
        "labels": {"draft": "Signed by the test.", "stale_lines": "These numbers are old."},
        "safety": {"footer": {"title": "Help", "text": "Call 911, 988 or {{ line.poison-help }}."}},
    }


def _operator(bucket: dict[str, Any]) -> dict[str, Any]:
    """Return services of a platform whose operator set something for our blocks."""
    return {
        "settings": SimpleNamespace(
            get_settings_bucket=lambda block, default=None: bucket if block.block_settings_key == "handrail" else default
        )
    }


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_no_field_has_a_user_scope(name: str) -> None:
    """A platform keeps no row for these blocks: each field belongs to the course, none to a person."""
    kind = XBlock.load_class(name)

    assert {"content", "display_name", "program_data"} <= set(kind.fields)
    assert [] == [field.name for field in kind.fields.values() if field.scope not in (Scope.content, Scope.settings, Scope.parent)]


PLATFORM_NAMES = {
    # XModuleMixin and the mixins beside it; Studio reads ``data`` and rewrites it as text
    *("category", "children", "chrome", "course_id", "data", "days_early_for_beta", "due", "format", "graded", "group_access"),
    *("hide_from_toc", "location", "name", "parent", "relative_weeks_due", "self_paced", "show_correctness", "source_file", "start"),
    *("tags", "upstream", "upstream_version", "url_name", "user_partitions", "visible_to_staff_only", "weight", "xqa_key"),
    *("copied_from_block", "edited_by", "edited_on", "published_by", "published_on", "subtree_edited_by", "subtree_edited_on"),
    # XBlock itself, and what a runtime hangs on a block
    *("add_aside", "bound_for_student", "context_key", "fields", "handle", "has_cached_parent", "render", "runtime", "save"),
    *("scope_ids", "usage_key", "xmodule_runtime", "_asides", "_dirty_fields", "_field_data", "_field_data_cache", "_parent_block"),
    *("_child_cache", "_edited_by", "_edited_on", "_parent_block_id", "_runtime"),
}


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_no_name_is_the_platforms(name: str) -> None:
    """A platform mixes its own classes into ours, and asks every block for its own names: we define none of them."""
    kind = XBlock.load_class(name)
    ours = {attribute for owner in kind.__mro__ if owner.__module__.startswith("handrail_xblocks") for attribute in vars(owner)}

    assert {"content", "program", "set_state"} <= ours
    assert set() == ours & PLATFORM_NAMES


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_studio_reads_no_data(name: str) -> None:
    """Studio does ``getattr(block, "data", "")`` and replaces addresses in it: there must be nothing."""
    assert "" == getattr(make(name), "data", "")


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_a_block_is_what_platforms_expect(name: str) -> None:
    """Short type, one level deep, only assets published, no score, own completion, made for phones too."""
    kind = XBlock.load_class(name)
    block = make(name)

    assert len(name) <= 32
    assert 1 == kind.__module__.count(".")
    assert ("assets", False, True) == (kind.resources_dir, kind.has_score, kind.has_custom_completion)
    assert block.has_support(block.student_view, "multi_device")
    assert kind.fields["display_name"].default
    with kind.open_local_resource("public/xblock.js") as script:
        assert b"HandrailBlock" in script.read()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", BLOCK_TYPES)
@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_broken_text_leaves_the_unit_alive(name: str, view: str, content: str) -> None:
    """Whatever stands in a block, every view answers; a reader gets plain words and the crisis line."""
    block = make(name, content)

    shown = html(block, view)

    if name == "handrail_lesson" or "script" not in content:
        assert "<script" not in shown
    if view != "studio_view" and block.found.thing is None:
        assert "cannot be shown right now" in shown
        assert "988" in shown


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", BLOCK_TYPES)
@pytest.mark.parametrize("data", ODD_DATA)
def test_odd_program_data_changes_nothing_else(name: str, view: str, data: dict[str, Any]) -> None:
    """Settings that make no sense are passed over; the text still stands there, as a draft."""
    block = make(name, program_data=data, services={"settings": Broken()})

    shown = html(block, view)

    assert "cannot be shown" not in shown
    assert "javascript:" not in shown
    if view != "studio_view":
        assert "Draft. No clinician has signed this page." in shown


@pytest.mark.parametrize(
    "services", [{"user": None, "completion": None}, {"completion": Broken()}, {"user": Broken()}, {"settings": Broken()}]
)
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_missing_and_failing_services_take_nothing_down(name: str, services: dict[str, Any]) -> None:
    """Libraries have no settings service, Studio no completion: every view answers all the same."""
    block = make(name, services=services)

    for view in VIEWS:
        assert html(block, view)
    assert block.student_view_data()["kind"] == TYPES[name].KIND.name
    assert block.index_dictionary()["content_type"]


@pytest.mark.parametrize("content", [*BROKEN.values(), None])
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_data_for_apps_and_search_never_raises(name: str, content: str | None) -> None:
    """Both are read while a course is published; an exception there would stop everybody's course."""
    block = make(name, content, services={"user": None, "completion": None})

    json.dumps(block.student_view_data())
    json.dumps(block.index_dictionary())


def test_the_search_index_holds_authored_text_alone() -> None:
    """Search finds the words of a lesson and of a sheet, and nothing of a person."""
    lesson, sheet = make("handrail_lesson").index_dictionary(), make("handrail_worksheet").index_dictionary()

    assert "A few plain sentences." in lesson["content"]["text"]
    assert {"What helped?", "I called someone"} <= set(re.findall("What helped\\?|I called someone", sheet["content"]["text"]))
    assert "anary" not in json.dumps([lesson, sheet])


@pytest.mark.parametrize("name", COUNTED)
def test_two_blocks_on_one_page_share_no_id(name: str) -> None:
    """Each DOM id begins with its block's own prefix."""
    one, two = (set(re.findall(r'\bid="([^"]+)"', html(make(name, name=which)))) for which in ("one", "two"))

    assert one
    assert set() == one & two


@pytest.mark.parametrize("name", COUNTED)
def test_arguments_say_nothing_of_the_person(name: str) -> None:
    """The browser is told a state and a key that differs from person to person; no name, number or address."""
    fragments = {key: make(name, services={"user": person(key)}).student_view({}) for key in ("a", "b")}
    arguments = {key: fragment.json_init_args for key, fragment in fragments.items()}

    said = {key: value for key, value in arguments["a"].items() if key not in ("scope", "parts")}
    assert {"state": "none", "keep": True, "counted": True} == said
    assert arguments["a"]["parts"] == arguments["b"]["parts"]
    assert arguments["a"]["scope"] != arguments["b"]["scope"]
    assert fragments["a"].content == fragments["b"].content
    for fragment in fragments.values():
        assert not re.search("anary|4711", json.dumps([str(fragment.content), fragment.json_init_args]))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_is_told_where_parts_are(language: str) -> None:
    """What the browser library loads on demand has an address that the platform made, in the program's language."""
    parts = make("handrail_worksheet", program_data={"language": language}).student_view({}).json_init_args["parts"]

    assert {*assets.parts(), "look"} == set(parts)
    assert {"built/look.css"} == {path.split("public/", 1)[1] for path in parts.values() if f"/{language}/" not in path}
    public = Path(str(files("handrail_xblocks"))) / "assets" / "public"
    assert [] == [address for address in parts.values() if not (public / address.split("public/", 1)[1]).is_file()]


@pytest.mark.parametrize("name", COUNTED)
def test_the_present_state_is_shown_to_its_owner(name: str) -> None:
    """What the platform's completion service knows is what the browser begins with."""
    for value, word in ((0.0, "none"), (0.5, "started"), (1.0, "done")):
        block = make(name)
        block.runtime._services["completion"].values[block.scope_ids.usage_id] = value

        assert word == block.student_view({}).json_init_args["state"]


@pytest.mark.parametrize("name", COUNTED)
def test_staff_see_nothing_personal(name: str) -> None:
    """Staff may be looking through a participant's eyes: no state, nothing kept, nothing sent."""
    block = make(name, services={"user": person(staff=True)})
    block.runtime._services["completion"].values[block.scope_ids.usage_id] = 1.0

    arguments = block.student_view({}).json_init_args

    assert ("none", False, False) == (arguments["state"], arguments["keep"], arguments["counted"])


def test_a_person_without_any_id_keeps_nothing() -> None:
    """Where a platform does not say who is there, two people could meet in one browser: so nothing is kept."""
    user = person(None)
    user.get_current_user().opt_attrs["edx-platform.user_id"] = None

    arguments = make("handrail_worksheet", services={"user": user}).student_view({}).json_init_args

    assert ("", False, False) == (arguments["scope"], arguments["keep"], arguments["counted"])


@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_visitors_read_and_nothing_is_sent(name: str) -> None:
    """Without a sign-in both views are the same still page: no script, no call for completion."""
    block = make(name, services={"user": VISITOR, "completion": Broken()})

    fragment = block.student_view({})

    assert fragment.content == block.public_view({}).content
    assert fragment.js_init_fn is None
    assert [] == [resource for resource in fragment.resources if "javascript" in resource.mimetype]


@pytest.mark.parametrize("view", ["student_view", "public_view", "author_view"])
@pytest.mark.parametrize("name", BLOCK_TYPES)
def test_every_view_says_draft_and_where_to_call(name: str, view: str) -> None:
    """The label stands on each block whatever the course's data call it, and the crisis line comes with the course."""
    shown = html(make(name, program_data=_lines(program_data.today())), view)

    assert "Draft. No clinician has signed this page." in shown
    assert "Signed by the test." not in shown
    assert 'href="tel:18002221222"' in shown
    assert "These numbers are old." not in shown


@pytest.mark.parametrize(("days", "shown"), [(0, True), (90, True), (91, False), (4000, False)])
def test_old_phone_numbers_are_not_shown(monkeypatch: pytest.MonkeyPatch, days: int, shown: bool) -> None:
    """After 90 days only 911 and 988 remain, and the reader is told."""
    monkeypatch.setattr(program_data, "today", lambda: DAY)  # midnight may come between two looks at the clock
    day = DAY - dt.timedelta(days=days)

    text = html(make("handrail_lesson", program_data=_lines(day)))

    assert shown == ("1-800-222-1222" in text)
    assert shown != ("These numbers are old." in text)
    assert "911" in text
    assert "988" in text


def test_a_number_without_any_date_counts_as_old() -> None:
    """A number that nobody says to have looked at is not shown."""
    data = _lines(program_data.today())
    del data["edition"], data["lines"]["poison-help"]["as_of"]

    assert "1-800-222-1222" not in html(make("handrail_lesson", program_data=data))


DAY = dt.date(2026, 11, 21)
AGES: list[tuple[str, dict[str, Any], bool]] = [
    ("fresh", {"number": "1-800-555-0100", "as_of": "2026-08-23"}, False),
    ("old", {"number": "1-800-555-0100", "as_of": "2026-08-22"}, True),
    ("emergency", {"number": "911", "as_of": "2020-01-01"}, False),
    ("crisis", {"number": "988", "text": "988", "as_of": "2020-01-01"}, False),
    ("messages alone, old", {"text": "START to 88788", "as_of": "2026-08-22"}, True),
    ("messages alone, fresh", {"text": "START to 88788", "as_of": "2026-08-23"}, False),
    ("own, of the edition", {"number": "555-555-0100", "local": True}, False),
    ("own, old", {"number": "555-555-0100", "local": True, "as_of": "2026-08-22"}, True),
    ("unset", {"local": True, "as_of": "2020-01-01"}, False),
]


def _told(curriculum: Curriculum, line: dict[str, Any], today: dt.date) -> list[str]:
    """Return what the check says of a program with one line, put together on ``DAY``."""
    program = curriculum.program.model_copy(update={"edition": DAY, "lines": {"late": Line.model_validate(line)}})
    return [found.message for found in stale_lines.check_program(program, "program.yml", today)]


@pytest.mark.parametrize(("line", "old"), [case[1:] for case in AGES], ids=[case[0] for case in AGES])
def test_check_and_blocks_agree_on_what_is_old(curriculum: Curriculum, line: dict[str, Any], old: bool) -> None:
    """What the check calls stale is what a block hides, on the same day, by the same rule."""
    told = _told(curriculum, {"name": "Late", **line}, DAY)
    data = ProgramData.of({"edition": DAY.isoformat(), "lines": {"late": {"name": "Late", **line}}}, {}, DAY)

    assert old == bool(told)
    assert old == data.stale
    assert (("", "") if old else (line.get("number", ""), line.get("text", ""))) == (data.lines["late"].number, data.lines["late"].text)


def test_a_number_without_its_own_day_has_the_editions_in_both(curriculum: Curriculum) -> None:
    """An old edition makes an own line old, for the check and for a block."""
    line, later = {"name": "Own", "number": "555-555-0100", "local": True}, DAY + dt.timedelta(days=91)

    assert ['The line "late" was last looked at 91 days ago, on 2026-11-21; 90 is the most.'] == _told(curriculum, line, later)
    assert ProgramData.of({"edition": DAY.isoformat(), "lines": {"own": line}}, {}, later).stale


def test_the_operator_comes_before_the_build() -> None:
    """Numbers in XBLOCK_SETTINGS replace those that travel with the course."""
    number = "1-800-555-0100"
    bucket = {"lines": {"poison-help": {"name": "Poison Help", "number": number, "as_of": program_data.today().isoformat()}}}

    text = html(make("handrail_lesson", program_data=_lines(program_data.today()), services=_operator(bucket)))

    assert number in text
    assert "1-800-222-1222" not in text


def test_the_operator_sets_lines_and_shared_texts_alone() -> None:
    """What a block is (its language, its lane, its sources and pictures) comes from its course, whatever a platform says."""
    everything = {"language": "es", "family": True, "sample": True, "sources": {}, "modules": ["s13"], "figures": {}, "translations": {}}
    built = {
        **_lines(program_data.today()),
        "sources": {"a-1": {"cite": "A work.", "short": "A"}},
        "modules": ["s12"],
        "figures": {"s99-f1": "/static/s99-f1.svg"},
        "translations": {"s99-1": "stale"},
    }

    plain = make("handrail_lesson", program_data=built)
    contradicted = make("handrail_lesson", program_data=built, services=_operator(everything))

    assert plain.program == contradicted.program
    assert html(plain) == html(contradicted)
    assert plain.student_view({}).resources == contradicted.student_view({}).resources


@pytest.mark.parametrize("family", [True, False])
def test_a_setting_makes_no_block_a_family_block(family: bool) -> None:
    """The page and the handler agree on whether a block is counted: its course says so."""
    built, bucket = {"family": family}, {"family": not family}
    block = make("handrail_worksheet", program_data=built, services=_operator(bucket))

    assert family == (not block.is_counted) == block.program.family
    assert family == ("data-completion" not in html(block))
    assert (409 if family else 200) == call(block, "set_state", {"state": "done"}).status_code


def test_the_operators_words_and_day_count() -> None:
    """Labels, safety texts and the edition are the operator's too."""
    old, today = program_data.today() - dt.timedelta(days=200), program_data.today()
    built = _lines(old)
    del built["lines"]["poison-help"]["as_of"]
    bucket = {
        "edition": today.isoformat(),
        "labels": {"disclaimer": "Education, says the operator.", "draft": "Signed, says the operator."},
        "safety": {"footer": {"title": "Help", "text": "From the operator: {{ line.poison-help }}."}},
    }

    text = html(make("handrail_lesson", program_data=built, services=_operator(bucket)))

    assert "Education, says the operator." in text
    assert "Signed, says the operator." not in text  # no setting lifts a draft
    assert "From the operator:" in text
    assert "1-800-222-1222" in text


LESSON = (
    EXAMPLES["handrail_lesson"]
    .replace("level: none", "level: watch\n  about: [withdrawal]")
    .replace("objectives:", "content_note: A hard part.\nobjectives:")
)


def test_a_lesson_carries_its_safety_texts() -> None:
    """The level and the topics of the module choose the texts; the note stands before them."""
    texts = {key: {"title": f"Title {key}", "text": f"Text {key}."} for key in ("watch", "withdrawal", "overdose", "footer")}

    shown = html(make("handrail_lesson", LESSON, program_data={"safety": texts}))

    assert shown.index("A hard part.") < shown.index("Title watch") < shown.index("Title withdrawal") < shown.index("The first heading")
    assert "Title overdose" not in shown


def test_links_leave_the_frame_alone() -> None:
    """A learning system's frame sends bare links to the whole page: outside ones open beside it, those inside stay inside."""
    prose = "See [this](https://example.org/), [that one](s12) and [another](s13).[^a-1]"
    data = {"modules": ["s12"], "sources": {"a-1": {"cite": "A work.", "short": "A", "url": "https://example.org/a"}}}

    shown = html(make("handrail_lesson", EXAMPLES["handrail_lesson"].replace("A few plain sentences.", prose), program_data=data))

    links = re.findall(r"<a [^>]*>", shown)
    assert 4 == len(links)
    for link in links:
        if 'href="#' in link:
            assert 'target="_self"' in link
        else:
            assert 'target="_blank"' in link
            assert 'rel="noopener noreferrer"' in link
    assert '"/jump_to_id/s12"' in shown
    assert "another" in shown
    assert "s13" not in shown


def test_a_figure_is_an_image_with_its_words() -> None:
    """A drawing is a file of the course; who cannot see it gets its title, caption and long text."""
    figure = "\n```figure\nid: s99-f1\nfile: wave.svg\ntitle: A wave\ntext: It rises and falls.\ncaption: Up and down.\n```\n"

    block = make("handrail_lesson", EXAMPLES["handrail_lesson"] + figure, program_data={"figures": {"s99-f1": "/static/s99-f1.svg"}})

    shown = html(block)
    assert '<img src="/static/s99-f1.svg" alt="A wave"' in shown
    assert "Up and down." in shown
    assert "It rises and falls." in shown
    assert '"/static/s99-f1.svg"' in json.dumps(block.program_data)


HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) **fine**"


@pytest.mark.parametrize("name", ["handrail_worksheet", "handrail_check"])
def test_markup_in_yaml_does_not_run(name: str) -> None:
    """Raw HTML in a sheet is words; emphasis works."""
    old = "What helped?" if name == "handrail_worksheet" else "A question about what to do?"

    shown = html(make(name, EXAMPLES[name].replace(old, json.dumps(HOSTILE))))

    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert "<strong>fine</strong>" in shown


def test_family_blocks_are_not_counted() -> None:
    """A family sheet has no Done, is left out of the platform's ticks, and tells the browser so."""
    block, counted = make("handrail_worksheet", program_data={"family": True}), make("handrail_worksheet")

    assert ("excluded", "completable", "completable") == (
        block.completion_mode,
        counted.completion_mode,
        TYPES["handrail_worksheet"].completion_mode,
    )
    assert "data-completion" not in html(block)
    assert "data-completion" in html(counted)
    assert False is block.student_view({}).json_init_args["counted"]


def test_a_sheet_that_is_there_to_be_had_is_not_counted() -> None:
    """A safety card has no Done, nothing to tell, and no tick to wait for; nobody is told that the program sees it."""
    text = EXAMPLES["handrail_worksheet"].replace("fields:", "counted: false\nfields:", 1)
    block = make("handrail_worksheet", text, program_data={"counted": False, "labels": {"who_sees_lms": "The program sees it."}})

    assert "excluded" == block.completion_mode
    assert "data-completion" not in html(block)
    assert "The program sees it." not in html(block)
    assert 409 == call(block, "set_state", {"state": "done"}).status_code


def test_parsing_is_done_once() -> None:
    """The same text in two blocks, or on two requests, is one parsed thing."""
    assert make("handrail_check", name="one").found.thing is make("handrail_check", name="two").found.thing


def test_styles_fit_into_a_frame() -> None:
    """Nothing of ours is fixed to a window or as tall as one: inside a learning system's frame there is no window."""
    public = files("handrail_xblocks") / "assets" / "public"
    for name in ("block.css", "handrail.css", "studio.css"):
        text = (public / name).read_text(encoding="utf-8")
        assert not re.search(r"position:\s*(fixed|sticky)", text), name
        if name != "studio.css":
            assert not re.search(r"\d(vh|dvh|svh)\b", text), name


def test_completion_service_is_asked_for_this_block_only() -> None:
    """Another block's completion never shows here."""
    completions = Completions()
    make("handrail_check", name="two", services={"completion": completions})
    completions.values[make("handrail_check", name="two").scope_ids.usage_id] = 1.0

    assert "none" == make("handrail_check", name="one", services={"completion": completions}).student_view({}).json_init_args["state"]
