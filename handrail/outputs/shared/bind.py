"""Binding: several tagged PDFs, each a sheet or two, become one, with a cover's title, bookmarks and page numbers.

A sheet is pressed once and kept; packets, catch-ups and weeks are bound from the same sheets, which takes no time. What a screen
reader needs goes along: pypdf copies pages but leaves the tree of tags behind, so that it is joined here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .printed import Printed, Seen

__all__ = ["FEW", "FEW_LARGE", "Leaf", "bind", "pages_in", "spills"]

_TAGGED = re.compile(rb"/\w+\s*<<\s*/MCID \d+\s*>>\s*BDC")
_FIRST = "%PDF-1.7"

FEW, FEW_LARGE = 0.28, 0.4
"""So much of a page's height, from its top, a few lines take; in large print it is more."""


@dataclass(frozen=True)
class Leaf:
    """One PDF that is bound in, and what it is called in the bookmarks."""

    data: bytes
    title: str
    level: int = 1
    """1, or 2 for what belongs to the bookmark before it."""


def pages_in(data: bytes) -> int:
    """Return how many pages a PDF has."""
    from pypdf import PdfReader

    return data.pages if isinstance(data, Printed) else len(PdfReader(io.BytesIO(data)).pages)


def spills(seen: Seen, few: float = FEW) -> bool:
    """Whether the last of several pages holds a few lines alone, all in its upper part; what runs along at the foot does not count.

    Args:
        seen: the pages.
        few: the part of the page's height that they take at most.
    """
    return seen.pages > 1 and 0 < seen.depth < few


