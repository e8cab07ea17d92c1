"""What a reader meets in an H5P package, page by page, and what a host is told."""

from __future__ import annotations

import ast
import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest

from handrail.curriculum import Curriculum
from handrail.i18n import catalog
from handrail.markdown import parse_check
from handrail.markdown.render import plain_text
from handrail.messages import collect
from handrail.model import Level
from handrail.outputs.h5p.questions import questions
from handrail.problems import Problems
from tests.conftest import REPOSITORY

from .player import Package, contents_of, plain, strings, words, write

pytestmark = pytest.mark.xdist_group("h5p")  # what all look at is made once, by one worker

CHECK = """
id: s99-c1
questions:
  - id: q1
    ask: A craving ends by itself.
    options:
      a:
        text: "True"
        right: true
        why: It does, *mostly* within half an hour.
      b:
        text: "False"
        why: It feels endless. It is not.
  - id: q2
    ask: What helps?
    options:
      a:
        text: Water
        why: Yes.
        right: true
      b:
        text: Less < more & *nothing*
        why: No.
  - id: q3
    ask: And then?
    options:
      a:
        text: Rest
        why: Yes.
        right: true
      b:
        text: Run
        why: No.
"""


def text_of(page: dict[str, Any]) -> str:
    """Return what a page says."""
    return words([content["params"] for content in contents_of(page)])


def said(text: str) -> str:
    """Return authored Markdown as its words, without what refers to other things."""
    return plain_text(re.sub(r"\{\{.*?\}\}|\[\^[^\]]+\]", " ", text))


def test_pages_are_lesson_sheets_questions_sources(curriculum: Curriculum, packages: list[Package]) -> None:
    """A module reads as a lesson, a page for each worksheet, its questions, its sources, each called by a neutral word."""
    for package in (one for one in packages if one.language == "en"):
        module = curriculum.modules["en"][package.module]
        count = len(module.worksheets)
        sheets = [f"Worksheet {number}" for number in range(1, count + 1)] if count > 1 else ["Worksheet"] * count

        assert ["Read", *sheets, *["Quick questions" for _check in module.checks], "Sources"] == [
            page["metadata"]["title"] for page in package.pages
        ]


def test_the_lesson_is_all_there(curriculum: Curriculum, packages: list[Package]) -> None:
    """Title, message, the 60 words, objectives, every section with its words, and every source."""
    for package in packages:
        module = curriculum.modules[package.language][package.module]
        lesson, sources = text_of(package.pages[0]), text_of(package.pages[-1])
        wanted = [module.title, module.message, *module.objectives, *(section.title for section in module.sections)]

        assert [] == [text for text in wanted if plain_text(text) not in lesson]
        assert all(curriculum.sources[key].cite.split(".")[0] in sources for key in module.sources if f"[^{key}]" in str(module.blocks()))


def test_every_page_carries_the_label_and_the_crisis_line(curriculum: Curriculum, packages: list[Package]) -> None:
    """A page that is looked at alone says that nobody signed it, and whom to call."""
    for package in packages:
        label = str(curriculum.label(package.language, curriculum.modules[package.language][package.module]))
        for page in package.pages:
            first, *_others, last = contents_of(page)
            assert label == plain(first["params"]["text"])
            assert {"911", "988"} <= set(re.findall(r"\d+", last["params"]["text"]))


def test_emergency_steps_stand_first_where_a_life_may_hang_on_them(curriculum: Curriculum, packages: list[Package]) -> None:
    """At level high the crisis line and the steps come before the title."""
    high = [package for package in packages if curriculum.modules[package.language][package.module].safety.level is Level.HIGH]

    assert high
    for package in high:
        module, library = curriculum.modules[package.language][package.module], curriculum.texts(package.language)
        _label, steps, top = (content["params"]["text"] for content in contents_of(package.pages[0])[:3])
        assert {"911", "988"} <= set(re.findall(r"\d+", steps.partition("<h3>")[0]))
        assert {plain_text(library.safety[topic].title) for topic in module.safety.about} <= set(re.findall(r"<h3>(.*?)</h3>", steps))
        assert top.startswith(f"<h2>{module.title}</h2>")


def test_a_sheet_can_be_written_on_paper_and_nowhere_else(curriculum: Curriculum, packages: list[Package]) -> None:
    """Everything that a sheet asks stands there as text with lines and boxes; no content takes a typed word."""
    typing = re.compile(r"Essay|OpenEnded|DocumentationTool|Blanks|Questionnaire|<input|<textarea")
    for package in packages:
        assert not [text for text in strings(package.params) if typing.search(text)]
        module = curriculum.modules[package.language][package.module]
        for sheet, page in zip(module.worksheets, package.pages[1:], strict=False):
            text = text_of(page)
            assert [] == [field.id for field in sheet.fields if plain_text(field.ask) not in text]
            assert any(mark in text for mark in "☐○_·")
            assert "printed sheet" in text or "hoja impresa" in text


