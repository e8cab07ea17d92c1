"""A translation: words by id over the English structure."""

from __future__ import annotations

import pytest

from handrail.markdown import parse_module, parse_translation
from handrail.model import Module, Translation
from handrail.problems import Problems
from tests.cases import FIXTURES, changed

ENGLISH = (FIXTURES / "authored" / "base.md").read_text(encoding="utf-8")
SPANISH = """\
---
id: s90
title: Cómo hervir un huevo
message: Un huevo necesita agua, calor y tiempo.
short: Ponga un huevo en agua. Hiérvalo. Espere.
objectives:
  - Hervir un huevo.
translated_from: {}
---

## Qué es un huevo {#s90-1}

Un huevo es redondo.[^egg-2001] Lea [el siguiente](s91).

```figure
id: s90-f1
title: Un huevo
text: Un huevo redondo.
labels:
  top: Arriba
```

## Pruébelo {#s90-2}

1. Hierva el huevo.

```worksheet
id: s90-w1
title: Mis huevos
intro: Marque lo que aplica.
fields:
  - id: before
    ask: ¿Cuánta hambre tiene?
    low: nada
    high: mucha
  - id: did
    ask: ¿Qué hizo?
    options:
      boiled: Lo herví
      waited: Esperé
```
"""


def translated(text: str) -> tuple[Module | None, list[str]]:
    problems = Problems()
    module = parse_translation(ENGLISH, text, "es.md", "es", problems)
    return module, [f"{problem.severity} {problem}" for problem in problems]


def stamped(text: str) -> str:
    english = parse_module(ENGLISH, "en.md", Problems())
    assert english is not None
    prints = "".join(f'  {key}: "{value}"\n' for key, value in english.fingerprints.items())
    return text.replace("translated_from: {}\n", f"translated_from:\n{prints}")


def test_words_are_spanish_and_structure_is_english() -> None:
    """Text comes from the translation, kinds, required flags and files from the English."""
    module, _told = translated(SPANISH)
    assert module is not None
    assert ("es", "Cómo hervir un huevo", "coping", 2) == (module.language, module.title, module.track, module.week)
    before, did = module.worksheets[0].fields
    assert ("¿Cuánta hambre tiene?", "scale", True, "nada") == (before.ask, before.kind, before.required, before.low)  # type: ignore[attr-defined]
    assert {"boiled": "Lo herví", "waited": "Esperé"} == did.options  # type: ignore[attr-defined]
    assert "egg.svg" == module.figures[0].file
    assert module.sections[1].role == "try-it"


def test_the_same_ids_stand_in_both_languages() -> None:
    """Answers hang on ids, which are the same in every language."""
    module, _told = translated(SPANISH)
    english = parse_module(ENGLISH, "en.md", Problems())
    assert module is not None
    assert english is not None
    assert english.ids() == module.ids()


def test_what_was_never_stamped_counts_as_older() -> None:
    """A translation says which English it was made from; one that does not say so is stale."""
    module, told = translated(SPANISH)
    assert module is not None
    assert Translation.STALE is module.sections[0].translation
    assert any("s90-1: the English is newer" in line for line in told)


def test_a_stamped_translation_is_current_until_the_english_changes() -> None:
    """A change in one English section makes that section stale and no other."""
    current = stamped(SPANISH)
    module, told = translated(current)
    assert module is not None
    assert Translation.CURRENT is module.sections[0].translation
    assert not [line for line in told if "s90-1" in line]
    problems = Problems()
    newer = parse_translation(ENGLISH.replace("An egg is round", "An egg is oval"), current, "es.md", "es", problems)
    assert newer is not None
    assert [Translation.STALE, Translation.MISSING] == [section.translation for section in newer.sections]  # the check is untranslated


def test_what_is_missing_stays_english_and_is_told() -> None:
    """A missing part is a warning and keeps its English words; the build goes on."""
    module, told = translated(stamped(SPANISH))
    assert module is not None
    assert "An egg needs heat" == module.slides[0].title
    assert Translation.MISSING is module.slides[0].translation
    assert any(line.startswith("warning") and "s90-d1 has no text in this language yet" in line for line in told)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("-id: s90\n+id: s90\n+track: coping\n", '"track" comes from the English file'),
        ("-## Pruébelo {#s90-2}\n+## Pruébelo {#s90-7}\n", "The English file has no s90-7"),
        ("-    low: nada\n+    lwo: nada\n", 'The English has no "lwo" here. Did you mean "low"?'),
        ("-      waited: Esperé\n+      wiated: Esperé\n", 'The English has no "wiated" here. Did you mean "waited"?'),
        ("-    low: nada\n+    low: nada\n+    kind: choice\n", '"kind" comes from the English file and differs'),
        ("-  - Hervir un huevo.\n+  - Hervir un huevo.\n+  - Comerlo.\n", None),
    ],
)
def test_foreign_structure_is_refused(change: str, expected: str | None) -> None:
    """A translation cannot add, rename or change structure."""
    module, told = translated(changed(SPANISH, change))
    errors = [line for line in told if line.startswith("error")]
    if expected is None:
        assert [] == errors
    else:
        assert module is None
        assert any(expected in line for line in errors), errors


def test_english_is_not_taken_for_a_translation() -> None:
    """A part whose words are the English ones is missing, however it was stamped."""
    module, told = translated(
        stamped(SPANISH)
        .replace("## Qué es un huevo", "## What an egg is")
        .replace("Un huevo es redondo.[^egg-2001] Lea [el siguiente](s91).", "An egg is round.[^egg-2001] Read [the next one](s91).")
    )
    assert module is not None
    assert Translation.MISSING is module.sections[0].translation
    assert any("s90-1 is still English" in line for line in told)
