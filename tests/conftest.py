"""What many tests share: a repository of their own, and everything built from it once."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from handrail.building import Choices, build
from handrail.cache import Cache
from handrail.curriculum import Curriculum, read_or_raise

if TYPE_CHECKING:
    from tests.release.packed import Packed

# Playwright's loop runs in the thread of a worker that also runs Django's tests; Django takes that for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

settings.register_profile(
    "handrail",
    deadline=None,  # how long an example takes says more of the machine than of the code; how long drawing it takes, too
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="HANDRAIL_SEED" not in os.environ,  # the same examples in every run; with a seed of its own a run looks for others
)
settings.load_profile("handrail")

REPOSITORY = Path(__file__).resolve().parents[1]
TODAY = dt.date(2026, 11, 21)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give tests in a browser a second try in ``make test``, but those where chance is the test; see docs/decisions/0030."""
    if "HANDRAIL_SECOND_TRY" in os.environ and config.pluginmanager.hasplugin("rerunfailures"):
        for item in items:
            if "browser" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("by_chance"):
                item.add_marker(pytest.mark.flaky(reruns=1, reruns_delay=1))


def copy_repository(folder: Path) -> Path:
    """Make a repository in a folder: the real curriculum, copied; code and templates, linked."""
    for name in ("handrail", "templates"):
        (folder / name).symlink_to(REPOSITORY / name)
    for name in ("mkdocs.yml", "mkdocs.es.yml"):
        shutil.copy(REPOSITORY / name, folder)
    shutil.copytree(REPOSITORY / "curriculum", folder / "curriculum")
    for language in ("en", "es"):
        (folder / "build" / "pages" / language).mkdir(parents=True)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that a test may break."""
    return copy_repository(tmp_path)


def once(tmp_path_factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Make a folder once for all workers of a run, and return it; tests only look.

    A test that may run on any worker asks for it: the first worker makes it, another one that wants it meanwhile waits, and takes it up
    where the first has failed.

    Args:
        tmp_path_factory: pytest's.
        name: the folder's; one for each thing that is made.
        make: fills the folder.
    """
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base  # each worker has a folder in that of the run
    folder, done = base / f"{name}-once", base / f"{name}-once.done"
    with (base / f"{name}-once.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which every output was built, once for all workers; tests only look."""
    return once(tmp_path_factory, "built", lambda folder: build(copy_repository(folder), [], Choices(today=TODAY)))


@pytest.fixture(scope="session")
def harbor_house_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The builds of a fictional program over a small curriculum, every output; tests only look (xdist group: harbor-house)."""
    from tests.overlay.small import harbor_house, small_repository

    folder = small_repository(tmp_path_factory.mktemp("harbor-house"))
    harbor_house(folder)
    build(folder, [], Choices(today=TODAY, program="harbor-house"))
    return folder / "build" / "programs" / "harbor-house"


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """The sample program's release over a few modules, without PDFs; tests only look (xdist group: release)."""
    from tests.release.packed import pack, river_repository

    return pack(river_repository(tmp_path_factory.mktemp("releasing")), tmp_path_factory.mktemp("release"))


@pytest.fixture(scope="session")
def curriculum() -> Curriculum:
    """The real curriculum."""
    return read_or_raise(REPOSITORY / "curriculum", Cache(None))


@pytest.fixture
def edit(repository: Path) -> Callable[[str, str, str], None]:
    """A function that changes one text in one file of the test's repository."""

    def change(name: str, old: str, new: str) -> None:
        path = repository / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change
