"""Handouts: print-ready pages of a module, one file per paper size; see :mod:`handrail.outputs.shared.handout` for what is on them."""

from __future__ import annotations

from ..model import Module
from .base import Output, Report, Request
from .shared.handout import PAPERS, handout_page
from .shared.index import Document, write_documents
from .shared.packet import packet_page
from .shared.packets.cards import table_documents

__all__ = ["OUTPUT"]


def write(request: Request) -> Report:
    """Write the handouts of every module, and a page that leads to them."""

    def handouts(module: Module, language: str) -> list[Document]:
        return [
            Document(f"{module.id}-{paper}.html", handout_page(request.curriculum, module, language, paper), name)
            for paper, name in PAPERS.items()
        ]

    def packets(language: str) -> list[Document]:
        curriculum = request.curriculum
        cards = table_documents(curriculum, language, "participants")
        if not curriculum.program.essentials:
            return cards
        title = curriculum.texts(language).essentials["title"].title
        essentials = [
            Document(f"essentials-{paper}.html", packet_page(curriculum, language, paper, title), f"{title} ({name})")
            for paper, name in PAPERS.items()
        ]
        return essentials + cards

    return write_documents(request, "handouts", handouts, packets)


OUTPUT = Output("handouts", "Handouts to print, A4 and Letter", write, "build/handouts")
