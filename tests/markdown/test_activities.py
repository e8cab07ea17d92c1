from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from handrail.markdown import parse_check, parse_worksheet
from handrail.markdown.activities import inline, render_check, render_lesson_done, render_worksheet, wording_of
from handrail.model import KINDS, Check, Example, Keep, Worksheet
from handrail.model.fields.pick import Pick
from handrail.problems import Problems

FIXTURES = Path(__file__).parents[1] / "fixtures"
ATTACK = "</script><img src=x onerror=alert(1)>\"'`${x}"
VOID = {"br", "hr", "img", "input", "link", "meta"}


def sheet(**change: Any) -> Worksheet:
    """Return the worksheet of every kind."""
    found = parse_worksheet((FIXTURES / "every-kind.yml").read_text(encoding="utf-8"), "every-kind.yml", Problems())
    assert found is not None
    return found.model_copy(update=change)


def check() -> Check:
    """Return a check."""
    found = parse_check((FIXTURES / "three-questions.yml").read_text(encoding="utf-8"), "three-questions.yml", Problems())
    assert found is not None
    return found


def render(**options: Any) -> str:
    """Render the worksheet of every kind."""
    chosen = {"language": "en", "surface": "screen", "prefix": "a", "module_id": "s90"} | options
    return render_worksheet(chosen.pop("sheet", None) or sheet(), **chosen)


