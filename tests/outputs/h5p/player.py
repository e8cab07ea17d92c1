"""H5P packages as a host takes them: opened, walked through, and judged by the validator of a host that is on npm."""

from __future__ import annotations

import dataclasses
import html
import json
import re
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from handrail.cache import Cache
from handrail.curriculum import Curriculum
from handrail.outputs import Report, Request
from handrail.outputs.h5p import OUTPUT
from tests.conftest import REPOSITORY
from tests.node import installed

DRAWN = Cache(REPOSITORY / ".cache" / "drawn")
"""Pictures are kept from run to run, by all that they depend on."""

SERVER = ("@lumieducation/h5p-server", "10.0.4")

_VALIDATE = """
const fs = require("fs");
const PackageValidator = require("@lumieducation/h5p-server/build/src/PackageValidator").default;
const { H5PConfig, LibraryManager, fsImplementations } = require("@lumieducation/h5p-server");
const [empty, ...folders] = process.argv.slice(1);
const config = new H5PConfig();
const manager = new LibraryManager(new fsImplementations.FileLibraryStorage(empty));
(async () => {
  const said = {};
  for (const folder of folders) {
    try {
      await new PackageValidator(config, manager).validateExtractedPackage(folder, true, true);
      said[folder] = "";
    } catch (error) { said[folder] = error.message || String(error); }
  }
  fs.writeSync(1, JSON.stringify(said));
})();
"""


@dataclass(frozen=True)
class Package:
    """One ``.h5p`` file."""

    path: Path
    head: dict[str, Any]
    params: dict[str, Any]
    files: dict[str, bytes] = field(repr=False)

    @property
    def language(self) -> str:
        return self.path.parent.name

    @property
    def module(self) -> str:
        return self.path.stem

    @property
    def pages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.params["chapters"]
        return found

    def contents(self) -> list[dict[str, Any]]:
        """Every content of every page, in order."""
        return [content for page in self.pages for content in contents_of(page)]

    def pictures(self) -> list[str]:
        """The paths below ``content/``."""
        return [name.removeprefix("content/") for name in self.files if name.startswith("content/")]


def contents_of(page: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what a page holds."""
    return [part["content"] for part in page["params"]["content"]]


def opened(path: Path) -> Package:
    """Return a package, as it lies in its file."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return Package(path, json.loads(files["h5p.json"]), json.loads(files["content/content.json"]), files)


def write(curriculum: Curriculum, folder: Path, *, only: Iterable[str] = (), **more: Any) -> tuple[list[Package], Report]:
    """Write the packages of a curriculum, or of some of its modules, into a new folder."""
    wanted = set(only)
    if wanted:
        some = {
            language: {identifier: module for identifier, module in modules.items() if identifier in wanted}
            for language, modules in curriculum.modules.items()
        }
        curriculum = dataclasses.replace(curriculum, modules=some)
    folder.mkdir()
    report = OUTPUT.write(Request(curriculum, folder, folder, DRAWN, **more))
    return [opened(path) for path in sorted(folder.rglob("*.h5p"))], report


def strings(value: Any) -> Iterator[str]:
    """Yield every string in some parameters."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def words(value: Any) -> str:
    """Return everything that some parameters say, without tags, on one line."""
    return plain(" ".join(strings(value)))


def plain(markup: str) -> str:
    """Return the words of some HTML, on one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def judged(packages: Iterable[Path], scratch: Path) -> dict[str, str]:
    """Return what the validator of a host says of each package; nothing of a good one."""
    node = installed(*SERVER)
    folders = {}
    for path in packages:
        folder = scratch / f"{path.parent.name}-{path.stem}"
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        folders[str(folder)] = f"{path.parent.name}/{path.name}"
    empty = scratch / "no-libraries"
    empty.mkdir()
    done = subprocess.run(
        ["node", "-e", _VALIDATE, str(empty), *folders], cwd=node, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {folders[folder]: said for folder, said in json.loads(done.stdout).items()}
