"""What each rule says of authored text: one document of cases per rule."""

from __future__ import annotations

import pytest

from handrail.editorial import ERRORS_FOR_PARTICIPANTS, RULES
from tests.cases import FIXTURES, Case, cases
from tests.editorial.harness import ROOT, findings

DOCUMENTS = sorted(path.stem for path in (FIXTURES / "editorial").glob("*.md"))
CASES = [(rule, case) for rule in DOCUMENTS for case in cases(f"editorial/{rule}.md")]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case}" for rule, case in CASES])
def test_a_rule_says(rule: str, case: Case) -> None:
    """Of each case a rule says exactly what stands below it, at that line, with a remedy."""
    language = "es" if case.title.endswith("(Spanish)") else "en"
    found = findings(rule, case.parts["authored"], language)
    assert case.parts.get("expected", "").splitlines() == [f"{one.line} {one.severity}: {one.message}" for one in found]
    assert all(one.remedy for one in found)
    assert {rule} >= {one.rule for one in found}


def test_every_rule_of_modules_has_cases() -> None:
    """Every rule that looks at modules has a document of cases, with one that it lets pass."""
    rules = {name for name, rule in RULES.items() if rule.check or rule.check_text}
    assert rules == set(DOCUMENTS)
    for name in sorted(rules):
        assert any(not case.parts.get("expected", "").strip() for case in cases(f"editorial/{name}.md")), name
        assert any(case.parts.get("expected", "").strip() for case in cases(f"editorial/{name}.md")), name


def test_every_rule_is_documented() -> None:
    """Every rule has a row in docs/editorial-rules.md and says in its docstring what, why and from where."""
    table = (ROOT / "docs" / "editorial-rules.md").read_text(encoding="utf-8")
    assert [] == [name for name in RULES if f"`{name}`" not in table]
    assert set(RULES) | ERRORS_FOR_PARTICIPANTS == set(RULES)
    for name, rule in RULES.items():
        assert rule.what.endswith("."), name
