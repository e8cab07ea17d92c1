"""Packages of npm that tests use, unpacked once into ``.cache/npm`` and pinned. No code of theirs is kept in the repository."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

KEPT = Path(__file__).resolve().parents[1] / ".cache" / "npm"


def unpacked(name: str, version: str) -> Path:
    """Return the folder of a package as npm publishes it, without what it depends on; nothing of it is run.

    The test is skipped, and says why, where there is no npm or no network and the package was not had before.
    """
    folder = KEPT / f"{name.replace('/', '-')}-{version}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not folder.is_dir():
            _fetch(name, version, folder)
    return folder / "package"


def installed(name: str, version: str) -> Path:
    """Return a folder in whose ``node_modules`` a package lies with all that it depends on; none of their install scripts is run.

    The test is skipped, and says why, as with :func:`unpacked`.
    """
    folder = KEPT / f"{name.replace('/', '-')}-{version}-installed"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not folder.is_dir():
            with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
                fresh = Path(scratch) / "fresh"
                fresh.mkdir()
                (fresh / "package.json").write_text('{"private": true}', encoding="utf-8")
                _npm(name, version, "install", f"{name}@{version}", "--ignore-scripts", "--save-exact", cwd=fresh)
                fresh.rename(folder)
    return folder


def _fetch(name: str, version: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=KEPT) as scratch:
        _npm(name, version, "pack", f"{name}@{version}", "--ignore-scripts", "--pack-destination", scratch, cwd=Path(scratch))
        (archive,) = Path(scratch).glob("*.tgz")
        fresh = Path(scratch) / "fresh"
        with tarfile.open(archive) as tar:
            tar.extractall(fresh, filter="data")
        fresh.rename(folder)


def _npm(name: str, version: str, *arguments: str, cwd: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip(f"npm is not here, so {name} {version} cannot be had")
    done = subprocess.run([npm, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        pytest.skip(f"npm could not bring {name} {version}: {done.stderr.strip()[-300:]}")
