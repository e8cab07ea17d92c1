"""A clinic makes it its own: ``programs/NAME/`` is laid over the curriculum, and nothing of the curriculum is copied.

| file | holds |
|---|---|
| ``folder`` | where an overlay lies, and what it may be called |
| ``model`` | what is read from it |
| ``reading`` | its files, and everything that is wrong with them |
| ``program`` | its program.yml over the curriculum's |
| ``composing`` | the modules with what is hidden and what is said in other words |
| ``guarded`` | what is hidden only with a written reason |
"""

from ..model.base import OWN_PREFIX
from .composing import Composer, section_print
from .folder import OverlayError, folder_of, locate, names
from .model import Hidden, Overlay, Replacement
from .program import lay_program
from .reading import read_overlay, read_private, read_replacement

__all__ = [
    "OWN_PREFIX", "Composer", "Hidden", "Overlay", "OverlayError", "Replacement", "folder_of", "lay_program", "locate", "names",
    "read_overlay", "read_private", "read_replacement", "section_print",
]  # fmt: skip
