"""A thin hook for plain ``mkdocs build`` and ``mkdocs serve``: compile first, watch what authors edit.

No logic lives here: MkDocs may go, the pages stay. ``mkdocs serve`` gives a live English preview.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handrail.cache import Cache
from handrail.curriculum import read_or_raise
from handrail.i18n import catalog
from handrail.names import AUTONYMS
from handrail.outputs.base import Request
from handrail.outputs.site import theme
from handrail.outputs.site.pages import write_pages
from handrail.problems import CurriculumError


def on_pre_build(config: Any) -> None:
    """Compile the curriculum into ``docs_dir`` before MkDocs reads it."""
    if theme.building:
        return
    from mkdocs.exceptions import PluginError

    root = Path(config.config_file_path).parent
    work = root / "build"
    language = Path(config.docs_dir).name
    try:
        curriculum = read_or_raise(root / "curriculum", Cache(work / ".cache"))
    except CurriculumError as error:
        raise PluginError(f"The curriculum has errors:\n{error}") from error
    languages = [name for name in curriculum.languages if name in curriculum.modules]
    write_pages(Request(curriculum, root / "site", work, Cache(work / ".cache")), language, languages)


def on_env(env: Any, config: Any, files: Any) -> Any:  # noqa: ARG001 - MkDocs passes it by name
    """Give the theme's templates the interface strings of the page's language."""
    env.globals["_"] = catalog(str(config.theme["language"])).gettext
    env.globals["autonyms"] = AUTONYMS
    return env


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Watch what authors edit, and not the pages made from it, which would loop."""
    root = Path(config.config_file_path).parent
    server.unwatch(config.docs_dir)
    for folder in ("curriculum", "templates"):
        server.watch(str(root / folder), builder)
    return server
