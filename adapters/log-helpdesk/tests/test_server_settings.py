"""Each setting of a mail server reaches it from every adapter that sends by one."""

import attrs
import pytest

from lckm_log_helpdesk import LogHelpdeskAdapter
from lckm_smtp import SmtpAdapter, SmtpServer

SERVER = {
    "host": "mail.example.org",
    "sender": "LCKM <lckm@example.org>",
    "port": 2525,
    "tls": "implicit",
    "username": "lckm",
    "password": "a made-up password",
    "ca_file": "authorities.pem",
    "timeout": 7.0,
    "longest": 70.0,
    "idle": 3.0,
    "local_hostname": "lckm.example.org",
}


def test_no_setting_is_left_out_here():
    assert SERVER.keys() == {field.name for field in attrs.fields(SmtpServer)}
    defaults = {field.name: field.default for field in attrs.fields(SmtpServer)}
    assert [name for name in SERVER if defaults[name] == SERVER[name]] == []


@pytest.mark.parametrize(
    ("adapter", "others"),
    [(SmtpAdapter, {}), (LogHelpdeskAdapter, {"to": "it@example.org", "honours_keys": True})],
)
def test_each_setting_is_handed_on(adapter, others, monkeypatch):
    made = []

    def make(**settings):
        made.append(SmtpServer(**settings))
        return made[-1]

    monkeypatch.setattr(f"{adapter.__module__}.SmtpServer", make)
    adapter(**SERVER, **others)
    assert [attrs.asdict(server) for server in made] == [SERVER]
