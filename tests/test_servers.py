"""The ready settings for web servers: the same headers in each, and logs that name nobody."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

SERVERS = Path(__file__).resolve().parents[1] / "docs" / "servers"
SET = {
    "nginx.conf": re.compile(r'add_header ([\w-]+) "([^"]+)"'),
    "Caddyfile": re.compile(r'^\t\t([\w-]+) "([^"]+)"$', re.MULTILINE),
    "apache.conf": re.compile(r'Header always set ([\w-]+) "([^"]+)"'),
}
NEEDED = {
    "Content-Security-Policy", "Referrer-Policy", "Permissions-Policy", "X-Content-Type-Options", "Strict-Transport-Security",
    "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control",
}  # fmt: skip


def headers(name: str) -> dict[str, str]:
    return dict(SET[name].findall((SERVERS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", list(SET))
def test_each_server_sends_the_same_headers(name: str) -> None:
    """What one server sends, all send: framing, referrers and permissions are off, pages are asked for anew."""
    assert set(headers(name)) == NEEDED
    assert headers(name) == headers("nginx.conf")
    assert "frame-ancestors 'none'" in headers(name)["Content-Security-Policy"]
    assert headers(name)["Referrer-Policy"] == "no-referrer"


def test_logs_hold_no_address_and_no_query() -> None:
    """The formats name the path alone: no full address, query, referrer or browser; all of it is gone after 7 days."""
    nginx = (SERVERS / "nginx.conf").read_text(encoding="utf-8")
    line = re.search(r"log_format handrail '([^']+)'", nginx)
    assert line
    assert set(re.findall(r"\$\w+", line[1])) == {"$hr_place", "$time_local", "$request_method", "$uri", "$status", "$body_bytes_sent"}
    apache = re.search(r'LogFormat "(.+)" handrail', (SERVERS / "apache.conf").read_text(encoding="utf-8"))
    assert apache
    assert set(re.findall(r"%>?[A-Za-z]", apache[1])) == {"%t", "%m", "%U", "%>s", "%B"}
    caddy = (SERVERS / "Caddyfile").read_text(encoding="utf-8")
    assert "remote_ip ip_mask 16 32" in caddy
    assert "request>headers delete" in caddy
    assert "168h" in caddy
    assert "maxage 7" in (SERVERS / "logrotate").read_text(encoding="utf-8")
