"""The browser library as files: what loads, how big it is, and what it may not do."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handrail import assets, bundles
from handrail.messages import collect, translations, untranslated, write_source
from handrail.model import KINDS

PUBLIC = Path(str(files("handrail_xblocks"))) / "assets" / "public"

TOO_NEW = {
    r"\.at\(": "Array.at (Safari 15.4)",
    r"structuredClone|Object\.hasOwn\b|randomUUID|findLast|toSorted|\.groupBy": "an API newer than Safari 15.0",
    r"static \{": "static blocks (Safari 16.4)",
    r"\(\?<[=!]": "lookbehind (Safari 16.4)",
    r"navigator\.locks|<dialog|showModal": "an API newer than Safari 15.0",
    r"^\s*(import|export)\b|\bimport\(": "modules do not run from file://",
}
TOO_NEW_IN_CSS = {
    r":has\(|@layer|@container|color-mix|@scope|field-sizing": "newer than Safari 15.0",
    r"\d(vh|vw|dvh)\b|position: (fixed|sticky)": "an LMS's frame is as high as its content",
    r"url\(|@import": "nothing is fetched",
}
NEVER = {
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment": "words become text nodes only",
    r"\beval\b|new Function|setTimeout\(\"": "nothing typed is ever run",
    r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|new Image|importScripts": "the library asks nobody for anything",
    r"localStorage|document\.cookie|caches\.|(push|replace)State|location\.(href|hash|search|assign|replace)": "words have one place",
    r"type: \"password\"": "a password manager would send it away",
    r"console\.": "the console is a log",
    r"\.setAttribute\(\"style\"": "a strict policy stops inline styles",
}
NAMES = re.compile(r"addict|drug|alcohol|recover|rehab|sober|relapse|opioid|craving", re.IGNORECASE)


def code(text: str) -> str:
    """Return a script without its comments."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


PARTS = {path for language in assets.LANGUAGES for paths in assets.parts(language).values() for path in paths}
SOURCES = sorted({*assets.block_scripts(), "core/tablet.js", *PARTS})
"""Every script that is written by hand, but for the studio's."""


def test_every_script_loads_once() -> None:
    """Every file of the library is in one list, and nothing else; core comes before the kinds, elements come last."""
    page, block = assets.scripts(), assets.block_scripts()
    on_disk = {path.relative_to(PUBLIC).as_posix() for folder in ("core", "fields", "more") for path in (PUBLIC / folder).glob("*.js")}

    assert on_disk == set(SOURCES) - {"xblock.js"}
    assert len(block) == len(set(block))
    assert ("core/base.js", "core/lesson.js", "xblock.js") == (page[0], page[-1], block[-1])
    assert {f"fields/{kind}.js" for kind in KINDS} == {name for name in [*block, *assets.seldom_kinds()] if name.startswith("fields/")}
    assert set(page) < set(block)
    assert set() == set(page) & {path for paths in assets.parts().values() for path in paths}


def test_every_part_gives_itself() -> None:
    """A part answers to the name by which it is asked for, and everything that is asked for is there."""
    for language in assets.LANGUAGES:
        for name, (path, *_) in assets.parts(language).items():
            kind = name.removeprefix("fields/")
            assert f'window.HR.{"kind" if kind != name else "part"}("{kind}"' in assets.read(path)
    every = "\n".join(assets.read(path) for path in SOURCES)
    asked = set(re.findall(r'(?:HR\.need|\.more)\("([\w-]+)"', every))
    assert asked <= set(assets.parts())


def test_what_is_served_is_fresh() -> None:
    """`python -m handrail.bundles` has nothing left to write: what an LMS serves was made from these sources."""
    on_disk = {path.relative_to(PUBLIC / "built").as_posix(): path.read_text(encoding="utf-8") for path in (PUBLIC / "built").rglob("*.*")}
    made = bundles.every()

    assert set(made) == set(on_disk)
    assert [] == [name for name, text in made.items() if on_disk[name] != text]


def zipped(*texts: str) -> int:
    """Return how many bytes go over the line, each text a file of its own."""
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


@pytest.mark.parametrize("language", assets.LANGUAGES)
def test_a_page_is_small(language: str) -> None:
    """An old phone on a prepaid plan loads it: 16 KB for a lesson with a sheet and a check, scripts, styles and words together.

    That is the first visit, and the next one with kept answers, whatever kinds of field a sheet has: the four kinds that are parts come
    when their sheet is looked at, or when somebody begins to use the page.
    """
    assert zipped(assets.script_bundle(language), assets.style_bundle()) <= 16 * 1024
    assert set(assets.scripts()) >= {"core/store.js", "core/keeper.js", "core/worksheet.js", "core/check.js"}


@pytest.mark.parametrize("language", assets.LANGUAGES)
def test_the_library_is_small(language: str) -> None:
    """All scripts, parts, styles, words and the list for back-ups are 40 KB in one language; a tablet's part comes in its own build."""
    assert zipped(*(text for _name, text in assets.site_files(language))) <= 40 * 1024
    assert zipped(*(text for _name, text in assets.site_files(language, shared=True))) <= 40 * 1024


