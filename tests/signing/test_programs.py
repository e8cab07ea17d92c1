"""A clinic's own program keeps its own signatures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.overlay.small import harbor_house, small_repository
from tests.signing.conftest import TODAY, WHO, call

pytestmark = pytest.mark.xdist_group("signed-program")

HARBOR = ("--program", "harbor-house", "--today", TODAY)


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Harbor House over a few of the real modules, with two signatures."""
    folder = small_repository(tmp_path_factory.mktemp("harbor"))
    harbor_house(folder)
    code, said = call(folder, "sign", "s17", "x01", "emergency", *WHO, "--yes", *HARBOR)
    assert 0 == code, said
    return folder


def test_signatures_lie_in_the_programs_folder_and_count_there_alone(harbor: Path) -> None:
    """What Harbor House signed, a replaced section and a module of its own among it, the curriculum did not."""
    assert (harbor / "programs/harbor-house/signoff.yml").is_file()
    assert not (harbor / "curriculum/signoff.yml").exists()
    for options, state in ((HARBOR, "signed"), (("--today", TODAY), "unsigned")):
        code, said = call(harbor, "status", "--json", *options)
        assert 0 == code, said
        found = {one["text"]: one["state"] for one in json.loads(said)["texts"] if one["language"] == "en"}
        assert state == found["s17"]
    assert "x01" not in found


def test_pages_name_the_program_that_signed(harbor: Path) -> None:
    """Checked for Harbor House, on Harbor House's paper."""
    code, said = call(harbor, "build", "handouts", *HARBOR)
    assert 0 == code, said
    [page] = (harbor / "build").rglob("handouts/en/s17-a4.html")

    assert "Checked by Test Reader, LCSW for Harbor House, 2026-11-22." in page.read_text(encoding="utf-8")


def test_commands_that_are_proposed_name_the_program(harbor: Path) -> None:
    """Each next step can be typed as it stands."""
    _code, said = call(harbor, "status", "--json", *HARBOR)
    steps = [step["how"] for step in json.loads(said)["next"] if step["how"].startswith("handrail")]

    assert steps
    assert all("--program harbor-house" in step for step in steps)


def test_a_changed_curriculum_lapses_what_a_program_signed(harbor: Path) -> None:
    """After an upgrade the signature under a text that changed is worth nothing; one under a replaced section stays."""
    path = harbor / "curriculum/library/en/safety.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Shout their name", "Say their name"), encoding="utf-8")
    _code, said = call(harbor, "status", "--json", *HARBOR)
    found = {one["text"]: one for one in json.loads(said)["texts"] if one["language"] == "en"}

    assert ("lapsed", ["safety.overdose"]) == (found["emergency"]["state"], found["emergency"]["changed"])
    assert "signed" == found["x01"]["state"]
