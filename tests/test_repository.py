"""Promises about the repository itself."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from ruamel.yaml import YAML

from handrail.markdown.render import EXTENSIONS
from tests.conftest import REPOSITORY


def tracked() -> list[Path]:
    """Return the files that git knows or would add."""
    done = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    return [REPOSITORY / line for line in done.stdout.splitlines() if (REPOSITORY / line).is_file()]


def test_mkdocs_renders_with_the_same_extensions() -> None:
    """The site's prose and every other output are rendered by one set of Markdown extensions."""
    config = YAML(typ="safe", pure=True).load((REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8"))
    declared = [item if isinstance(item, str) else next(iter(item)) for item in config["markdown_extensions"]]
    assert list(EXTENSIONS) == declared
    assert not any(EXTENSIONS.values()), "options must be repeated in mkdocs.yml, and compared here"


def test_nothing_reads_outside_the_repository() -> None:
    """No file refers to a folder beside the repository."""
    word = "../" + "shared"
    found = [
        path for path in tracked() if path.suffix in {".py", ".md", ".yml", ".toml", ".html", ".js", ".css", ""} and word in _text(path)
    ]
    assert [] == found


def test_no_template_asks_another_host() -> None:
    """No template, style or script loads anything from an address; links that a person follows are fine."""
    asks = re.compile(r"""(?:\bsrc\s*=\s*["']|url\(\s*["']?|@import\s+["']|fetch\(\s*["']|<link[^>]+href\s*=\s*["'])(?:https?:)?//""")
    folders = (REPOSITORY / "templates", REPOSITORY / "xblocks")
    found = [
        f"{path.name}: {match.group()}"
        for path in tracked()
        if path.is_relative_to(folders[0]) or path.is_relative_to(folders[1])
        for match in asks.finditer(_text(path))
    ]
    assert [] == found


def test_ids_are_locked() -> None:
    """Every id of the curriculum stands in ids.lock."""
    from handrail.curriculum import read

    _curriculum, problems = read(REPOSITORY / "curriculum")
    assert [] == [str(problem) for problem in problems if problem.rule == "ids"]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""
