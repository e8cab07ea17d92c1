"""Commands for the platform's ``manage.py``."""
