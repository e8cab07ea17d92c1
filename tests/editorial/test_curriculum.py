"""The curriculum itself passes its own rules."""

from __future__ import annotations

from handrail.curriculum import read
from handrail.editorial import check_module, check_program, check_text
from handrail.problems import Severity
from tests.editorial.harness import ROOT, TODAY


def test_the_curriculum_has_no_editorial_error() -> None:
    """No module, shared text or phone line of the curriculum breaks a rule."""
    curriculum, _problems = read(ROOT / "curriculum")
    assert curriculum is not None
    found = check_program(curriculum, TODAY)
    for path, language, passages in curriculum.shared_passages:
        found += check_text(passages, path, language, curriculum, TODAY)
    for modules in curriculum.modules.values():
        for module in modules.values():
            found += check_module(module, curriculum, TODAY)
    assert [] == [str(one) for one in found if one.severity is Severity.ERROR]
