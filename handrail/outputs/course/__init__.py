"""The Open edX course: a folder of OLX, and the same folder as one file to import.

| below build/course/ | what it is |
|---|---|
| ``course/`` | the OLX: pure XBlocks inline in their units |
| ``course.tar.gz`` | the same, byte for byte the same for the same input |
| ``program.json`` | the phone lines and their day, as ``XBLOCK_SETTINGS["handrail"]`` takes them |
"""

from __future__ import annotations

from handrail_xblocks import olx

from ..base import Output, Report, Request
from .archive import pack
from .files import write_files, write_program
from .structure import course_of, drawings

__all__ = ["OUTPUT"]


def write(request: Request) -> Report:
    """Write the course in the program's first language; family lessons in every language they have."""
    folder = request.folder / "course"
    curriculum = request.curriculum
    olx.write_course(course_of(curriculum), folder)
    write_files(curriculum, folder, drawings(curriculum))
    write_program(curriculum, request.folder / "program.json")
    request.say("packing course.tar.gz")
    count = pack(folder, request.folder / "course.tar.gz")
    return Report(count + 2, "course.tar.gz")


OUTPUT = Output("course", "the Open edX course (OLX)", write, "build/course")
