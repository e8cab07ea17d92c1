"""A block in a learning system: its label holds for exactly the text that was signed, and for no other."""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.signing.label import Label, Signer
from handrail_xblocks.signed import signed_with
from tests.xblocks.desk import COUNTED, EXAMPLES, call, from_olx, html, make, olx_of

CHECKED = "Checked by Test Reader, LCSW for Harbor House, 2026-11-22."
DRAFT = "Draft. No clinician has signed this page."
LABEL = Label("en", (Signer("Test Reader", "LCSW"),), "Harbor House", "2026-11-22")
DATA: dict[str, Any] = {
    "language": "en",
    "edition": "2026-11-21",
    "lines": {"poison-help": {"name": "Poison Help", "number": "1-800-222-1222", "as_of": "2026-11-21"}},
    "safety": {"footer": {"title": "Help", "text": "Call 911 or 988."}, "watch": {"title": "Go slowly", "text": "Stop whenever you like."}},
    "sources": {"who-2020": {"cite": "Who, 2020.", "short": "Who 2020", "url": ""}},
    "figures": {"s99-f1": "/static/s99-f1.svg"},
}
VIEWS = ("student_view", "public_view", "author_view")


def signed(kind: str, *, label: Label = LABEL, services: dict[str, Any] | None = None) -> Any:
    """Return a block as a build wrote it."""
    text = EXAMPLES[kind]
    return make(kind, text, program_data=signed_with(text, copy.deepcopy(DATA), label), services=services)


def settings_of(bucket: dict[str, Any]) -> dict[str, Any]:
    """Return the services of a platform whose operator set something."""
    return {"settings": SimpleNamespace(get_settings_bucket=lambda _block, default=None: bucket)}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", [*COUNTED, "handrail_progress"])
def test_a_signed_block_says_who_checked_it(kind: str, view: str) -> None:
    """In every view, and again after an export and an import."""
    block = signed(kind)

    assert CHECKED in html(block, view)
    assert DRAFT not in html(block, view)
    assert CHECKED in html(from_olx(olx_of(block)), "public_view")


@pytest.mark.parametrize("kind", COUNTED)
def test_an_edit_in_studio_makes_it_a_draft(kind: str) -> None:
    """Whoever saves another text in Studio takes the signature off; the old text brings it back."""
    block = signed(kind, services={"studio_user_permissions": SimpleNamespace(can_write=lambda _course: True)})
    edited = EXAMPLES[kind].replace("A ", "One ", 1)
    assert edited != EXAMPLES[kind]
    assert 200 == call(block, "studio_submit", {"display_name": "Part", "content": edited}).status_code

    for view in VIEWS:
        assert DRAFT in html(block, view)
        assert "Test Reader" not in html(block, view)
    assert DRAFT in html(from_olx(olx_of(block)), "public_view")
    assert 200 == call(block, "studio_submit", {"display_name": "Part", "content": EXAMPLES[kind].replace("\n", "\r\n")}).status_code
    assert CHECKED in html(block)


@pytest.mark.parametrize("kind", COUNTED)
def test_a_preview_of_another_text_is_a_draft(kind: str) -> None:
    """What is typed in the editor was signed by nobody."""
    block = signed(kind, services={"studio_user_permissions": SimpleNamespace(can_write=lambda _course: True)})
    edited = EXAMPLES[kind].replace("A ", "One ", 1)
    answer = call(block, "studio_preview", {"display_name": "Part", "content": edited}).json

    assert DRAFT in answer["html"]


