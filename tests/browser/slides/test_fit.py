"""Every slide on every screen: letters measured in the browser, edges, contrast in a lit room."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageFilter
from playwright.sync_api import Page

from handrail.curriculum import Curriculum
from handrail.outputs.slides import deck_page
from tests.browser.conftest import NewContext
from tests.browser.slides.wall import address

SITE = "https://skills.river-bend-counseling-of-the-north.example.org"
"""60 letters, more than most clinics' addresses have."""

SCREENS = [(1024, 768), (1280, 720), (1280, 800), (1920, 1080), (3840, 2160)]

MEASURE = """() => [...document.querySelectorAll('.slide')].map(slide => {
  const share = 100 / innerHeight;
  const pen = document.createElement('canvas').getContext('2d');
  const xheight = node => {
    const style = getComputedStyle(node);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    return pen.measureText('x').actualBoundingBoxAscent;
  };
  const size = node => node ? parseFloat(getComputedStyle(node).fontSize) * share : null;
  const drawn = [...slide.querySelectorAll('.figure text')].map(text => size(text) * text.getScreenCTM().a);
  const box = slide.getBoundingClientRect();
  const written = [...slide.querySelectorAll('*:not(svg, svg *)')].filter(node => node.offsetHeight && !node.closest('.sr')
    && [...node.childNodes].some(part => part.nodeType === Node.TEXT_NODE && part.data.trim()));
  const rows = node => Math.round(node.offsetHeight / parseFloat(getComputedStyle(node).lineHeight));
  const out = [...slide.querySelectorAll('h1, h2, p, li, svg text, .place')].filter(node => {
    const at = node.getBoundingClientRect();
    return at.width > 0 && (at.left < box.left + innerWidth * .049 || at.right > box.right - innerWidth * .049
      || at.top < box.top + innerHeight * .049 || at.bottom > box.top + innerHeight * .965);
  }).map(node => node.textContent.slice(0, 30));
  return {
    id: slide.id, heading: size(slide.querySelector('h1, h2')), body: size(slide.querySelector('.words')),
    crisis: size(slide.querySelector('.crisis')), eyebrow: size(slide.querySelector('.eyebrow')),
    where: size(slide.querySelector('.where')),
    written: Math.min(...written.map(size)),
    lines: [...slide.querySelectorAll(':is(.words p, .words li):not(:has(p, li))')].reduce((sum, node) => sum + rows(node), 0),
    drawn: drawn.length ? Math.min(...drawn) : null,
    seen: Math.min(...[...slide.querySelectorAll('.words')].map(xheight)) * share,
    code: slide.querySelector('.scan') ? slide.querySelector('.scan').offsetHeight * share : null, kind: slide.dataset.kind,
    over: slide.offsetHeight > innerHeight + 1 || slide.scrollWidth > slide.clientWidth + 1, small: slide.dataset.small || '', out,
  };
})"""

CONTRAST = """() => {
  const light = color => {
    const part = color.match(/[\\d.]+/g).slice(0, 3).map(value => value / 255)
      .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * part[0] + .7152 * part[1] + .0722 * part[2];
  };
  const ratio = (one, two, lift = 0) => {
    const [low, high] = [light(one), light(two)].sort((a, b) => a - b).map(value => value + lift);
    return (high + .05) / (low + .05);
  };
  const paper = getComputedStyle(document.querySelector('.slide')).backgroundColor;
  document.querySelectorAll('.stage, .timer, [data-going]').forEach(node => { node.hidden = false; });
  const words = '.slide :is(h1, h2, .words, .words *, .crisis, .crisis *, .small, .place, .of, .eyebrow)';
  const of = selector => [...document.querySelectorAll(selector)].map(node => getComputedStyle(node));
  return {
    text: Math.min(...of(words)
      .map(style => ratio(style.color, paper))),
    lifted: Math.min(...of(words).map(style => ratio(style.color, paper, .2))),
    stage: Math.min(...of('.stage :is(h2, .prompt, .beside, .anyone, .name, label, legend)').map(style => ratio(style.color, paper, .2))),
    labels: Math.min(...of('.figure text.hr-ink').map(style => ratio(style.fill, paper))),
    lines: Math.min(...of('.figure :is(.hr-ink-line, .hr-accent-line, .hr-warm-line)').map(style => ratio(style.stroke, paper))),
  };
}"""


