"""Codes of people."""

from __future__ import annotations

import re
from pathlib import Path

from handrail_lms.people import code_of, spoken


def test_codes_are_many_and_differ(preview_app: object) -> None:
    """10,000 people of a course have 10,000 codes, and other ones in another course; none holds its number."""
    from django.test import override_settings

    with override_settings(SECRET_KEY="the same in every run"):  # with one that was drawn, two of 10,000 may share a code by chance
        one = [code_of("course-v1:A+B+1", number) for number in range(10_000)]
        two = [code_of("course-v1:A+B+2", number) for number in range(10_000)]

    assert 10_000 == len(set(one))
    assert not [pair for pair in zip(one, two, strict=True) if pair[0] == pair[1]]
    assert all(re.fullmatch("[A-Z2-7]{8}", code) for code in one)
    assert "ABCD-EFGH" == spoken("ABCDEFGH")


def test_nothing_of_the_platform_is_imported_when_a_module_loads() -> None:
    """Each module of the app imports with Django alone; what is the platform's stands inside functions."""
    import handrail_lms

    for path in Path(str(handrail_lms.__file__)).parent.rglob("*.py"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not re.match(r"(from|import) (lms|cms|common|openedx|xmodule)\b", line), f"{path.name}: {line}"
