"""Editing in Studio: the compiler's own messages, and nobody but authors."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from handrail_xblocks.written import mark_of
from tests.xblocks.desk import COUNTED, EXAMPLES, call, html, make, person

MAY = SimpleNamespace(can_write=lambda _course: True)


def _author(kind: str, content: str | None = None) -> Any:
    return make(kind, content, services={"studio_user_permissions": MAY})


@pytest.mark.parametrize("name", COUNTED)
def test_a_new_block_begins_with_a_text_that_reads(name: str) -> None:
    """The editor of an empty block holds an example, and the example has no problem."""
    shown = html(_author(name, ""), "studio_view")

    assert EXAMPLES[name].splitlines()[0] in shown
    assert "<li>" not in shown.split('role="status"')[1].split("</div>")[0]
    assert make(name).found.problems == ()


@pytest.mark.parametrize("name", COUNTED)
def test_a_good_text_is_saved(name: str) -> None:
    """Name and text are kept as they were typed, with plain line ends."""
    block = _author(name, "old")

    response = call(block, "studio_submit", {"display_name": " Part 2 ", "content": EXAMPLES[name].replace("\n", "\r\n")})

    assert (200, {"result": "success"}) == (response.status_code, response.json)
    assert ("Part 2", EXAMPLES[name]) == (block.display_name, block.content)


def test_a_broken_text_is_refused_with_the_compilers_words() -> None:
    """A misspelled kind comes back with its line and a suggestion; the old text stays."""
    block = _author("handrail_worksheet")

    response = call(
        block, "studio_submit", {"display_name": "x", "content": EXAMPLES["handrail_worksheet"].replace("checklist", "checklst")}
    )

    assert 400 == response.status_code
    [problem] = response.json["problems"]
    assert "checklst" in problem["message"]
    assert 'Did you mean "checklist"?' == problem["remedy"]
    assert problem["line"] > 1
    assert EXAMPLES["handrail_worksheet"] == block.content


def test_the_name_must_be_there() -> None:
    """A block without a name cannot be found in an outline."""
    block = _author("handrail_check")

    assert 400 == call(block, "studio_submit", {"display_name": " ", "content": EXAMPLES["handrail_check"]}).status_code


def test_a_preview_changes_nothing() -> None:
    """Looking at a text shows it as readers would see it, and saves nothing."""
    block = _author("handrail_lesson")
    text = EXAMPLES["handrail_lesson"].replace("A few plain sentences.", "Some other words.")

    response = call(block, "studio_preview", {"display_name": "x", "content": text})

    assert "Some other words." in response.json["html"]
    assert EXAMPLES["handrail_lesson"] == block.content


def test_a_preview_shows_the_courses_pictures() -> None:
    """What a handler sends is not rewritten by the platform: its own service is asked to."""
    figure = "\n```figure\nid: s99-f1\nfile: wave.svg\ntitle: A wave\ntext: It rises.\n```\n"
    urls = SimpleNamespace(replace_urls=lambda html: html.replace("/static/", "/asset-v1:Sample+type@asset+block@"))
    text = EXAMPLES["handrail_lesson"] + figure

    for services, address in (({"replace_urls": urls}, "/asset-v1:Sample+type@asset+block@wave.svg"), ({}, "/static/wave.svg")):
        block = make("handrail_lesson", services={"studio_user_permissions": MAY, **services})
        assert f'src="{address}"' in call(block, "studio_preview", {"display_name": "x", "content": text}).json["html"]


def test_the_editor_speaks_the_authors_language() -> None:
    """Studio's own preference is followed where we speak it."""
    user = person()
    user.get_current_user().opt_attrs["edx-platform.user_preferences"] = {"pref-lang": "es-419"}

    assert "Guardar" in html(make("handrail_check", services={"user": user}), "studio_view")
    assert "Save" in html(make("handrail_check"), "studio_view")


@pytest.mark.parametrize("name", COUNTED)
def test_an_edit_is_recognized_and_taken_back(name: str) -> None:
    """The author sees that the next import waits; when the text is as it was, nothing waits."""
    block = _author(name)
    block.written = str(mark_of(block.content, block.display_name, {}))
    old = {"display_name": block.display_name, "content": block.content}
    assert (False, False) == (block.is_edited, "was edited here" in html(block, "author_view"))

    call(
        block,
        "studio_submit",
        {**old, "content": block.content.replace("plain", "simple").replace("helped", "worked").replace("This", "These")},
    )
    assert (True, True) == (block.is_edited, "was edited here" in html(block, "author_view"))
    assert "was edited here" not in html(block, "student_view")

    call(block, "studio_submit", old)
    assert not block.is_edited


def test_the_author_sees_what_is_wrong() -> None:
    """In Studio's unit page a broken block lists its problems; readers get plain words only."""
    block = make("handrail_worksheet", "id: s99-w1\n")

    assert "title" in html(block, "author_view")
    assert "This text needs mending." in html(block, "author_view")
    assert "This text needs mending." not in html(block, "student_view")
