"""Environments of their own, for tests that want other packages than ours: made once, kept in ``.cache``, refreshed when we change."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
KEPT = REPOSITORY / ".cache" / "environments"
SOURCES = ("setup.py", "pyproject.toml", "README.md", "handrail", "templates", "xblocks")
"""What our wheel is made of."""

_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Environment:
    """A folder with a Python and packages of its own."""

    folder: Path

    def run(
        self, *command: str, cwd: Path, env: dict[str, str] | None = None, check: bool = True, timeout: int = 300
    ) -> subprocess.CompletedProcess[str]:
        """Run one of its commands; what it writes is kept, errors with the rest."""
        program = str(self.folder / "bin" / command[0])
        kept = _surroundings()
        done = subprocess.run(
            [program, *command[1:]],
            cwd=cwd,
            env={**kept, "PATH": f"{self.folder / 'bin'}{os.pathsep}{kept['PATH']}", **(env or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            check=False,
        )
        assert not check or done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-8000:]}"
        return done


@cache
def python_of(version: str) -> Path | None:
    """Return a Python of a version ("3.12") that can make environments, None where there is none."""
    candidates = [Path(sys.executable)] if version == "{}.{}".format(*sys.version_info[:2]) else []
    candidates += [Path(found) for found in [shutil.which(f"python{version}")] if found]
    for folder, pattern in ((".pyenv/versions", f"{version}.*"), (".local/share/uv/python", f"cpython-{version}.*")):
        candidates += sorted((Path.home() / folder).glob(f"{pattern}/bin/python{version}"))
    question = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
    for candidate in candidates:
        done = subprocess.run([candidate, "-c", question], capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip() == version:
            return candidate
    return None


def environment(name: str, python: Path, requirements: Iterable[str], *, extras: str = "") -> Environment:
    """Return an environment with our wheel and what else is asked for.

    Args:
        name: what it is called.
        python: whose.
        requirements: as pip takes them.
        extras: of our wheel, with commas between.
    """
    wanted = [*requirements, extras, str(python.resolve()), (REPOSITORY / "setup.py").read_text(encoding="utf-8")]
    folder = KEPT / f"{name}-{hashlib.sha256(repr(wanted).encode()).hexdigest()[:12]}"
    with _alone(name):
        wheel = our_wheel()
        ours = f"handrail[{extras}] @ {wheel.as_uri()}" if extras else str(wheel)
        stamp = folder / "wheel"
        if not stamp.is_file():
            for old in KEPT.glob(f"{name}-{'?' * 12}"):
                shutil.rmtree(old)
            _run([str(python), "-m", "venv", "--without-pip", str(folder)])  # ours installs into it: a second pip costs seconds
            _pip(folder, "install", "--no-compile", ours, *requirements)
        elif stamp.read_text(encoding="utf-8") != wheel.parent.name:
            stamp.unlink()
            _pip(folder, "install", "--no-compile", "--no-deps", "--force-reinstall", str(wheel))
        stamp.write_text(wheel.parent.name, encoding="utf-8")
    return Environment(folder)


def our_wheel() -> Path:
    """Return Handrail as a wheel, made from the sources as they are now."""
    digest = hashlib.sha256()
    files = sorted(path for name in SOURCES for path in _files(REPOSITORY / name))
    for path in files:
        digest.update(str(path.relative_to(REPOSITORY)).encode() + b"\0" + path.read_bytes() + b"\0")
    folder = KEPT / "wheels" / digest.hexdigest()[:16]
    with _alone("wheels"):
        if not list(folder.glob("*.whl")):
            for old in folder.parent.glob("*"):
                if time.time() - old.stat().st_mtime > _A_DAY:
                    shutil.rmtree(old)
            with tempfile.TemporaryDirectory() as scratch:
                for path in files:  # beside the repository: a build there leaves files behind, and would pick up old ones
                    target = Path(scratch, path.relative_to(REPOSITORY))
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(path, target)
                _run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), scratch])
    (wheel,) = folder.glob("*.whl")
    return wheel


def _files(path: Path) -> list[Path]:
    return [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file() and "__pycache__" not in one.parts]


@contextmanager
def _alone(name: str) -> Iterator[None]:
    """Let one process at a time make an environment."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _pip(folder: Path, *arguments: str) -> None:
    _run([sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(folder / "bin" / "python"), *arguments])


def _surroundings() -> dict[str, str]:
    """Return our variables without those that would lead another Python back to us."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PYTEST", "COV_", "DJANGO"))}


def _run(command: list[str]) -> None:
    done = subprocess.run(command, cwd=KEPT, env=_surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}"
