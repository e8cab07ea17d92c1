"""Drawings: shapes and words, and nothing that could run or reach out."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from handrail import figures
from handrail.model import Figure
from handrail.problems import Problems

GOOD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><defs><marker id="tip"><path class="hr-ink" d="M0 0"/></marker></defs>'
    '<path class="hr-ink-line" fill="none" d="M0 0L9 9" marker-end="url(#tip)"/>'
    '<text class="hr-ink" data-label="top">The top</text></svg>'
)
FIGURE = Figure(id="s90-f1", file="egg.svg", title="An egg", text="It is round.", labels={"top": 'Arriba <b> & "co"'})


def told(folder: Path, svg: str, figure: Figure = FIGURE) -> list[str]:
    (folder / "egg.svg").write_text(svg, encoding="utf-8")
    problems = Problems()
    figures.check(figure, folder, "en.md", problems)
    return [problem.message for problem in problems]


def test_a_plain_drawing_is_fine_and_speaks_the_figure_s_language(tmp_path: Path) -> None:
    """The figure's words take the place of the drawing's, escaped; title, description and ids are its own."""
    assert [] == told(tmp_path, GOOD)
    svg = figures.markup(FIGURE, tmp_path, prefix="p-")
    root = ET.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    assert 'Arriba <b> & "co"' == root.find(f"{space}text").text  # type: ignore[union-attr]
    assert ("An egg", "It is round.") == (root.find(f"{space}title").text, root.find(f"{space}desc").text)  # type: ignore[union-attr]
    assert "p-s90-f1-title p-s90-f1-desc" == root.get("aria-labelledby")
    assert 'id="p-s90-f1-tip"' in svg
    assert 'marker-end="url(#p-s90-f1-tip)"' in svg
    assert "<style" not in svg
    assert "<style>" in figures.markup(FIGURE, tmp_path, standalone=True)


@pytest.mark.parametrize(
    ("svg", "message"),
    [
        (GOOD.replace("<defs>", "<script>run()</script><defs>"), "The drawing holds <script>, which is not used here."),
        (GOOD.replace("<path ", '<path onclick="run()" ', 1), 'The drawing holds the attribute "onclick".'),
        (GOOD.replace("<path ", '<path style="fill:red" ', 1), 'The drawing holds the attribute "style".'),
        (GOOD.replace("<defs>", '<image href="https://example.org/a.png"/><defs>'), "The drawing holds <image>, which is not used here."),
        (GOOD.replace("url(#tip)", "url(https://example.org/#tip)"), 'The drawing refers to "url(https://example.org/#tip)".'),
        (GOOD.replace('fill="none"', 'fill="#ff0000"'), 'The fixed color "#ff0000" would not work in the dark.'),
        (GOOD.replace("hr-ink-line", "red"), 'The class "red" is not known.'),
        (GOOD.replace(' data-label="top"', ""), 'The words "The top" have no data-label.'),
        (GOOD.replace(' viewBox="0 0 10 10"', ""), "The drawing has no viewBox."),
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + GOOD, "The drawing cannot be read: it holds a document type or an entity."),
        ("<svg", None),
    ],
)
def test_what_could_run_or_reach_out_is_refused(tmp_path: Path, svg: str, message: str | None) -> None:
    """Scripts, handlers, styles, images, outside references, fixed colors, entities and broken files are told."""
    found = told(tmp_path, svg)
    assert found
    assert message is None or message in found


def test_labels_and_words_must_agree(tmp_path: Path) -> None:
    """A word of the drawing without a label, and a label without a word, are both told."""
    found = told(tmp_path, GOOD, FIGURE.model_copy(update={"labels": {"bottom": "Down"}}))
    assert 'The figure s90-f1 has no label "top", which the drawing shows.' in found
    assert 'The drawing egg.svg has no data-label "bottom".' in found


def test_a_missing_drawing_is_told(tmp_path: Path) -> None:
    """A figure whose file is not there says so."""
    problems = Problems()
    figures.check(FIGURE, tmp_path / "curriculum" / "figures", "en.md", problems)
    assert ['The drawing "egg.svg" is not in curriculum/figures.'] == [problem.message for problem in problems]
