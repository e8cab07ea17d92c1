"""Our HTML as H5P lets it through, and what holds parameters against semantics."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail.outputs.h5p.content_types import SEMANTICS, TABLE, TEXT
from handrail.outputs.h5p.semantics import misfits
from handrail.outputs.h5p.text import pieces, words

CASES = {
    "<p>One</p>\n<p>two <b>bold</b> <i>slant</i></p>": "<p>One</p><p>two <strong>bold</strong> <em>slant</em></p>",
    "<h1>Top</h1><h4 id='x'>Low</h4>": "<h2>Top</h2><h3>Low</h3>",
    "loose <div>inside</div> after": "<p>loose</p><p>inside</p><p>after</p>",
    '<p>Fact.<sup class="hr-cite">1, 2</sup></p>': "<p>Fact. [1, 2]</p>",
    '<p>Call <a class="hr-number" href="tel:988">988</a></p>': "<p>Call <strong>988</strong></p>",
    '<p><a href="#x">here</a> <a href="javascript:x()">there</a></p>': "<p>here there</p>",
    '<p><a href="https://a.example/?b=1&amp;c">web</a></p>': (
        '<p><a href="https://a.example/?b=1&amp;c" target="_blank" rel="noopener noreferrer">web</a></p>'
    ),
    '<ul class="hr-boxes"><li><span class="hr-box"></span>a</li><li><span class="hr-box hr-ring"></span>b</li></ul>': "<p>☐ a<br>○ b</p>",
    "<ul><li>a<ol start='3'><li>b</li></ol></li><li><p>c</p></li></ul>": '<ul><li>a<ol start="3"><li>b</li></ol></li><li>c</li></ul>',
    '<span class="hr-pen"></span><span class="hr-pen"></span>': f"<p>{'_' * 24}</p><p>{'_' * 24}</p>",
    '<p>Line <span class="hr-pen" role="img">______</span> (or 988)</p>': "<p>Line ______ (or 988)</p>",
    '<div class="admonition"><p class="admonition-title">Mind</p><p>this</p></div>': "<p><strong>Mind</strong></p><p>this</p>",
    '<p class="hr-ask">What? <span class="hr-help">Any words.</span></p>': "<p><strong>What?</strong> Any words.</p>",
    "<p>1 &lt; 2 &amp; <!-- c -->3</p>": "<p>1 &lt; 2 &amp; 3</p>",
    "<p> </p><script>x</script>": "<p>x</p>",
    "": "",
}


@pytest.mark.parametrize(("ours", "theirs"), CASES.items())
def test_html_becomes_what_hosts_keep(ours: str, theirs: str) -> None:
    """Each construct of ours has a form of few tags."""
    assert theirs == "".join(piece.html for piece in pieces(ours))


def test_a_table_is_a_piece_of_its_own() -> None:
    """Prose may hold no table, so it ends before one and goes on behind it; empty cells keep their place."""
    before, table, after = pieces(
        "<p>a</p><table><thead><tr><th scope='col'>H</th></tr></thead><tr><td colspan='2' class='x'></td></tr></table><p>b</p>"
    )

    assert ("<p>a</p>", "<p>b</p>", True) == (before.html, after.html, table.table)
    assert '<table><thead><tr><th scope="col">H</th></tr></thead><tbody><tr><td colspan="2">\u00a0</td></tr></tbody></table>' == table.html


NESTED = st.recursive(
    st.text("ab <&>\"'_", max_size=12).map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "ul", "li", "table", "td", "a", "sup", "b", "h5", "span", "script", "img", "dl", "dt"]),
        st.lists(inner),
    ).map(lambda made: f"<{made[0]} class='hr-pen'>{''.join(made[1])}</{made[0]}>"),
    max_leaves=12,
)


@given(NESTED)
def test_no_html_brings_a_tag_through(markup: str) -> None:
    """Whatever the HTML, its pieces fit the libraries that take them."""
    for piece in pieces(markup):
        library = TABLE if piece.table else TEXT
        assert [] == misfits({"text": piece.html}, SEMANTICS[library], SEMANTICS.get)
    assert "<p>" not in words(markup)


SUB = {"library": "A 1.0", "params": {}, "subContentId": "0" * 8 + "-0000-0000-0000-" + "0" * 12, "metadata": {}}
WRONG: list[tuple[dict[str, Any], Any, str]] = [
    ({"type": "text"}, 3, "is no text"),
    ({"type": "text"}, "<b>x</b>", "holds markup"),
    ({"type": "text", "maxLength": 2}, "abc", "longer"),
    ({"type": "text", "tags": ["strong"]}, "<em>x</em>", "<em> is stripped"),
    ({"type": "text", "tags": ["strong"]}, "<strong>x", "not closed"),
    ({"type": "text", "tags": ["a"]}, '<a href="tel:988">x</a>', "loses its scheme"),
    ({"type": "text", "tags": ["a"]}, '<a onclick="x">x</a>', "onclick"),
    ({"type": "boolean"}, "true", "neither"),
    ({"type": "number", "min": 0, "max": 100}, 101, "no number"),
    ({"type": "select", "options": [{"value": "a"}]}, "b", "no option"),
    ({"type": "list", "min": 1, "field": {"type": "boolean"}}, [], "too few"),
    ({"type": "list", "field": {"type": "boolean"}}, [True, 1], "at[1]"),
    ({"type": "group", "fields": [{"name": "a", "type": "boolean"}, {"name": "b", "type": "boolean"}]}, {"a": True, "c": 1}, "at.c"),
    ({"type": "group", "fields": [{"name": "a", "type": "boolean"}, {"name": "b", "type": "boolean"}]}, {"a": True}, "at.b: is missing"),
    ({"type": "group", "fields": [{"name": "only", "type": "boolean"}]}, {"only": True}, "neither"),
    ({"type": "library", "options": ["A 1.1"]}, SUB, "not among"),
    ({"type": "library", "options": ["A 1.0"]}, {**SUB, "subContentId": "x"}, "no sub-content"),
    ({"type": "image"}, {"path": "images/a.png", "mime": "image/png", "width": 1, "height": 1}, "not in the package"),
    ({"type": "audio"}, {}, "we do not write"),
]


@pytest.mark.parametrize(("field", "value", "told"), WRONG, ids=[told for _field, _value, told in WRONG])
def test_what_does_not_fit_is_told(field: dict[str, Any], value: Any, told: str) -> None:
    """Each kind of misfit is found, with its place."""
    (found,) = misfits({"at": value}, [{"name": "at", **field}], lambda _name: None)[:1]
    assert told in found


def test_what_is_unknown_or_missing_is_told() -> None:
    """A field that a library does not have is told, and one that it needs; what is optional may be left out."""
    semantics = [{"name": "needed", "type": "boolean"}, {"name": "maybe", "type": "boolean", "optional": True}]

    assert ["odd: is not known", "needed: is missing"] == misfits({"odd": 1}, semantics, lambda _name: None)