class Tree(HTMLParser):
    """Collects tags with their attributes and complains about crossed ones."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert [] == self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag not in VOID
        assert self.open.pop() == tag

    def having(self, name: str) -> list[str]:
        return [str(attributes[name]) for _tag, attributes in self.tags if name in attributes]


def render_one(name: str, **options: Any) -> str:
    """Render a worksheet, a check or the end of a lesson on a surface."""
    what, surface = name.split("-")
    chosen = {"language": "en", "surface": surface, "prefix": "a"} | options
    if what == "lesson":
        return render_lesson_done("s90", **chosen)
    if what == "check":
        return render_check(check(), module_id="s90", **chosen)
    return render(**chosen)


RENDERED = [f"{what}-{surface}" for what in ("worksheet", "check", "lesson") for surface in ("screen", "paper")]


@pytest.mark.parametrize("name", RENDERED)
def test_markup_is_sound(name: str) -> None:
    """Every surface is well-formed, has unique prefixed ids, and nothing inline that a strict policy would stop."""
    tree = Tree(render_one(name, prefix="sheet7"))
    ids = tree.having("id")

    assert len(ids) == len(set(ids))
    assert [] == [found for found in ids if not found.startswith("sheet7")]
    for target in (*tree.having("for"), *tree.having("aria-labelledby"), *tree.having("aria-describedby")):
        assert target in ids
    assert [] == [name for _tag, attributes in tree.tags for name in attributes if name == "style" or name.startswith("on")]
    assert not {tag for tag, _ in tree.tags} & {"form", "script", "style", "iframe", "a"}


@pytest.mark.parametrize("name", RENDERED)
def test_one_element_per_line(name: str) -> None:
    """No blank line and no indent, so that a page of Markdown carries it unchanged."""
    assert [] == [line for line in render_one(name).splitlines() if line != line.strip() or not line]


@pytest.mark.parametrize("name", RENDERED)
def test_same_input_same_bytes(name: str) -> None:
    """Two renderings of one activity are equal."""
    assert render_one(name) == render_one(name)


def test_every_kind_has_its_templates() -> None:
    """Each kind that the model knows has a screen and a paper form, and a filled example."""
    for surface in ("screen", "paper"):
        html = render(surface=surface)
        for field in sheet().fields:
            assert field.ask.replace("'", "&#39;") in html
        assert "Quiet mornings" in html
    assert set(KINDS) == {field.kind for field in sheet().fields}


def test_controls_are_labeled() -> None:
    """Each control is inside a label or named by one."""
    tree = Tree(render())
    labeled = set(tree.having("for"))
    for tag, attributes in tree.tags:
        if tag == "textarea" or (tag == "input" and attributes["type"] in {"text", "tel"}):
            assert attributes["id"] in labeled


def test_no_service_reads_along() -> None:
    """Spell-check, translation, autofill and writing help are off on every line that a person types on."""
    for tag, attributes in Tree(render()).tags:
        if tag == "textarea" or (tag == "input" and attributes["type"] in {"text", "tel"}):
            assert ("off", "false", "no") == (attributes["autocomplete"], attributes["spellcheck"], attributes["translate"])
            assert "name" not in attributes


def test_nothing_is_chosen_before() -> None:
    """A scale and a choice start unset: no default pulls anywhere."""
    checked = [attributes for tag, attributes in Tree(render()).tags if tag == "input" and "checked" in attributes]

    assert ["a-clock"] == [attributes["name"] for attributes in checked]  # minutes of the timer, which are no answer


def test_authored_words_cannot_run() -> None:
    """Hostile text in every authored place stays text, on both surfaces."""
    field = sheet().fields[1].model_copy(update={"ask": ATTACK, "help": ATTACK, "group": ATTACK, "options": {"a": ATTACK}, "none": ATTACK})
    scale = sheet().fields[0].model_copy(update={"low": ATTACK, "high": f"**{ATTACK}**"})
    hostile = sheet(title=ATTACK, intro=f"*{ATTACK}*", fields=[field, scale], example=None)
    for surface in ("screen", "paper"):
        html = render(sheet=hostile, surface=surface, not_watched=ATTACK, who_sees=ATTACK)
        assert "<img" not in html
        assert "</script" not in html
        assert "onerror" not in {name for _tag, attributes in Tree(html).tags for name in attributes}


def test_inline_words() -> None:
    """Emphasis is allowed in authored words; everything else is text; markup of the caller passes."""
    assert "In the <strong>park</strong>" == inline("In the **park**")
    assert "a &lt; b &amp; c" == inline("a < b & c")
    assert "<em>a</em> &lt;b&gt;" == inline("*a* <b>")
    assert "1. Not a list" == inline("1. Not a list")
    assert "<a>" == inline(Markup("<a>"))
    assert "&lt;a&gt;" == inline("<a>")


def test_required_field_can_be_skipped() -> None:
    """A required field always has the chip, whatever the author wrote."""
    field = sheet().fields[0].model_copy(update={"skip": False})
    html = render(sheet=sheet(fields=[field], example=None))

    assert 'data-skip="rather-not"' in html
    assert 'data-required="number"' in html


def test_field_without_skip() -> None:
    """A field that an author made neither required nor skippable has no chip."""
    field = sheet().fields[2].model_copy(update={"skip": False})

    assert "data-skip" not in render(sheet=sheet(fields=[field], example=None))


def test_family_sheet() -> None:
    """A sheet without completion has no Done, on no surface."""
    html = render(completion=False)

    assert "data-completion" not in html
    assert 'data-act="done"' not in html
    assert 'data-act="way"' not in html


def test_never_kept() -> None:
    """A field that is never kept says so where it stands; a sheet that is never kept says it once and asks for no device."""
    assert 1 == render().count("This answer is never kept.")
    html = render(sheet=sheet(keep=Keep.NEVER))
    assert 0 == html.count("This answer is never kept.")
    assert 1 == html.count("Nothing on this sheet is kept.")
    assert "data-choose" not in html


def test_words_of_the_caller() -> None:
    """The truth about who sees what comes from the caller and stands before the first field."""
    html = render(not_watched="No one is watching.", who_sees="Nobody gets this.", crisis=Markup('<a href="tel:988">988</a>'))

    assert html.index("No one is watching.") < html.index("Nobody gets this.") < html.index("<hr-field")
    assert '<a href="tel:988">988</a>' in html


def test_example_comes_first() -> None:
    """The filled example stands open before the blank form and says that its person is made up."""
    html = render()

    assert html.index("<details") < html.index("a made-up person") < html.index("<hr-field")
    assert re.search(r"<details[^>]* open>", html)
    assert "<details" not in render(example=False)


def test_paper_says_one_row_of_an_example() -> None:
    """On paper one row of a log shows how; the blank form needs the room."""
    assert "Sunday" in render()
    assert "Friday evening" in render(surface="paper")
    assert "Sunday</dd>" not in render(surface="paper")


def test_one_of_a_list_looks_like_one_on_paper() -> None:
    """A pick of one has the rings of a choice, and in a form its buttons, of which one can be on; a pick of two has boxes."""
    pick = next(field for field in sheet().fields if isinstance(field, Pick))

    def picking(count: int, surface: str) -> str:
        """Render a sheet with nothing but a pick of so many."""
        return render(sheet=sheet(fields=[pick.model_copy(update={"count": count, "other": True})], example=None), surface=surface)

    boxes = len(pick.options) + 1
    assert boxes == picking(1, "paper").count("hr-box hr-ring")
    assert 0 == picking(2, "paper").count("hr-ring")
    assert boxes == picking(1, "form").count('type="radio"')
    assert boxes == picking(2, "form").count('type="checkbox"')
    assert 1 == len(set(re.findall(r'type="radio"[^>]* name="([^"]+)"', picking(1, "form"))))


def test_example_may_leave_parts_of_a_row_open() -> None:
    """A made-up person, too, may write half a plan, or a name without a reason."""
    example = Example(who="Ray, 44", values={"plan": [{"if": "it rains"}], "people": [{"phone": ""}]})
    for surface in ("screen", "paper"):
        assert "it rains" in render(sheet=sheet(example=example), surface=surface)


def test_headings_follow_the_page() -> None:
    """The heading's level is the caller's, and steps stand one below."""
    html = render(level=2)

    assert "<h2" in html
    assert "<h3" in html
    assert "<h4" not in html


def test_wording_is_known_by_its_hash() -> None:
    """The hash moves with what is asked, and with nothing else."""
    field = sheet().fields[1]

    assert wording_of(field) == wording_of(field.model_copy(update={"required": False, "help": "Other", "group": None}))
    assert wording_of(field) != wording_of(field.model_copy(update={"ask": "Other?"}))
    assert wording_of(field) != wording_of(field.model_copy(update={"options": {"walk": "A run"}}))


@pytest.mark.parametrize("name", RENDERED)
def test_spanish_has_no_english_around(name: str) -> None:
    """Interface words come from the catalog; none of them is left in English."""
    html = re.sub(r"<details.*?</details>", "", render_one(name, language="es"), flags=re.DOTALL)  # the author's own words
    for word in ("Worksheet", "answer or skip", "rather not", "Done", "Print", "Whose", "quick questions", "I have read", "Monday"):
        assert word not in html
