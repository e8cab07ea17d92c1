"""Sign-offs: who checked exactly which text, what every output says of it, and what may reach a participant.

| file | holds |
|---|---|
| ``label`` | the one sentence that pages, slides, sheets, blocks and packages carry |
| ``book`` | ``signoff.yml``: reading and writing it |
| ``text`` | what is signed: the parts of a text, each with its hash |
| ``standing`` | how a text stands to its sign-off: signed, lapsed, unsigned |
| ``gate`` | what ``--for-participants`` refuses, and waivers |
| ``status``, ``show`` | what is ready and what to do next |
| ``commands`` | ``handrail sign`` and ``handrail status`` |

Blocks in an LMS use ``label`` alone.
"""
