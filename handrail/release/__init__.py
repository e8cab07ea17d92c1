"""A release: one zip that a clinic uses without Python, made from the outputs that it needs.

| module | does |
|---|---|
| ``layout`` | says which file of which output goes into which folder, and which names any computer can unpack |
| ``links`` | lets links between outputs lead where their pages went |
| ``pages`` | the start page, the list of what is signed, ``README.txt`` |
| ``bill`` | the list of what went in and what it was made with (CycloneDX) |
| ``packing`` | builds, gathers, counts and packs |
| ``commands`` | ``handrail release`` |
"""

from __future__ import annotations

from .packing import Release, release

__all__ = ["Release", "release"]
