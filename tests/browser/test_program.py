"""A program of a clinic's own at phone size: its name, its line, its session, and its first language."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import NewContext, Serve

pytestmark = pytest.mark.xdist_group("harbor-house")

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def harbor(harbor_house_built: Path, serve: Serve) -> str:
    """The address of the fictional program's site."""
    return serve(harbor_house_built / "site")


def test_spanish_is_first(harbor: str, new_context: NewContext) -> None:
    """The root speaks Spanish whatever the browser prefers, English is one tap away, and the way back leads home."""
    page = new_context(viewport=PHONE, locale="en-US").new_page()
    page.goto(harbor)
    assert "es" == page.locator("html").get_attribute("lang")
    assert page.title().startswith("Evening Course")
    page.get_by_role("link", name="English").first.click()
    page.wait_for_url("**/en/")
    assert "en" == page.locator("html").get_attribute("lang")
    page.get_by_role("link", name="Español").first.click()
    page.wait_for_url(f"{harbor}/")
    assert "es" == page.locator("html").get_attribute("lang")


def test_its_own_session_is_found_read_and_filled_in(harbor: str, new_context: NewContext) -> None:
    """Home leads to the program's session; its sheet keeps a tick; nothing runs over the edge of a small phone."""
    page = new_context(viewport=PHONE).new_page()
    page.goto(harbor)
    page.get_by_role("link", name="Un paseo por el puerto").first.click()
    page.wait_for_url("**/x01/")
    assert page.get_by_text("Sesión X1").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_label("El martes, con el grupo").check()
    assert page.get_by_label("El martes, con el grupo").is_checked()


def test_its_lines_can_be_dialed(harbor: str, new_context: NewContext) -> None:
    """Help names the program's own lines with their hours; 911 and 988 stand as before."""
    page = new_context(viewport=PHONE).new_page()
    page.goto(f"{harbor}/help/")
    ours = page.locator("section", has=page.get_by_role("heading", name="Nuestras líneas"))
    assert ["tel:2075550147", "tel:2075550163"] == [link.get_attribute("href") for link in ours.get_by_role("link").all()]
    assert "todas las tardes, de 18 a 22" in ours.inner_text()
    assert page.locator('a[href="tel:988"]').count()
    assert page.locator('a[href="tel:911"]').count()


def test_english_only_sessions_are_reached_from_spanish(harbor: str, new_context: NewContext) -> None:
    """What has no Spanish text yet is listed at the root and leads into the English folder; My work knows the way, too."""
    page = new_context(viewport=PHONE).new_page()
    page.goto(harbor)
    page.get_by_role("link", name="Say no and mean it").click()
    page.wait_for_url("**/en/s17/")
    assert page.get_by_text("harbor walk").is_visible()
    page.goto(f"{harbor}/work/")
    links = page.eval_on_selector_all("hr-work a[hreflang=en]", "links => links.map((link) => link.href)")
    assert links
    assert all(link.startswith(f"{harbor}/en/") for link in links)


def test_pages_without_internet_lead_to_the_right_language(harbor: str, new_context: NewContext) -> None:
    """A page that was not kept leads to "Without internet" in its own language, also where English stands in a folder."""
    context = new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(f"{harbor}/worker.js")
    assert '"folders": [\n"en/"\n]' in page.inner_text("body")
