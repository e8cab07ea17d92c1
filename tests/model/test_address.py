"""The addresses that codes and links lead people to: over the internet with encryption, or not at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from handrail.curriculum import read
from handrail.model import is_exposed
from handrail.overlay.questions import QUESTIONS, AnswerError, Setting

ENCRYPTED_OR_NEAR = (
    "", "https://skills.example.org", "https://198.51.100.7/skills/", "http://localhost:8000", "http://127.0.0.1:8000/", "http://[::1]/x",
    "http://10.0.0.5", "http://192.168.1.20/skills", "http://172.16.0.9", "http://[fd12:3456::1]", "http://169.254.3.4", "http://frontdesk",
    "http://frontdesk.local/skills", "http://skills.clinic.lan", "http://skills.internal", "http://skills.home.arpa.", "http://a.localhost",
)  # fmt: skip
EXPOSED = (
    "http://skills.example.org", "http://skills.example.org:8443/", "http://8.8.8.8", "http://172.32.0.9", "http://127.0.0.1.example.org",
    "http://localhost.example.org", "http://10.0.0.5.example.org", "http://134744072", "http://0x8080808", "http://[2600::1]",
    "http://[nowhere", "http://notlan.example",
)  # fmt: skip


@pytest.mark.parametrize("address", ENCRYPTED_OR_NEAR)
def test_encryption_or_a_network_of_ones_own(address: str) -> None:
    """No address, an encrypted one, this computer, and what no other network can reach."""
    assert not is_exposed(address)


@pytest.mark.parametrize("address", EXPOSED)
def test_open_to_everybody_on_the_way(address: str) -> None:
    """A name or number of the internet without encryption, however much it looks like one nearby."""
    assert is_exposed(address)


@pytest.mark.parametrize("key", ["site_url", "lms_url"])
def test_a_program_leads_nobody_there(repository: Path, edit: Callable[[str, str, str], None], key: str) -> None:
    """It is told with its line, what it would do to people, and both ways to mend it."""
    edit("curriculum/program.yml", f'{key}: ""', f"{key}: http://skills.example.org")
    _curriculum, problems = read(repository / "curriculum")
    lines = (repository / "curriculum" / "program.yml").read_text(encoding="utf-8").splitlines()
    (told,) = [one for one in problems.errors if one.path.endswith("program.yml")]
    assert lines[told.line - 1].startswith(f"{key}: http:")
    for words in (f'"{key}"', "without encryption", "Write https://", "leave it empty"):
        assert words in str(told)


def test_whoever_sets_up_a_program_hears_it_as_they_type(repository: Path) -> None:
    """The question says what to do, and takes an encrypted address and one in the clinic's own network."""
    curriculum, _problems = read(repository / "curriculum")
    assert curriculum is not None
    (question,) = [one for one in QUESTIONS if one.key == "site_url"]
    setting = Setting(curriculum.program, {}, dt.date(2026, 11, 22))
    with pytest.raises(AnswerError, match=r"https://.* press Enter"):
        question.read("http://skills.example.org", setting)
    assert "https://skills.example.org" == question.read("https://skills.example.org/", setting)
    assert "http://192.168.1.20" == question.read("http://192.168.1.20", setting)