def bind(leaves: Sequence[Leaf], edition: dt.date, numbers: bytes = b"") -> bytes:
    """Return one PDF with the pages of all, in their order.

    Args:
        leaves: title, language and metadata are those of the first.
        edition: the program's edition; the PDF is dated so.
        numbers: a PDF of as many pages, whose marks (page numbers) are laid over them as decoration.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, ByteStringObject, NameObject

    writer: Any = PdfWriter()
    writer.pdf_header = _FIRST
    tags = _Tags(writer)
    parent: Any = None
    for leaf in leaves:
        reader = PdfReader(io.BytesIO(leaf.data))
        first = len(writer.pages)
        writer.append(reader, import_outline=False)
        tags.take(reader, first)
        mark = writer.add_outline_item(title=leaf.title, page_number=first, parent=parent if leaf.level > 1 else None, is_open=False)
        parent = mark if leaf.level == 1 else parent
    tags.finish()
    if numbers:
        _stamp(writer, PdfReader(io.BytesIO(numbers)))
    cover = PdfReader(io.BytesIO(leaves[0].data))
    front: Any = cover.trailer["/Root"]
    root = writer.root_object
    for key in ("/Lang", "/ViewerPreferences", "/MarkInfo", "/Metadata"):
        if key in front:
            root[NameObject(key)] = front.raw_get(key).clone(writer)
    root[NameObject("/PageMode")] = NameObject("/UseNone")
    title = str(cover.metadata.title or "") if cover.metadata else ""
    day = f"D:{edition:%Y%m%d}"
    writer.metadata = {"/Title": title, "/Creator": "Handrail", "/Producer": "Handrail", "/CreationDate": day, "/ModDate": day}
    name = hashlib.sha256(b"".join(hashlib.sha256(leaf.data).digest() for leaf in leaves)).digest()[:16]
    writer._ID = ArrayObject([ByteStringObject(name), ByteStringObject(name)])  # noqa: SLF001 - pypdf has no other way
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


class _Tags:
    """The tree of tags of a bound PDF: each leaf's tree is a part of it, and the pages' keys into it go on counting."""

    def __init__(self, writer: Any) -> None:
        self.writer = writer
        self.kids: list[Any] = []
        self.numbers: list[Any] = []
        self.next = 0

    def take(self, reader: Any, first: int) -> None:
        """Take over the tags of a PDF whose pages have just been appended.

        Args:
            reader: the PDF.
            first: where its first page stands now.
        """
        from pypdf.generic import NameObject, NumberObject, TextStringObject

        tree = reader.trailer["/Root"].get("/StructTreeRoot")
        if tree is None:
            return
        tree = tree.get_object()
        kids = tree["/K"]
        for kid in kids if isinstance(kids, list) else [tree.raw_get("/K")]:
            part = kid.clone(self.writer)
            part.get_object()[NameObject("/S")] = NameObject("/Part")
            if "/Lang" in reader.trailer["/Root"]:  # a sheet may speak another language than the cover
                part.get_object()[NameObject("/Lang")] = TextStringObject(reader.trailer["/Root"]["/Lang"])
            self.kids.append(part)
        pairs = tree["/ParentTree"]["/Nums"]
        base, most = self.next, self.next
        for key, value in zip(pairs[::2], pairs[1::2], strict=True):
            self.numbers += [NumberObject(base + int(key)), value.clone(self.writer)]
            most = max(most, base + int(key) + 1)
        for page, copy in zip(reader.pages, self.writer.pages[first:], strict=True):
            if "/StructParents" in page:  # pypdf leaves it out
                copy[NameObject("/StructParents")] = NumberObject(base + int(page["/StructParents"]))
            for note in copy.get("/Annots", []):
                if "/StructParent" in (holder := note.get_object()):
                    holder[NameObject("/StructParent")] = NumberObject(base + int(holder["/StructParent"]))
        self.next = most

    def finish(self) -> None:
        """Put the tree into the document."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject

        if not self.kids:
            return
        tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        place = self.writer._add_object(tree)  # noqa: SLF001 - pypdf has no other way
        whole = DictionaryObject({
            NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/Document"),
            NameObject("/P"): place, NameObject("/K"): ArrayObject(self.kids),
        })  # fmt: skip
        top = self.writer._add_object(whole)  # noqa: SLF001
        for kid in self.kids:
            kid.get_object()[NameObject("/P")] = top
        tree[NameObject("/K")] = ArrayObject([top])
        tree[NameObject("/ParentTree")] = self.writer._add_object(DictionaryObject({NameObject("/Nums"): ArrayObject(self.numbers)}))  # noqa: SLF001
        tree[NameObject("/ParentTreeNextKey")] = NumberObject(self.next)
        self.writer.root_object[NameObject("/StructTreeRoot")] = place


def _stamp(writer: Any, numbers: Any) -> None:
    """Lay each page of ``numbers`` over the page of the same place, as decoration that no screen reader meets."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject

    before, after = DecodedStreamObject(), DecodedStreamObject()
    before.set_data(b"q")
    after.set_data(b"Q /Artifact BMC q /HrNumber Do Q EMC")
    opened, closed = writer._add_object(before), writer._add_object(after)  # noqa: SLF001
    for page, over in zip(writer.pages, numbers.pages, strict=True):
        form = DecodedStreamObject()
        form.set_data(_TAGGED.sub(b"/Artifact BMC", over.get_contents().get_data()))
        form.update({
            NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/FormType"): NumberObject(1), NameObject("/BBox"): ArrayObject(over.mediabox),
            NameObject("/Resources"): over["/Resources"].clone(writer),
        })  # fmt: skip
        resources = DictionaryObject(page["/Resources"].get_object())
        drawn = DictionaryObject(resources.get("/XObject", DictionaryObject()).get_object())
        drawn[NameObject("/HrNumber")] = writer._add_object(form.flate_encode())  # noqa: SLF001
        resources[NameObject("/XObject")] = drawn
        page[NameObject("/Resources")] = resources
        contents = page.raw_get("/Contents")
        inner = contents.get_object()
        held = list(inner) if isinstance(inner, list) else [contents]
        page[NameObject("/Contents")] = ArrayObject([opened, *held, closed])