@pytest.mark.parametrize("language", assets.LANGUAGES)
def test_a_block_is_small(language: str) -> None:
    """A block loads one script and one style sheet, with nothing in it that explains itself to a developer."""
    script, style = assets.script_bundle(language, block=True), assets.style_bundle("block")

    assert zipped(script, style) <= 20 * 1024
    assert not re.search(r"(?<!:)//|/\*|\n\s", script + style)


@pytest.mark.parametrize("path", SOURCES)
def test_scripts_keep_the_rules(path: str) -> None:
    """No script uses what Safari 15 lacks, runs words, asks a network, or keeps words elsewhere."""
    text = code(assets.read(path))
    broken = [why for pattern, why in (TOO_NEW | NEVER).items() if re.search(pattern, text, re.MULTILINE)]
    allowed = {
        "core/marker.js": ["words have one place"],  # days and a count
        "more/tools.js": ["words have one place"],  # what it erases
        "xblock.js": ["the library asks nobody for anything", "words have one place"],  # the one thing that is sent, and its token
    }

    assert allowed.get(path, []) == broken
    assert '"use strict"' in text
    assert not NAMES.search(text)


@pytest.mark.parametrize("path", ["handrail.css", "look.css", assets.PAPER_STYLES])
def test_styles_keep_the_rules(path: str) -> None:
    """No style uses what Safari 15 lacks or fetches anything, and every class begins with hr-."""
    text = re.sub(r"/\*.*?\*/", "", assets.read(path), flags=re.DOTALL)

    assert [] == [why for pattern, why in TOO_NEW_IN_CSS.items() if re.search(pattern, text)]
    assert set() == {name for name in re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", text) if not name.startswith("hr-")}


@pytest.mark.parametrize("language", assets.LANGUAGES)
def test_what_is_served_keeps_the_rules(language: str) -> None:
    """What makes the scripts small brings no syntax that Safari 15 lacks, and never words as markup."""
    for name, text in [*assets.site_files(language), ("block.js", assets.script_bundle(language, block=True))]:
        rules = TOO_NEW_IN_CSS if name.endswith(".css") else TOO_NEW | {r"innerHTML|outerHTML|\beval\b|\?\?=|\|\|=|&&=": "nothing new"}
        assert [] == [why for pattern, why in rules.items() if re.search(pattern, text, re.MULTILINE)], name


def test_the_page_speaks_one_language() -> None:
    """The Spanish script has Spanish words where the English one has English ones, and no file of strings beside it."""
    english, spanish = assets.script_bundle("en"), assets.script_bundle("es")

    assert "Saved on this device." in english
    assert "Saved on this device." not in spanish
    assert "Guardado en este aparato." in spanish
    assert 'say("Nur {n}", HR.t("Uno {n}", { n }), "Dos")' == bundles.speak(
        'say("Nur {n}", HR.t("One {n}", { n }), HR.t("Two"))', {"One {n}": "Uno {n}", "Two": "Dos"}
    )


@pytest.mark.parametrize("path", SOURCES)
def test_words_are_plain_strings(path: str) -> None:
    """Every word of the interface is a string as it stands: one that is put together could not be translated."""
    text = assets.read(path)
    assert [] == re.findall(r'HR\.t\((?!").{40}', text)
    assert len(re.findall(r'HR\.t\("', text)) == len(re.findall(r'HR\.t\("(?:[^"\\\n]|\\.)*"(?:\)|, )', text))


@given(st.lists(st.text("abc", min_size=1, max_size=6), unique=True, min_size=1))
def test_words_unfold(words: list[str]) -> None:
    """A folded list of words says all of them, in their order."""
    unfolded, before = [], ""
    for letter, rest in re.findall("([A-Z])([a-z]*)", bundles.fold(words)):
        before = before[: ord(letter) - ord("A")] + rest
        unfolded.append(before)

    assert sorted(words) == unfolded


def test_spanish_is_complete() -> None:
    """Every word of the interface is in Spanish, and `make messages` has nothing left to write."""
    assert [] == untranslated("es")
    assert sorted(collect()) == sorted(translations("es"))


def test_the_source_catalog_holds_every_word(tmp_path: Path) -> None:
    """What `make extract_translations` leaves for translators: words of templates, Python and scripts, none of them translated."""
    from babel.messages.pofile import read_po

    path = tmp_path / "conf" / "django.po"
    count = write_source(path)
    with path.open("rb") as file:
        entries = {str(entry.id): entry for entry in read_po(file) if entry.id}
    assert sorted(entries) == sorted(collect())
    assert count == len(entries)
    assert not any(entry.string for entry in entries.values())
    suffixes = {place.rpartition(".")[2] for entry in entries.values() for place, _line in entry.locations}
    assert suffixes >= {"html", "py", "js"}


def test_placeholders_survive_translation() -> None:
    """A translation has the placeholders of its English, or a page would lose a number or fall over."""
    for english, spanish in translations("es").items():
        assert sorted(re.findall(r"%\(\w+\)s|\{\w+\}", english)) == sorted(re.findall(r"%\(\w+\)s|\{\w+\}", spanish)), english
