"""Everybody can use the site: every kind of page, language, color, size and state, by machine and by keyboard."""