@settings(max_examples=60)
@given(st.data())
def test_any_other_letter_makes_it_a_draft(data: st.DataObject) -> None:
    """An import may bring any text under the old label: it shows as a draft."""
    kind = data.draw(st.sampled_from(COUNTED))
    text = EXAMPLES[kind]
    at = data.draw(st.sampled_from([place for place, char in enumerate(text) if char.isalnum()]))
    char = data.draw(st.sampled_from([one for one in "ae7Z" if one != text[at]]))
    block = signed(kind)
    block.content = text[:at] + char + text[at + 1 :]

    assert "Test Reader" not in html(block)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("safety", {**DATA["safety"], "watch": {"title": "Go slowly", "text": "Push through."}}),
        ("safety", {}),
        ("sources", {}),
        ("figures", {"s99-f1": "/static/another.svg"}),
    ],
)
def test_other_shared_texts_make_it_a_draft(key: str, value: Any) -> None:
    """What a block shows besides its own text was signed with it."""
    block = signed("handrail_lesson")
    block.program_data = {**block.program_data, key: value}

    assert DRAFT in html(block)


@pytest.mark.parametrize(
    ("bucket", "said"),
    [
        ({"lines": {"poison-help": {"name": "Poison Help", "number": "1-800-222-1222"}}, "edition": "2026-11-22"}, CHECKED),
        ({"safety": {"footer": {"title": "Help", "text": "Call us first."}}}, DRAFT),
        ({"signed": {"by": [{"name": "Somebody", "credential": "MD"}], "program": "X", "date": "2026-11-22", "text": ""}}, CHECKED),
        ({"labels": {"draft": "Checked by everybody."}}, CHECKED),
    ],
)
def test_what_an_operator_sets(bucket: dict[str, Any], said: str) -> None:
    """Numbers and their day are an operator's; other safety texts were not signed; a label cannot be set at all."""
    shown = html(signed("handrail_lesson", services=settings_of(bucket)))

    assert said in shown
    assert "Somebody" not in shown
    assert "everybody" not in shown


def test_a_label_does_not_travel_to_another_block() -> None:
    """Pasting a signed block's data beside another text signs nothing."""
    other = make("handrail_worksheet", program_data=signed("handrail_lesson").program_data)

    assert DRAFT in html(other)


ODD = [
    None,
    "Checked by me",
    [],
    {"by": []},
    {"by": "Ana"},
    {"by": [{"name": "<script>alert(1)</script>", "credential": "MD"}], "program": "X", "date": "2026-11-22"},
    {"by": [{"name": "Ana", "credential": "MD"}, 3], "program": "X", "date": "2026-11-22"},
    {"by": [{"name": "Ana", "credential": "MD"}], "program": "X", "date": "yesterday"},
    {"by": [{"name": "Ana", "credential": "MD"}], "program": ["X"], "date": "2026-11-22"},
    {"by": [{"name": "Ana", "credential": "MD"}], "date": "2026-11-22"},
    {"by": [{"name": "A" * 300, "credential": "MD"}], "program": "X", "date": "2026-11-22"},
    {"by": [{"name": "Ana", "credential": "MD"}], "reason": "it is fine", "program": "", "date": "2026-11-22"},
]


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_label_is_a_draft_and_never_an_error(odd: Any) -> None:
    """An import passes by every check: what does not fit, even under the right hash, signs nothing."""
    block = signed("handrail_lesson")
    mark = block.program_data["signed"]["text"]
    block.program_data = {**block.program_data, "signed": {**odd, "text": mark} if isinstance(odd, dict) else odd}

    for view in VIEWS:
        assert DRAFT in html(block, view)
        assert "<script>alert" not in html(block, view)


def test_a_reason_stands_on_the_text_that_it_was_given_for() -> None:
    """A draft that a program shows all the same says why; after an edit it is a draft without that reason."""
    block = signed("handrail_check", label=Label("en", reason="Our clinician reads it this week"))
    assert f"{DRAFT} The program shows it all the same: Our clinician reads it this week." in html(block)
    block.content = EXAMPLES["handrail_check"].replace("This", "That way")

    assert DRAFT in html(block)
    assert "reads it this week" not in html(block)


def test_it_speaks_the_blocks_language() -> None:
    """A Spanish block says it in Spanish, whoever signed."""
    text = EXAMPLES["handrail_worksheet"]
    block = make("handrail_worksheet", text, program_data=signed_with(text, {**DATA, "language": "es"}, LABEL))

    assert "Revisado por Test Reader, LCSW para Harbor House, 2026-11-22." in html(block)