def test_sheets_lead_to_the_site_where_there_is_one(curriculum: Curriculum, tmp_path: Path) -> None:
    """With an address of the site, links are whole addresses there; without one they are words. Phones are never links."""
    program = curriculum.program.model_copy(update={"site_url": "https://clinic.example/skills/"})
    sited = write(dataclasses.replace(curriculum, program=program), tmp_path / "sited", only=["s04", "or2", "f04"])[0]
    plainly = write(curriculum, tmp_path / "plain", only=["s04", "or2", "f04"])[0]

    def links(packages: list[Package]) -> set[str]:
        return {found for package in packages for text in strings(package.params) for found in re.findall(r'href="([^"]*)"', text)}

    assert "https://clinic.example/skills/s04/" in links(sited)
    assert all(address.startswith(("https://", "http://")) for address in links(sited) | links(plainly))
    assert not any("clinic.example" in address for address in links(plainly))
    assert not any(address.startswith("tel:") for address in links(sited))


def test_families_are_asked_and_counted_nothing(curriculum: Curriculum, packages: list[Package]) -> None:
    """A family module has no questions, and nothing in it is marked or reported."""
    for package in packages:
        family = curriculum.modules[package.language][package.module].is_family
        asked = [one for one in package.contents() if "MultiChoice" in one["library"] or "TrueFalse" in one["library"]]
        assert family is not package.params["behaviour"]["progressIndicators"]
        assert not (family and asked)


def test_what_judges_is_switched_off(packages: list[Package]) -> None:
    """No summary with a total, no mark for viewing, no points, no mark to pass; every answer can be tried again."""
    for package in packages:
        book = package.params["behaviour"]
        assert (False, False) == (book["displaySummary"], book["progressAuto"])
        for content in package.contents():
            if content["library"].startswith("H5P.MultiChoice "):
                set_ = content["params"]["behaviour"]
                assert (True, False, 0) == (set_["enableRetry"], set_["showScorePoints"], set_["passPercentage"])
                assert (False, False) == (set_["randomAnswers"], set_["enableSolutionsButton"])


def test_a_question_tells_what_each_answer_tells(curriculum: Curriculum, packages: list[Package]) -> None:
    """Questions, answers and what stands below an answer are the author's; exactly one fits."""
    for package in (one for one in packages if one.language == "en"):
        (check, *_more) = curriculum.modules["en"][package.module].checks or [None]
        found = [one["params"] for one in package.contents() if one["library"].startswith("H5P.MultiChoice ")]
        for question, params in zip(check.questions if check else [], found, strict=True):
            assert plain_text(question.ask) == plain(params["question"])
            assert [option.right for option in question.options.values()] == [answer["correct"] for answer in params["answers"]]
            assert [plain_text(option.why) for option in question.options.values()] == [
                plain(answer["tipsAndFeedback"]["chosenFeedback"]) for answer in params["answers"]
            ]


def test_true_or_false_is_asked_as_such() -> None:
    """Two answers that say True and False become H5P's own form; markup in an answer stays words."""
    problems = Problems()
    check = parse_check(CHECK, "check.yml", problems)
    assert check is not None, list(problems)

    first, second, _third = questions(check, "en", "en/")

    assert first["library"].startswith("H5P.TrueFalse ")
    assert "true" == first["params"]["correct"]
    assert "It does, mostly within half an hour." == first["params"]["behaviour"]["feedbackOnCorrect"]
    assert "It feels endless. It is not." == first["params"]["behaviour"]["feedbackOnWrong"]
    assert second["library"].startswith("H5P.MultiChoice ")
    assert "Less &lt; more &amp; <em>nothing</em>" == second["params"]["answers"][1]["text"]


def test_the_players_words_speak_the_readers_language(packages: list[Package]) -> None:
    """Buttons and bars are translated, down to those for screen readers."""
    own = {"chapters", "behaviour", "showCoverPage"}
    found = {package.language: {key: value for key, value in package.params.items() if key not in own} for package in packages}
    english, spanish = list(strings(found["en"])), list(strings(found["es"]))

    assert [] == [one for one, other in zip(english, spanish, strict=True) if one == other]
    assert not re.search(r"\b(score|points|correct|wrong|puntos|puntaje|correct[ao])\b", re.sub(r"@\w+", "", words(found)).lower())


def test_a_spanish_package_says_nothing_in_english(packages: list[Package]) -> None:
    """Every word around the lesson is found by those who collect words to translate, and is translated."""
    sources = [path.read_text(encoding="utf-8") for path in (REPOSITORY / "handrail" / "outputs" / "h5p").glob("*.py")]
    ours = [message for message, places in collect().items() if any("h5p" in place for place in places)]

    assert not [
        source for source in sources if any(isinstance(node, ast.JoinedStr) and _asks(node) for node in ast.walk(ast.parse(source)))
    ]
    assert [] == [message for message in ours if catalog("es").gettext(message) == message]
    for package in (one for one in packages if one.language == "es"):
        everything = words(package.params)
        assert [] == [message for message in ours if len(message.split()) > 2 and message in everything]


def _asks(text: ast.AST) -> bool:
    """Return whether words are asked for inside a formatted string, where their collector does not look."""
    return any(isinstance(node, ast.Name) and node.id in ("_", "gettext") for node in ast.walk(text))
