"""Jinja2 templates of every output; reach them by ``importlib.resources.files("handrail.templates")``."""
