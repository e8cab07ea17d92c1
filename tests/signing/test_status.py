"""``handrail status``: where a program stands, and what to do first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from handrail.cli import main
from tests.signing.conftest import F04, PROGRAM, S04, TODAY, WHO, Run, call, change, sign_all


def data(run: Run) -> dict[str, Any]:
    """Return what it says to a program."""
    code, said = run("status", "--json")
    assert 0 == code, said
    found: dict[str, Any] = json.loads(said)
    return found


def test_it_fits_a_plain_terminal(small: Path) -> None:
    """80 columns, no color, no control codes, nothing cut off: states are words."""
    result = CliRunner().invoke(main, ["status", "--repository", str(small), "--today", TODAY], env={"COLUMNS": "80", "NO_COLOR": "1"})

    assert 0 == result.exit_code
    assert "\x1b" not in result.output
    assert "…" not in result.output
    assert all(len(line) <= 80 for line in result.output.splitlines() if "handrail " not in line)
    for words in ("How to ride out a craving", "unsigned", "no text", "no number", "sample", "Next"):
        assert words in result.output


def test_first_things_come_first(run: Run, small: Path) -> None:
    """Errors before numbers, numbers before samples, signatures after them, and life before the rest."""
    change(small, PROGRAM, "    as_of: 2026-11-21\n  domestic", "    as_of: 2026-01-02\n  domestic")
    steps = [step["what"] for step in data(run)["next"]]
    order = [
        next(at for at, step in enumerate(steps) if word in step) for word in ("Dial", "samples", "number of", "4 English", "Translate")
    ]
    assert sorted(order) == order
    first = next(step["how"] for step in data(run)["next"] if "English texts" in step["what"])
    assert first == 'handrail sign emergency f04 library s04 --name "..." --credential "..."'
    change(small, S04, "kind: timer", "kind: tiemr")

    assert "Mend" in data(run)["next"][0]["what"]


def test_what_lapsed_is_named_with_its_command(run: Run, small: Path) -> None:
    """A clinician reads again what changed, not all of it."""
    assert 0 == run("sign", "f04", *WHO, "--yes")[0]
    change(small, F04, "objectives:\n  - ", "objectives:\n  - Now ")
    found = data(run)
    step = next(step for step in found["next"] if "Read again" in step["what"])

    assert "f04: front changed" in step["what"]
    assert step["how"] == 'handrail sign f04 --name "..." --credential "..."'
    text = next(one for one in found["texts"] if (one["text"], one["language"]) == ("f04", "en"))
    assert ("lapsed", ["front"], "Test Reader, LCSW") == (text["state"], text["changed"], text["by"])


def test_translations_are_told(run: Run, small: Path) -> None:
    """What has no text in a language, what stands in English there, and what is older than its English."""
    change(small, F04, "objectives:\n  - ", "objectives:\n  - Now ")
    texts = {(one["text"], one["language"]): one for one in data(run)["texts"]}

    assert "no text" == texts["s04", "es"]["state"]
    assert ["front"] == texts["f04", "es"]["stale"]
    assert "handrail stamp f04 es" in [step["how"] for step in data(run)["next"]]
    assert "handrail new translation s04 es" in [step["how"] for step in data(run)["next"]]


def test_old_and_missing_numbers_are_told(small: Path) -> None:
    """Each line that nobody looked at for 90 days, and each without a number."""
    code, said = call(small, "status", "--json", "--today", "2027-06-01")
    lines = {line["key"]: line["state"] for line in json.loads(said)["lines"]}

    assert 0 == code
    assert ("fine", "old", "no number") == (lines["emergency"], lines["poison-help"], lines["program"])


def test_ready_is_said_when_a_build_would_go_through(run: Run, small: Path) -> None:
    """It says ready exactly when ``--for-participants`` refuses nothing."""
    assert not data(run)["ready"]
    change(small, PROGRAM, "languages: [en, es]", "languages: [en]")
    change(small, PROGRAM, "sample: true ", "sample: false ")
    sign_all(small, languages=("en",))
    found = data(run)

    assert found["ready"]
    assert "handrail build --for-participants" == found["next"][-1]["how"]
    assert 0 == run("build", "slides", "--for-participants")[0]


def test_a_curriculum_that_cannot_be_read_still_has_a_status(run: Run, small: Path) -> None:
    """It says what to do, and exits with 0: asking is no failure."""
    (small / PROGRAM).write_text("id: [", encoding="utf-8")
    code, said = run("status")

    assert 0 == code
    assert "handrail check --errors-only" in said
