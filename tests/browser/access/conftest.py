"""The site that all of these tests look at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Serve


@pytest.fixture(scope="session")
def site(built: Path, serve: Serve) -> str:
    """The site's address."""
    return serve(built / "site")
