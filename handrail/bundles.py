"""Make what browsers load from the library's sources: ``python -m handrail.bundles`` (``make messages`` does it too).

Per language, for an old phone on a prepaid plan: the interface's words stand in the code in that language, comments and long
names go. The result is committed, because an LMS serves files as they are installed and has no tools of ours; a test holds it
current. :mod:`handrail.assets` says which file is made from which.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import assets
from .messages import translations

__all__ = ["main", "make", "speak", "write"]

PUBLIC = Path(__file__).resolve().parents[1] / "xblocks" / "handrail_xblocks" / "assets" / "public"

_SAID = re.compile(r'HR\.t\(("(?:[^"\\\n]|\\.)*")(\)|, )')
"""A word of the interface in a script: always a plain string, without values or with some."""

_OWN = re.compile(r"^\(\(\) => \{\n  \"use strict\";\n  const HR = \(?window\.HR(?: = \{\}\))?;$(.*)^\}\)\(\);$", re.MULTILINE | re.DOTALL)
"""A file of the core: a function of its own. In a page's script it is a block, so that ``HR`` has one short name in all of them."""

_LIST = re.compile(r"`\s*([a-z\s]+)`")
"""The words of a back-up, in a script."""


def make(language: str) -> Iterator[tuple[str, str]]:
    """Yield every file of a language: its name below ``built/``, and its text."""
    words = {} if language == "en" else translations(language)
    once = "if(!window.HR){%s}\n"  # two blocks of one page bring it twice
    yield f"{language}/handrail.js", once % _script(assets.scripts(), words)
    yield f"{language}/block.js", once % _script(assets.block_scripts(), words)
    yield f"{language}/tablet.js", _script(["core/tablet.js"], words) + "\n"
    for name, paths in assets.parts(language).items():
        yield f"{language}/more/{name}.js", _script(paths, words) + "\n"


def make_styles() -> Iterator[tuple[str, str]]:
    """Yield every style sheet: its name below ``built/``, and its text."""
    for name, paths in assets.styles().items():
        yield f"{name}.css", _small("text/css", "\n".join(assets.read(path) for path in paths)) + "\n"


def every() -> dict[str, str]:
    """Return all files below ``built/``."""
    return dict(make_styles()) | {name: text for language in assets.LANGUAGES for name, text in make(language)}


def write() -> None:
    """Write all files anew; what no longer belongs goes."""
    made = every()
    shutil.rmtree(PUBLIC / "built", ignore_errors=True)
    for name, text in made.items():
        path = PUBLIC / "built" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assets.built.cache_clear()


def speak(script: str, words: Mapping[str, str]) -> str:
    """Return a script with its interface's words in another language; a word without a translation stays in English."""

    def said(found: re.Match[str]) -> str:
        english = json.loads(found[1])
        text = json.dumps(words.get(english) or english, ensure_ascii=False)
        return text if found[2] == ")" else f"HR.t({text}, "

    return _SAID.sub(said, script)


def fold(words: list[str]) -> str:
    """Return sorted words in one: a capital letter says how many letters of the word before a word begins with."""
    folded, before = "", ""
    for word in sorted(words):
        same = next(at for at in range(len(word) + 1) if word[: at + 1] != before[: at + 1])
        folded += chr(ord("A") + same) + word[same:]
        before = word
    return folded


def _script(paths: list[str], words: Mapping[str, str]) -> str:
    text = "\n".join(_OWN.sub(r"{\1}", assets.read(path)) for path in paths)
    if paths[0] == "core/base.js":
        text = f'(() => {{ "use strict"; const HR = (window.HR = {{}});\n{text}\n}})();'
    if paths[0].startswith("more/words-"):
        text = _LIST.sub(lambda found: f'"{fold(found[1].split())}"', text)
    return _small("application/javascript", speak(text, words))


def _small(kind: str, text: str) -> str:
    import minify  # a developer's tool, not an LMS's, nor a clinic's

    minify.config({"js-version": 2020})
    return str(minify.string(kind, text))


def main() -> int:
    """Write all files, and say how big they are."""
    write()
    sizes = {path: len(text.encode()) for path, text in every().items()}
    sys.stdout.write(f"{len(sizes)} files, {sum(sizes.values()):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
