"""What a page keeps of the theme: the rules that can match it, and none of the theme's scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from handrail.outputs import OutputError
from handrail.outputs.site.slim import keep_used, slim

PAGE = {"elements": ["h1", "p", "a", "table"], "classes": ["md-typeset", "hr-message"], "values": {"data-md-color-scheme": ["default"]}}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".md-typeset h1{color:red}", True),
        (".md-tabs{color:red}", False),
        (".md-typeset .md-tabs h1{color:red}", False),
        ("p:not(.md-tabs){color:red}", True),  # what it leaves out need not be there
        (".hr-made-by-a-script{color:red}", True),  # ours: scripts add them
        ("video{color:red}", False),
        ("[data-md-color-scheme=slate]{color:red}", False),
        ("[data-md-color-scheme=default]{color:red}", True),
        ("[dir=rtl] p{color:red}", False),
        ("@media print{.md-tabs{color:red}}", False),
        ("@media print{p{color:red}}", True),
        ("p::before{content:'a, b'}", True),
        ("@keyframes spin{to{rotate:1turn}}", False),
    ],
)
def test_a_rule_stays_when_it_can_match(css: str, kept: bool) -> None:
    """A selector asks for elements, classes and the theme's own attributes; all have to be on some page."""
    assert bool(keep_used(css, **PAGE).strip()) is kept


def test_of_several_selectors_those_that_match_stay() -> None:
    """The rest of a list goes, the declarations stay whole."""
    assert keep_used(".md-tabs,p,h1:is(.a,.b){color:red;margin:0 0 1px}", **PAGE) == "p,h1:is(.a,.b){color:red;margin:0 0 1px}"


def test_properties_that_nothing_reads_go() -> None:
    """A custom property stays when a rule that stays reads it, also by way of another property; its value may hold any letter."""
    css = ':root{--icon:url("data:image/svg+xml;charset=utf-8,<svg>{}</svg>");--a:1px;--b:var(--a);--c:2px}p{margin:var(--b)}'
    assert keep_used(css, **PAGE) == ":root{--a:1px;--b:var(--a);}\np{margin:var(--b)}"


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".md-typeset h1{color:red}", True),
        (".hr-message{color:red}", True),
        (".hr-made-by-a-script{color:red}", False),
        ("p:hover{color:red}", False),
        ("a:focus-visible{color:red}", False),
        ("@media print{p{color:red}}", False),
        ("@media screen{p{color:red}}", True),
    ],
)
def test_the_first_sheet_holds_what_shows_at_once(css: str, kept: bool) -> None:
    """What scripts, a pointer or a printer bring about can wait for the whole sheet."""
    assert bool(keep_used(css, **PAGE, scripted=False).strip()) is kept


def test_a_built_site_has_two_sheets_and_no_script_of_the_theme(built: Path) -> None:
    """Pages name our files alone, the whole one below the opening; every rule of our own sheets is still there."""
    for language in ("", "es/"):
        folder = built / "site" / language
        html = (folder / "s07" / "index.html").read_text(encoding="utf-8")
        assert html.count('rel="stylesheet"') == 2
        first, whole = html.index("assets/first.css"), html.index("assets/style.css")
        assert first < html.index('<section class="hr-short"') < whole < html.index('<h2 id="s07-2"')
        assert (folder / "assets" / "first.css").stat().st_size < 0.75 * (folder / "assets" / "style.css").stat().st_size
        assert not (folder / "assets" / "javascripts").exists()
        css = (folder / "assets" / "style.css").read_text(encoding="utf-8")
        for own in (".hr-message", ".hr-look__panel", ".hr-safety-overdose", ".hr-tick", "prefers-reduced-motion"):
            assert own in css, own
        assert ".md-tabs" not in css


def test_pages_with_different_sheets_are_refused(tmp_path: Path) -> None:
    """One file serves all pages; a page that wants others is a mistake of the templates."""
    (tmp_path / "assets").mkdir()
    for name in ("a.css", "b.css"):
        (tmp_path / "assets" / name).write_text("p{}", encoding="utf-8")
    (tmp_path / "one.html").write_text('<link rel="stylesheet" href="assets/a.css">', encoding="utf-8")
    (tmp_path / "two.html").write_text('<link rel="stylesheet" href="assets/b.css">', encoding="utf-8")
    with pytest.raises(OutputError, match=r"two\.html"):
        slim(tmp_path)
