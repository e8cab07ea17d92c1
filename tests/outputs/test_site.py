"""The site: plain pages, themed, sealed."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest

from handrail.building import Choices, build
from handrail.curriculum import Curriculum
from handrail.outputs import OutputError
from handrail.outputs.site.packed import pack
from handrail.outputs.site.seal import policy
from tests.conftest import TODAY, copy_repository

PAGES = [
    "index.html",
    "s04/index.html",
    "s12/index.html",
    "s16/index.html",
    "f04/index.html",
    "es/f04/index.html",
    "404.html",
    "help/index.html",
]


def words(html: str) -> str:
    """Return what a page says, without tags."""

    class Words(HTMLParser):
        found: list[str]

        def handle_data(self, data: str) -> None:
            self.found.append(data)

    parser = Words()
    parser.found = []
    parser.feed(html)
    return " ".join(" ".join(parser.found).split())


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_sealed(built: Path, name: str) -> None:
    """The policy stands first in the head and allows exactly the page's own inline scripts."""
    html = (built / "site" / name).read_text(encoding="utf-8")
    head = html[html.index("<head>") :]
    assert head.startswith('<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\';')
    allowed = re.findall(r"'sha256-[^']+'", head[: head.index(">", 10)])
    scripts = [code for tag, code in re.findall(r"<script(?![^>]*src=)([^>]*)>(.*?)</script>", html, re.DOTALL) if "json" not in tag]
    hashes = {"'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'" for code in scripts}
    assert hashes == set(allowed)
    assert "unsafe" not in head[: head.index(">", 10)]


def test_the_policy_does_not_allow_data() -> None:
    """A JSON island is no script and needs no hash; a script with a source needs none either."""
    html = '<script type="application/json">{}</script><script src="a.js"></script><script>(function(){var b=document.body})()</script>'
    assert 1 == policy(html).count("sha256-")


def test_a_foreign_script_is_never_allowed() -> None:
    """An inline script that the theme does not bring stops the build, instead of getting a hash."""
    with pytest.raises(OutputError, match="not the theme's"):
        policy("<html><script>alert(1)</script></html>")


def test_every_page_has_help_and_says_that_it_is_a_draft(built: Path) -> None:
    """Help is one tap from every page; every page with content says that nobody has signed it."""
    for path in (built / "site").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if path.parent.name == "leave":
            continue  # blank, on purpose
        assert "site-help" in html or path.parent.name == "emergency", path
        if path.name != "404.html":
            assert ("No clinician has signed this page" in html) or ("Ningún" in html), path


def test_a_lesson_page_holds_the_whole_lesson(built: Path, curriculum: Curriculum) -> None:
    """Sections, figures, worksheets, questions, safety blocks and sources of a module stand on its page."""
    for module in curriculum.modules["en"].values():
        html = (built / "site" / module.id / "index.html").read_text(encoding="utf-8")
        for identifier in [*(section.id for section in module.sections), *(figure.id for figure in module.figures)]:
            assert f'id="{identifier}"' in html
        for activity in module.activities:
            assert f'data-activity="{activity.id}"' in html
        for topic in module.safety.about:
            assert f"hr-safety-{topic}" in html
        for number in range(1, len(module.sources) + 1):
            assert f'id="{module.id}-source-{number}"' in html
        assert ("lesson" in html and "hr-lesson" in html) is not module.is_family


