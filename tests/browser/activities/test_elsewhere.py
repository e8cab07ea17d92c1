"""Answers live in one place: the other one reads, prints, and leads there."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.markdown.activities import render_worksheet
from handrail.outputs.site.pages import LanguagePages
from tests.browser.activities.conftest import MakePage, ten_kinds
from tests.browser.activities.store import NOTHING, everything

BLOCK = """<script>
    window.sent = [];
    const post = async (body) => { window.sent.push(body); };
    HR.mountBlock(document.querySelector("main"), { scope: "someone", state: "none", keep: true, post });
</script>"""


def test_a_block_leads_to_the_site(page: Page, make_page: MakePage) -> None:
    """Where sheets are filled in on the site, a block shows the sheet, leads there in a new window, and can still be called done."""
    sheet = render_worksheet(
        ten_kinds(), language="en", surface="screen", prefix="a", module_id="s90", host="block",
        elsewhere="site", elsewhere_url="https://skills.example.org/s90/#s90-w1",
    )  # fmt: skip
    page.goto(make_page(sheet, tail=BLOCK))
    link = page.get_by_role("link", name="Open the sheet there, in a new window")

    expect(link).to_have_attribute("href", "https://skills.example.org/s90/#s90-w1")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(page.get_by_label("One good thing")).to_be_disabled()
    expect(page.get_by_text("Whose device is this?")).to_be_hidden()
    page.get_by_role("button", name="Done", exact=True).click()
    page.wait_for_function("window.sent.length > 0")
    assert [{"state": "done"}] == page.evaluate("window.sent")
    assert everything(page) == NOTHING


def test_the_site_leads_to_the_course(curriculum: Curriculum, page: Page, make_page: MakePage) -> None:
    """Where sheets are filled in in the course, the site's page reads and prints them, asks nothing, and has no "My work"."""
    program = curriculum.program.model_copy(update={"keep_work_in": "lms", "lms_url": "https://courses.example.org"})
    changed = Curriculum(**{**vars_of(curriculum), "program": program})
    pages = LanguagePages(changed, "en", ["en"], Cache(None))
    text = pages.module_page(changed.modules["en"]["s04"])

    assert "work: work/" not in text
    assert "data-elsewhere" in text
    body = text[text.index("<hr-worksheet") : text.index("</hr-worksheet>")] + "</hr-worksheet>"
    page.goto(make_page(body))
    expect(page.get_by_text("You do this sheet in the course")).to_be_visible()
    there = "https://courses.example.org/courses/course-v1:Sample+Skills+2026/jump_to_id/s04"
    expect(page.get_by_role("link", name="Open the sheet there, in a new window")).to_have_attribute("href", there)
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_count(0)
    assert everything(page) == NOTHING


def vars_of(curriculum: Curriculum) -> dict[str, object]:
    """Return what a curriculum was made from."""
    return {name: getattr(curriculum, name) for name in curriculum.__dataclass_fields__}


def test_a_course_carries_the_address(curriculum: Curriculum) -> None:
    """A course leads to the site when the program has one and keeps its work there; without an address it keeps words itself."""
    from handrail.outputs.course.data import shared_data

    module = curriculum.modules["en"]["s04"]
    found = {}
    for place in ("site", "lms"):
        for address in ("", "https://skills.example.org/"):
            program = curriculum.program.model_copy(update={"keep_work_in": place, "site_url": address})
            changed = Curriculum(**{**vars_of(curriculum), "program": program})
            found[place, bool(address)] = shared_data(changed, module, "es").get("work_url")

    assert "https://skills.example.org/es/s04/" == found["site", True]
    assert [None, None, None] == [found["site", False], found["lms", False], found["lms", True]]
    assert "javascript" not in json.dumps(list(found.values()))
