"""A block on its way: into and out of OLX, for imports, exports, copies, pastes and duplicates."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from xblock.fields import Dict, Field, Scope

from . import olx

if TYPE_CHECKING:
    from .base import HandrailBlock

__all__ = ["OlxMixin"]

log = logging.getLogger(__name__)

_AUTHORED = (Scope.content, Scope.settings)


def _value(field: Field, text: str) -> Any:
    """Return a field's value from its text. XBlock reads JSON as YAML, to which some characters inside a string are ends of lines."""
    if isinstance(field, Dict):
        try:
            return field.enforce_type(json.loads(text))
        except ValueError:
            pass  # perhaps it is YAML
    return field.from_string(text)


class OlxMixin:
    """Reading and writing a block's authored fields; see :mod:`handrail_xblocks.olx` for what they look like."""

    @classmethod
    def parse_xml(cls, node: Any, runtime: Any, keys: Any) -> HandrailBlock:
        """Return a block from its OLX; what no field answers to is passed over."""
        block: HandrailBlock = runtime.construct_xblock_from_class(cls, keys)
        for name, text in olx.fields_of(node).items():
            known = block.fields.get(name)
            if known is None or known.scope not in _AUTHORED:
                continue
            try:
                value = None if text is None else _value(known, text)
                setattr(block, name, value)
            except Exception:
                log.warning("%s: the attribute %s was not understood", keys.usage_id, name)
        return block

    def add_xml_to_node(self: HandrailBlock, node: Any) -> None:  # type: ignore[misc]
        """Write this block as OLX. A field whose value is of another type than the field's is left out: an export must not fail."""
        attributes = {}
        for name, known in self.fields.items():
            if known.scope not in _AUTHORED or name in ("content", "program_data"):
                continue
            try:
                value = known.read_from(self) if known.is_set_on(self) or known.force_export else None
                if value is not None:
                    attributes[name] = known.to_string(value)
            except Exception:
                log.warning("%s: the field %s cannot be written", self.scope_ids.usage_id, name)
        olx.fill(node, self.scope_ids.block_type, content=self.authored, program_data=self.built, attributes=attributes)
