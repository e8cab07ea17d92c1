"""Where a site or a learning system is reached. Codes on paper lead people there, so nobody on the way may read or change what they see."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from pydantic import AfterValidator, ValidationInfo

from .base import Misfit

__all__ = ["Encrypted", "is_exposed"]

_NEAR = ("local", "localhost", "internal", "lan", "home.arpa")
"""Names end so that only this computer or the clinic's own network knows."""


def is_exposed(address: str) -> bool:
    """Whether an address leads over the internet without encryption.

    ``http://`` is for this computer and a clinic's own network: a private number, a name of one word, or one that ends as such names do.
    """
    if not address.startswith("http://"):
        return False
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # a bracket that does not close
        return True
    try:
        return not ip_address(host).is_private
    except ValueError:
        one_word = "." not in host and host[:1].isalpha()  # 134744072 is 8.8.8.8
        return not (one_word or host.endswith(tuple(f".{end}" for end in _NEAR)))


def _encrypted(address: str, info: ValidationInfo) -> str:
    if is_exposed(address):
        msg = (
            f'"{info.field_name}" is {address}, without encryption: anybody on the way there could see which page a person opens, and '
            "change what it says. Write https:// (docs/web-server.md), or leave it empty until the server has a certificate: paper then "
            "carries no codes. http:// is for this computer and a clinic's own network."
        )
        raise Misfit(msg)
    return address


Encrypted = AfterValidator(_encrypted)
"""For an address that :func:`is_exposed` may not find exposed."""
