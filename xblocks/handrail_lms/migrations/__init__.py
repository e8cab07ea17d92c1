"""The one table of ``handrail_lms``."""
