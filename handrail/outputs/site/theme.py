"""Running MkDocs: one build per language, so that each has its own search index and the right ``<html lang>``."""

from __future__ import annotations

import logging
import os
from importlib import import_module
from pathlib import Path
from typing import Any

from ...curriculum import Curriculum
from ..base import OutputError

__all__ = ["building", "run_mkdocs"]

ENGINE = "HANDRAIL_MKDOCS"
"""The environment variable that names what themes the pages: ``mkdocs``, or its successor ``properdocs``."""

building = False
"""True while Handrail itself runs MkDocs: the hook that compiles for a plain ``mkdocs build`` then stays quiet."""


class ThemeError(OutputError):
    """MkDocs warned or failed; its own words are the message."""


def run_mkdocs(language: str, target: Path, curriculum: Curriculum, config_file: Path | None = None, pages: Path | None = None) -> None:
    """Theme the pages of a language.

    Args:
        language: ``en`` is ``mkdocs.yml``, others are ``mkdocs.<language>.yml``.
        target: the folder to write; it is emptied first.
        curriculum: names the site.
        config_file: another configuration, for tests and benchmarks.
        pages: the folder of all languages' pages; ``build/pages`` when absent.

    Raises:
        ThemeError: MkDocs found something to warn of; a page that warns is not published.
    """
    global building
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    name = os.environ.get(ENGINE, "mkdocs")
    try:
        build = import_module(f"{name}.commands.build").build
        load_config = import_module(f"{name}.config").load_config
        failure: type[Exception] = getattr(import_module(f"{name}.exceptions"), "MkDocsException", None) or import_module(
            f"{name}.exceptions"
        ).ProperDocsException
    except ImportError as error:
        msg = f"{ENGINE} is {name!r}, and it is not installed: pip install {name}, or unset it."
        raise ThemeError(msg) from error

    file = config_file or curriculum.root.parent / ("mkdocs.yml" if language == "en" else f"mkdocs.{language}.yml")
    told = _Told()
    logger = logging.getLogger(name)
    logger.addHandler(told)
    logger.propagate = False
    building = True
    try:
        overrides: dict[str, Any] = {
            "site_dir": str(target.resolve()),
            "docs_dir": str(((pages or curriculum.root.parent / "build" / "pages") / language).resolve()),
            "site_name": curriculum.program.discreet_name,
            "site_url": curriculum.program.site_url
            and f"{curriculum.program.site_url.rstrip('/')}/{curriculum.program.folder_of(language)}",
        }
        config = load_config(str(file), strict=True, **overrides)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (failure, SystemExit) as error:
        raise ThemeError("\n".join([*told.words, str(error)])) from error
    finally:
        building = False
        logger.removeHandler(told)
        logger.propagate = True


class _Told(logging.Handler):
    """Keeps what MkDocs warns of, to say it once and in one place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.words: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.words.append(record.getMessage())