@pytest.fixture(scope="module")
def all_slides(curriculum: Curriculum, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every slide of every module and language in one deck: one load for each size of screen."""
    program = curriculum.program.model_copy(update={"site_url": SITE})
    coded = dataclasses.replace(curriculum, program=program)  # so that the last slides hold their code as well
    pages = [
        deck_page(coded, module, language) for language, found in curriculum.modules.items() for module in found.values() if module.slides
    ]
    slides = "".join(page[page.index("<main>") + len("<main>") : page.index("</main>")] for page in pages)
    before, _main, rest = pages[0].partition("<main>")
    path = tmp_path_factory.mktemp("all") / "all.html"
    path.write_text(f"{before}<main>{slides}</main>{rest.partition('</main>')[2]}", encoding="utf-8")
    return path


@pytest.mark.xdist_group("slides-fit")
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen[0]}x{screen[1]}")
def test_every_slide_of_every_module_fits_and_can_be_read_from_the_back_row(
    new_context: NewContext, all_slides: Path, curriculum: Curriculum, screen: tuple[int, int]
) -> None:
    """Body at least 5.6 % of the height, an x 2.8 %, headings 7.4 %, labels 4 %, no letter below 3 %, all inside the safe edge."""
    page = new_context(viewport={"width": screen[0], "height": screen[1]}).new_page()
    page.goto(all_slides.as_uri(), timeout=60_000)
    page.wait_for_function("() => Deck.fitted", timeout=60_000)
    found = page.evaluate(MEASURE)

    assert len(found) > sum(len(module.slides) for modules in curriculum.modules.values() for module in modules.values())
    for slide in found:
        name = slide["id"]
        assert not slide["over"], name
        assert [] == slide["out"], name
        assert "" == slide["small"], f"{name} had to be made smaller"
        assert slide["heading"] >= 7.39, name
        assert slide["body"] is None or slide["body"] >= 5.59, name
        assert slide["seen"] is None or slide["seen"] >= 2.8, name
        assert slide["crisis"] is None or slide["crisis"] >= 4.39, name
        assert slide["eyebrow"] is None or slide["eyebrow"] >= 4.59, name
        assert slide["drawn"] is None or slide["drawn"] >= 4, name
        assert slide["written"] >= 3, name
        assert slide["where"] is None or slide["where"] >= 3.39, name
        assert slide["code"] is None or slide["code"] >= (39.9 if screen[0] / screen[1] < 1.5 else 47.9), name
        assert slide["kind"] == "sheet" or slide["lines"] <= 8, name


@pytest.mark.xdist_group("slides-fit")
@pytest.mark.parametrize("screen", SCREENS[:3], ids=lambda screen: f"{screen[0]}x{screen[1]}")
def test_a_phone_reads_the_smallest_codes_of_all(new_context: NewContext, all_slides: Path, screen: tuple[int, int]) -> None:
    """A photo of the whole wall, 640 pixels wide and blurred (sigma 2), with an address of 60 letters: those with the smallest squares."""
    page = new_context(viewport={"width": screen[0], "height": screen[1]}).new_page()
    page.goto(all_slides.as_uri(), timeout=60_000)
    page.wait_for_function("() => Deck.fitted", timeout=60_000)
    codes = page.evaluate("""() => [...document.querySelectorAll('.coded')].map((slide, place) => {
      const code = slide.querySelector('.qr');
      const square = code.getBoundingClientRect().width / code.viewBox.baseVal.width;
      return {place, square, where: slide.querySelector('.where').textContent};
    })""")
    worst = sorted(codes, key=lambda code: (round(code["square"], 3), -len(code["where"]), code["place"]))[:4]

    for code in worst:
        page.evaluate("place => window.scrollTo(0, document.querySelectorAll('.coded')[place].offsetTop)", code["place"])
        wall = Image.open(io.BytesIO(page.screenshot())).convert("L")
        photo = wall.resize((640, 640 * screen[1] // screen[0])).filter(ImageFilter.GaussianBlur(2))
        assert [f"https://{code['where']}/"] == [read.text for read in zxingcpp.read_barcodes(photo)]


def test_a_slide_that_is_too_long_shrinks_but_is_never_cut(deck: Page) -> None:
    """Letters shrink to 4 % of the height and no further; then the slide grows, and one can scroll."""
    deck.evaluate(
        "() => { document.querySelectorAll('.slide')[3].querySelector('.words').innerHTML = '<p>Many words. </p>'.repeat(10); Deck.fit(); }"
    )
    shrunk = deck.evaluate(MEASURE)[3]
    deck.evaluate(
        "() => { document.querySelectorAll('.slide')[3].querySelector('.words').innerHTML = '<p>Many words. </p>'.repeat(40); Deck.fit(); }"
    )
    grown = deck.evaluate(MEASURE)[3]

    assert "" != shrunk["small"]
    assert not shrunk["over"]
    assert shrunk["body"] >= 3.99
    assert grown["over"]
    assert grown["body"] >= 3.99


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_washed_out_projector_still_shows_it(page: Page, usb: Path, dark: bool) -> None:
    """Text has 7:1 and keeps 4.5:1 where the room lifts black by a fifth; lines of drawings have 4.5:1."""
    for name in ("en/s04", "en/s16", "en/f04"):
        page.goto(address(usb, name))
        if dark:
            page.keyboard.press("d")
        found = page.evaluate(CONTRAST)

        assert found["text"] >= 7
        assert found["lifted"] >= 4.5
        assert found["labels"] >= 7
        assert found["lines"] >= 4.5
        assert found["stage"] >= 4.5
