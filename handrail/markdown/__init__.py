"""Authored text to model to HTML. Nothing else parses Markdown."""

from .parse import lesson_source, parse_check, parse_lesson, parse_module, parse_translation, parse_worksheet

__all__ = ["lesson_source", "parse_check", "parse_lesson", "parse_module", "parse_translation", "parse_worksheet"]
