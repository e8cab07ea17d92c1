"""The browser library as files: what loads, how big it is, and what it may not do."""

from __future__ import annotations

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
    r"console\.": "the console is a log",
    r"\.setAttribute\(\"style\"": "a strict policy stops inline styles",
}
NAMES = re.compile(r"addict|drug|alcohol|recover|rehab|sober|relapse|opioid|craving", re.IGNORECASE)


def code(text: str) -> str:
    """Return a script without its comments."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


def test_every_script_loads_once() -> None:
    """Every file of the library is in the list, and nothing else; core comes before the kinds, elements come last."""
    listed = assets.scripts()
    on_disk = {path.relative_to(PUBLIC).as_posix() for folder in ("core", "fields") for path in (PUBLIC / folder).glob("*.js")}

    assert on_disk == set(listed)
    assert len(listed) == len(set(listed))
    assert ("core/base.js", "core/block.js") == (listed[0], listed[-1])
    assert {f"fields/{kind}.js" for kind in KINDS} == {name for name in listed if name.startswith("fields/")}


def test_it_is_small() -> None:
    """An old phone on a prepaid plan loads it: 66 KB of scripts and 25 KB of styles at most, as written."""
    assert sum(len(assets.read(path).encode()) for path in assets.scripts()) <= 66 * 1024
    assert sum(len(assets.read(path).encode()) for path in assets.styles()) <= 25 * 1024


@pytest.mark.parametrize("path", assets.scripts())
def test_scripts_keep_the_rules(path: str) -> None:
    """No script uses what Safari 15 lacks, runs words, asks a network, or keeps words elsewhere."""
    text = code(assets.read(path))
    broken = [why for pattern, why in (TOO_NEW | NEVER).items() if re.search(pattern, text, re.MULTILINE)]

    assert [] == broken
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


def test_placeholders_survive_translation() -> None:
    """A translation has the placeholders of its English, or a page would lose a number or fall over."""
    for english, spanish in translations("es").items():
        assert sorted(re.findall(r"%\(\w+\)s|\{\w+\}", english)) == sorted(re.findall(r"%\(\w+\)s|\{\w+\}", spanish)), english
