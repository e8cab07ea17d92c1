"""A kind of field is one set of files: model, template, script, an entry in the fixtures and in the authors' guide."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from handrail.markdown import parse_worksheet
from handrail.markdown.activities import render_form_slide, render_sample_slide, render_worksheet
from handrail.model import KINDS, Field, Worksheet
from handrail.problems import Problems

ROOT = Path(__file__).resolve().parents[1]
FIXTURES = ROOT / "tests" / "fixtures"
TOUCHED = json.loads((FIXTURES / "touched.json").read_text(encoding="utf-8"))["cases"]


def files_of(kind: str) -> dict[str, Path]:
    """Return the files that make a kind, by what they do."""
    return {
        "model: YAML, touch rule": ROOT / "handrail" / "model" / "fields" / f"{kind.replace('-', '_')}.py",
        "screen, paper, wall, filled example": ROOT / "templates" / "activities" / "fields" / f"{kind}.html",
        "browser: read, write, touch rule": ROOT / "xblocks" / "handrail_xblocks" / "assets" / "public" / "fields" / f"{kind}.js",
    }


def example() -> Worksheet:
    """Return the worksheet with every kind."""
    sheet = parse_worksheet((FIXTURES / "every-kind.yml").read_text(encoding="utf-8"), "every-kind.yml", Problems())
    assert sheet is not None
    return sheet


def field_of(kind: str) -> Field:
    """Return the first field of a kind in the fixture."""
    return next(field for field in example().fields if field.kind == kind)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_one_set_of_files(kind: str) -> None:
    """Each of the files is there; the model, the template and the script have all that a kind needs."""
    assert [] == [what for what, path in files_of(kind).items() if not path.is_file()]
    template, script = (path.read_text(encoding="utf-8") for path in list(files_of(kind).values())[1:])
    needed = ["screen(field, id)", "paper(field)", "slide(field, most)", "filled(field, value)", 'form(field, id, before="")']
    needed += ["cell(field)"] if KINDS[kind].column else []

    assert [] == [macro for macro in needed if f"{{% macro {macro} %}}" not in template]
    assert "{% set grouped = " in template
    assert f'window.HR.kind("{kind}", (HR) =>' in script


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_in_the_fixtures_and_in_the_guide(kind: str) -> None:
    """Every kind stands in the sheet that all surfaces are tested with, in the cases of touching, and in the authors' guide."""
    guide = (ROOT / "docs" / "module-format.md").read_text(encoding="utf-8")

    assert kind in {field.kind for field in example().fields}
    assert {True, False} == {case["touched"] for case in TOUCHED if case["kind"] == kind}
    assert f"| `{kind}` |" in guide


def test_nothing_else_belongs_to_a_kind() -> None:
    """No template or script is left over from a kind that is gone."""
    for folder, ending in (("templates/activities/fields", "html"), ("xblocks/handrail_xblocks/assets/public/fields", "js")):
        assert set(KINDS) == {path.name.removesuffix(f".{ending}") for path in (ROOT / folder).glob(f"*.{ending}")}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_paper_form(kind: str) -> None:
    """On paper each kind has something for a pen: a line, a box, a ring, a number to circle, a cell; and no control."""
    sheet = example().model_copy(update={"fields": [field_of(kind)], "example": None})
    html = render_worksheet(sheet, language="en", surface="paper", prefix="a", module_id="s90")
    form = html[html.index('class="hr-field') :]

    assert re.search(r'class="hr-(pen|box|circle|number-box)|<td></td>', form)
    assert not re.search(r"<(input|textarea|button)", html)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_wall_form_and_sample(kind: str) -> None:
    """On the wall each kind has a blank form, and a sample that says that its person is made up."""
    field = field_of(kind)
    found = example().example
    assert found is not None
    sample = render_sample_slide(field, found.values[field.id], "Ray", language="en") if field.id in found.values else "made-up"

    assert "hr-form" in render_form_slide(field, language="en", most=3)
    assert "made-up" in sample or kind == "contacts"
