"""Help right now: from any page one tap leads to what to do in the next ten minutes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from handrail.curriculum import Curriculum
from tests.browser.conftest import NewContext, Serve


@pytest.fixture(scope="session")
def site(built: Path, serve: Serve) -> str:
    return serve(built / "site")


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_thing_that_is_going_on_leads_to_its_steps(site: str, page: Page, curriculum: Curriculum, language: str) -> None:
    """Craving, having used, no sleep, low, angry: a press brings the steps into view, and there are three or more."""
    tools = curriculum.texts(language).right_now
    assert {"craving", "used", "sleep", "low", "anger"} == set(tools)
    page.goto(site + ("/es/help/" if language == "es" else "/help/"))
    for key, tool in tools.items():
        page.locator(".hr-now").get_by_role("link", name=tool.title).click()
        steps = page.locator(f"section[aria-labelledby='now-{key}']")
        expect(steps.get_by_role("heading", name=tool.title)).to_be_in_viewport()
        assert steps.locator("ol li").count() >= 3
    page.locator(".hr-now a").first.click()
    expect(page).to_have_url(site + ("/es/emergency/" if language == "es" else "/emergency/"))


def test_it_reads_without_scripts_and_asks_nothing(site: str, new_context: NewContext) -> None:
    """No question, no form; the same for everyone, with JavaScript off too."""
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 568}).new_page()
    page.goto(site + "/help/")
    assert 0 == page.locator("main input, main select, main textarea, main button").count()
    for link in page.locator(".hr-now a").all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
