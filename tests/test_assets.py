"""The browser library as files: what loads, how big it is, and what it may not do."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files
from pathlib import Path

import pytest

from handrail import assets
from handrail.messages import collect, translations, untranslated
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


def test_every_script_loads_once() -> None:
    """Every file of the library is in one list, and nothing else; core comes before the kinds, elements come last."""
    page, block, parts = assets.scripts(), assets.block_scripts(), assets.parts()
    on_disk = {path.relative_to(PUBLIC).as_posix() for folder in ("core", "fields", "more") for path in (PUBLIC / folder).glob("*.js")}
    strings = {assets.parts_strings_path("es")}

    assert on_disk - strings == {*block, *parts.values()} - {"xblock.js"}
    assert len(block) == len(set(block))
    assert ("core/base.js", "core/lesson.js", "xblock.js") == (page[0], page[-1], block[-1])
    assert {f"fields/{kind}.js" for kind in KINDS} == {name for name in block if name.startswith("fields/")}
    assert set(page) < set(block)
    assert set() == set(page) & set(parts.values())


def test_every_part_gives_itself() -> None:
    """A part answers to the name by which it is asked for, and everything that is asked for is there."""
    for name, path in assets.parts().items():
        kind = name.removeprefix("fields/")
        assert f'window.HR.{"kind" if kind != name else "part"}("{kind}"' in assets.read(path)
    every = "\n".join(assets.read(path) for path in [*assets.block_scripts(), *assets.parts().values()])
    asked = set(re.findall(r'HR\.need\("([\w-]+)"\)', every))
    assert asked <= set(assets.parts())


def zipped(*texts: str) -> int:
    """Return how many bytes go over the line, each text a file of its own."""
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def test_it_is_small() -> None:
    """An old phone on a prepaid plan loads it: 16 KB of scripts with a lesson, 40 KB with every part there is.

    One list of words is counted: a page loads that of its language. Styles and Spanish have budgets of their own.
    """
    parts = [assets.part_bundle(name) for name in assets.parts() if name != "words-en"]

    assert zipped(assets.script_bundle()) <= 16 * 1024
    assert zipped(assets.script_bundle(), *parts) <= 40 * 1024
    assert zipped(assets.style_bundle()) <= 6 * 1024
    assert zipped(assets.strings_script("es")) <= 2.5 * 1024
    assert zipped(assets.parts_strings_script("es")) <= 4 * 1024


@pytest.mark.parametrize("path", [*assets.block_scripts(), *assets.parts().values()])
def test_scripts_keep_the_rules(path: str) -> None:
    """No script uses what Safari 15 lacks, runs words, asks a network, or keeps words elsewhere."""
    text = code(assets.read(path))
    broken = [why for pattern, why in (TOO_NEW | NEVER).items() if re.search(pattern, text, re.MULTILINE)]
    allowed = {
        "core/marker.js": ["words have one place"],  # days and a count
        "xblock.js": ["the library asks nobody for anything", "words have one place"],  # the one thing that is sent, and its token
    }

    assert allowed.get(path, []) == broken
    assert '"use strict"' in text
    assert not NAMES.search(text)


@pytest.mark.parametrize("path", [*assets.styles(), assets.PAPER_STYLES])
def test_styles_keep_the_rules(path: str) -> None:
    """No style uses what Safari 15 lacks or fetches anything, and every class begins with hr-."""
    text = re.sub(r"/\*.*?\*/", "", assets.read(path), flags=re.DOTALL)

    assert [] == [why for pattern, why in TOO_NEW_IN_CSS.items() if re.search(pattern, text)]
    assert set() == {name for name in re.findall(r"\.([a-z][\w-]*)(?=[^{}]*\{)", text) if not name.startswith("hr-")}


def test_the_bundle_is_the_files() -> None:
    """The site's one script is all scripts in their order, without comments and indents, and no string is touched."""
    bundle = assets.script_bundle()
    strings = re.findall(r'"(?:[^"\\\n]|\\.)*"', "\n".join(code(assets.read(path)) for path in assets.scripts()))

    assert all(text in bundle for text in strings)
    assert bundle.index("HR.Keeper = class") < bundle.index('HR.kind("scale"') < bundle.index('HR.define("hr-worksheet"')
    assert not re.search(r"^\s*(//|/\*|\s)", bundle, re.MULTILINE)


def test_english_needs_no_strings() -> None:
    """English is the key of every string, so it loads no file."""
    assert assets.strings_path("en") is None


def test_spanish_is_complete_and_fresh() -> None:
    """Every word of the interface is in Spanish, and `make messages` has nothing left to write."""
    assert [] == untranslated("es")
    assert sorted(collect()) == sorted(translations("es"))
    path = assets.strings_path("es")
    assert path is not None
    assert assets.strings_script("es") == assets.read(path)
    more = assets.parts_strings_path("es")
    assert more is not None
    assert assets.parts_strings_script("es") == assets.read(more)


def test_placeholders_survive_translation() -> None:
    """A translation has the placeholders of its English, or a page would lose a number or fall over."""
    for english, spanish in translations("es").items():
        assert sorted(re.findall(r"%\(\w+\)s|\{\w+\}", english)) == sorted(re.findall(r"%\(\w+\)s|\{\w+\}", spanish)), english