def test_no_id_stands_twice_on_a_page(built: Path) -> None:
    """Labels and descriptions point at ids, so each stands once: an option called "ask" is no legend."""
    for path in (built / "site").rglob("*.html"):
        ids = re.findall(r'\bid="([^"]+)"', re.sub(r"<template.*?</template>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
        assert [] == sorted({identifier for identifier in ids if ids.count(identifier) > 1}), path


def test_participant_pages_are_discreet(built: Path) -> None:
    """Titles and addresses of the participant lane name no topic, and search engines are asked to stay away."""
    html = (built / "site" / "s04" / "index.html").read_text(encoding="utf-8")
    assert "<title>Session 4 - Skills Course</title>" in html
    assert '<meta name="robots" content="noindex">' in html
    family = (built / "site" / "f04" / "index.html").read_text(encoding="utf-8")
    assert "overdose" in family[family.index("<title>") : family.index("</title>")]
    assert '<meta name="robots" content="index">' in family


def test_a_spanish_page_is_spanish(built: Path) -> None:
    """The Spanish page has its language, its words, its interface, and leads to the English twin."""
    html = (built / "site" / "es" / "f04" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="es"' in html
    assert "Necesito ayuda ahora mismo" in html
    assert 'href="../../f04/"' in html
    assert "In 60 words" not in words(html)
    english = (built / "site" / "f04" / "index.html").read_text(encoding="utf-8")
    assert 'href="../es/f04/"' in english


def test_a_stale_translation_says_so_on_the_page(tmp_path: Path) -> None:
    """When the English changes, the Spanish page says in Spanish that the English is newer."""
    repository = copy_repository(tmp_path)
    path = repository / "curriculum" / "en" / "family" / "overdose-and-home-safety.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Hands remember", "Our hands remember", 1), encoding="utf-8")
    assert text != path.read_text(encoding="utf-8")
    build(repository, ["site"], Choices(today=TODAY))
    html = (repository / "site" / "es" / "f04" / "index.html").read_text(encoding="utf-8")
    assert "hr-translation" in html


def test_english_need_not_be_the_first_language(tmp_path: Path) -> None:
    """The language that a program names first fills the root; English stands in a folder then."""
    repository = copy_repository(tmp_path)
    program = repository / "curriculum" / "program.yml"
    program.write_text(program.read_text(encoding="utf-8").replace("languages: [en, es]", "languages: [es, en]"), encoding="utf-8")
    build(repository, ["site"], Choices(today=TODAY))
    assert 'lang="es"' in (repository / "site" / "f04" / "index.html").read_text(encoding="utf-8")
    assert 'lang="en"' in (repository / "site" / "en" / "f04" / "index.html").read_text(encoding="utf-8")


def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """The same input gives the same bytes, whatever the folder and the hour; the sitemap's day is MkDocs' own."""
    again = copy_repository(tmp_path)
    folders = ("site", "build/slides", "build/facilitator", "build/handouts", "build/course")
    build(again, [Path(folder).name for folder in folders], Choices(today=TODAY))
    for folder in folders:
        one, two = (
            {
                path.relative_to(root).as_posix(): path.read_bytes()
                for path in (root / folder).rglob("*")
                if path.is_file() and not path.name.startswith("sitemap")
            }
            for root in (built, again)
        )
        assert sorted(one) == sorted(two)  # a folder lists its files in the order that its disk likes
        assert [] == [name for name in one if one[name] != two[name]]


def test_the_emergency_page_is_small_and_runs_nothing(built: Path) -> None:
    """At most 14 KB, no script, its own style under a policy that names it; the draft label stands below the steps."""
    for language in ("", "es/"):
        data = (built / "site" / language / "emergency" / "index.html").read_bytes()
        html = data.decode()
        assert len(data) <= 14_000
        assert "<script" not in html
        assert "script-src 'none'" in html
        assert html.index("<h1") < html.index("<ol") < html.index('class="leave"') < html.index('class="draft"')


def test_twins_are_the_same_texts_smaller(built: Path, tmp_path: Path) -> None:
    """Every text of some size has a compressed twin; no lesson's is over 15 KB, and nothing that was there changed."""
    site = tmp_path / "site"
    shutil.copytree(built / "site", site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    count = pack(site)
    twins = set(site.rglob("*.br"))
    assert len(twins) == count > 60
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and path not in twins}
    assert all(brotli.decompress(twin.read_bytes()) == before[twin.with_suffix("")] for twin in twins)
    lessons = [path for path in before if path.name == "index.html" and b"<hr-worksheet" in before[path]]
    assert len(lessons) > 50
    assert [path for path in lessons if path.with_name("index.html.br").stat().st_size > 15_000] == []
    worker = (site / "worker.js").read_text(encoding="utf-8")
    assert ".br" not in worker
