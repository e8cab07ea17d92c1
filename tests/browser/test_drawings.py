"""Every drawing of the curriculum in a wide font: no label stands beyond the edge, and none lies on another."""

from __future__ import annotations

from playwright.sync_api import Page

from handrail.curriculum import Curriculum

WIDE = '"DejaVu Sans", Verdana, sans-serif'
"""Wide among the fonts that a page falls back to; drawings are lettered boldly (``.hr-drawing text``)."""

LABELS = """() => [...document.querySelectorAll('svg')].map(svg => {
  const edge = svg.viewBox.baseVal;
  const back = svg.getScreenCTM().inverse();
  return [svg.parentNode.id, [...svg.querySelectorAll('text')].filter(text => text.textContent.trim()).map(text => {
    const box = text.getBoundingClientRect();
    const from = new DOMPoint(box.left, box.top).matrixTransform(back);
    const to = new DOMPoint(box.right, box.bottom).matrixTransform(back);
    return {words: text.textContent, left: from.x - edge.x, right: edge.x + edge.width - to.x,
            top: from.y - edge.y, bottom: edge.y + edge.height - to.y, box: [from.x, from.y, to.x, to.y]};
  })];
})"""

LEADING = 5
"""Units by which the boxes of two lines, which hold the gap between lines too, may overlap."""


def test_labels_stay_inside_their_drawing_and_apart(page: Page, curriculum: Curriculum) -> None:
    """Measured in every language, since a label is another there."""
    drawn = {
        f"{language} {figure.id} {figure.file}": curriculum.drawing(figure, prefix=f"{language}-")
        for language, modules in curriculum.modules.items()
        for module in modules.values()
        for figure in module.figures
    }
    style = f".hr-drawing {{ width: 640px; overflow: visible; }} .hr-drawing text {{ font-weight: 600; font-family: {WIDE}; }}"
    page.set_content(f"<style>{style}</style>" + "".join(f'<div id="{name}">{svg}</div>' for name, svg in drawn.items()))
    found = dict(page.evaluate(LABELS))
    beyond = [
        f"{name}: {one['words']}"
        for name, labels in found.items()
        for one in labels
        if min(one["left"], one["right"], one["top"], one["bottom"]) < 0
    ]
    over = [
        f"{name}: {one['words']} / {other['words']}"
        for name, labels in found.items()
        for at, one in enumerate(labels)
        for other in labels[at + 1 :]
        if _shared(one["box"], other["box"])
    ]

    assert set(drawn) == set(found)
    assert [] == beyond
    assert [] == over


def _shared(one: list[float], other: list[float]) -> bool:
    """Return whether two boxes (left, top, right, bottom) lie on each other by more than the gap between lines."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0 and min(one[3], other[3]) - max(one[1], other[1]) > LEADING
