"""Handrail: authored Markdown modules in, a site, slides, paper and Open edX blocks out."""

__version__ = "0.1.0"
