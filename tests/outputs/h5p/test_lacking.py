"""A computer on which drawings cannot be rendered: everything but the H5P packages is built, and it is told why."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from handrail.building import chosen
from handrail.cli import main
from handrail.outputs import names, output


@pytest.fixture
def _no_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)


@pytest.mark.usefixtures("_no_renderer")
def test_it_is_left_out_of_a_build_of_everything() -> None:
    """Nobody named it, so the other outputs are built, and the command line can say what lacks."""
    told: list[str] = []

    found = [one.name for one in chosen([], told.append)]

    assert [name for name in names() if name != "h5p" and not output(name).on_request] == found
    assert ["h5p: H5P packages need resvg-py to draw pictures. Run: pip install 'handrail[h5p]'"] == told


@pytest.mark.usefixtures("_no_renderer")
def test_it_is_an_error_where_it_was_asked_for(repository: Path) -> None:
    """``handrail build h5p`` says what to install."""
    done = CliRunner().invoke(main, ["build", "h5p", "--repository", str(repository), "--today", "2026-11-22"])

    assert 1 == done.exit_code
    assert "pip install 'handrail[h5p]'" in done.output
