"""Refresh the interface's translations: ``python -m handrail.messages`` (or ``make messages``).

Collects the words of templates (``_("...")``, ``{% trans %}``), of the code of outputs and blocks (``gettext("...")``) and of scripts
(``HR.t("...")``), brings each ``text.po`` up to date, compiles it, and writes the strings that scripts need. A word that
has no translation yet stays in English and is listed. Babel and a checkout of the repository are needed, as for any build.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from . import __version__

__all__ = ["SOURCE", "collect", "main", "refresh", "translations", "untranslated", "write_source"]

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "xblocks" / "handrail_xblocks" / "locale"
SOURCE = ROOT / "xblocks" / "handrail_xblocks" / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po"
"""Where OEP-58 looks for what is to be translated. It is made, not kept."""

PUBLIC = ROOT / "xblocks" / "handrail_xblocks" / "assets" / "public"

METHODS = [
    ("templates/**.html", "jinja2", {"silent": "false"}),
    ("templates/**.md", "jinja2", {"silent": "false"}),
    ("xblocks/handrail_xblocks/assets/public/**.js", "javascript", {}),
    ("handrail/*.py", "python", {}),
    ("handrail/markdown/**.py", "python", {}),
    ("handrail/outputs/**.py", "python", {}),
    ("handrail/signing/*.py", "python", {}),
    ("xblocks/handrail_xblocks/*.py", "python", {}),
    ("xblocks/handrail_lms/*.py", "python", {}),
]
"""Which files speak, and how they are read."""

NOT_FOR_READERS = ("templates/preview/", "xblocks/handrail_xblocks/assets/public/built/")
"""The preview learning system shows demo people to a technician, in English; what is built speaks already."""

KEYWORDS = {"_": None, "gettext": None, "HR.t": None, "t": None}

_HEADER = """\
# The words of the interface. `make messages` refreshes this file; write the translations here.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
"""No dates: the same input gives the same bytes."""


def _files() -> Iterator[tuple[Path, str, dict[str, str]]]:
    for pattern, method, options in METHODS:
        folder, _stars, suffix = pattern.rpartition("*")
        base = folder.rstrip("*")
        for path in sorted((ROOT / base).rglob(f"*{suffix}") if "**" in pattern else (ROOT / base).glob(f"*{suffix}")):
            if not path.relative_to(ROOT).as_posix().startswith(NOT_FOR_READERS):
                yield path, method, options


def collect() -> dict[str, list[str]]:
    """Return every interface word in English, with the files that say it."""
    from babel.messages.extract import extract  # a builder's tool, not an LMS's

    found: dict[str, list[str]] = {}
    for path, method, options in _files():
        with path.open("rb") as file:
            for _line, message, _comments, _context in extract(method, file, KEYWORDS, options=options):
                places = found.setdefault(message if isinstance(message, str) else message[0], [])
                name = path.relative_to(ROOT).as_posix()
                if name not in places:
                    places.append(name)
    return dict(sorted(found.items()))


def translations(language: str) -> dict[str, str]:
    """Return what a language's catalog holds: English to translation, empty where there is none yet."""
    from babel.messages.pofile import read_po

    if not _po(language).exists():
        return {}
    with _po(language).open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, locale=language) if entry.id}


def refresh(language: str) -> None:
    """Bring one language's catalog, and what its scripts need, up to date with the words that are said now."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po, write_po

    known = translations(language)
    fresh = Catalog(locale=language, project="Handrail", version=__version__, charset="utf-8", fuzzy=False)
    for message, places in collect().items():
        fresh.add(message, known.get(message, ""), locations=[(place, 0) for place in places])
    with io.BytesIO() as po:
        write_po(po, fresh, width=120, omit_header=True, sort_output=True, include_lineno=False)
        _po(language).parent.mkdir(parents=True, exist_ok=True)
        _po(language).write_bytes(_HEADER.format(language=language).encode() + po.getvalue().strip(b"\n") + b"\n")
    with _po(language).open("rb") as file, io.BytesIO() as mo:  # read again: that one carries the header without dates
        words = read_po(file, locale=language)
        words.creation_date = words.revision_date = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the same words give the same bytes
        write_mo(mo, words)
        _po(language).with_suffix(".mo").write_bytes(mo.getvalue())


def write_source(path: Path) -> int:
    """Write the catalog that translators start from, as OEP-58's ``make extract_translations`` leaves it; return how many words it has.

    Args:
        path: the ``.po`` to write; its folders are made.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    source = Catalog(locale="en", project="Handrail", version=__version__, charset="utf-8", fuzzy=False)
    for message, places in collect().items():
        source.add(message, "", locations=[(place, 0) for place in places])
    path.parent.mkdir(parents=True, exist_ok=True)
    with io.BytesIO() as po:
        write_po(po, source, width=120, omit_header=True, sort_output=True, include_lineno=False)
        path.write_bytes(_HEADER.format(language="en").encode() + po.getvalue().strip(b"\n") + b"\n")
    return len(source)


def untranslated(language: str) -> list[str]:
    """Return the interface words that a language lacks."""
    known = translations(language)
    return [message for message in collect() if not known.get(message)]


def main() -> int:
    """Refresh every language, and the scripts that speak it; say what is missing. With ``--source``: write the source catalog alone."""
    if "--source" in sys.argv[1:]:
        sys.stdout.write(f"{SOURCE.relative_to(ROOT)}: {write_source(SOURCE)} words\n")
        return 0
    from . import bundles  # it asks this module for translations

    missing = 0
    for folder in sorted(path for path in LOCALE.iterdir() if path.is_dir()):
        refresh(folder.name)
        words = untranslated(folder.name)
        missing += len(words)
        sys.stdout.write("".join(f"{folder.name}: no translation yet: {word}\n" for word in words))
    bundles.write()
    return 1 if missing else 0


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "text.po"


if __name__ == "__main__":
    sys.exit(main())
