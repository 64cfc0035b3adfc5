"""Mail servers of the tests' own, on free ports of this machine; none outlives its test."""

import ssl
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so mail_servers is found by this alone
from mail_servers import SENDER, TO, MailServer, context_of

from lckm_core.delivery import Letter
from lckm_smtp import Sender, SmtpAdapter


@pytest.fixture(scope="session")
def ca() -> trustme.CA:
    """Whom the senders of these tests trust."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(ca: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its certificate, as a file."""
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(path)
    return str(path)


@pytest.fixture(scope="session")
def certificate(ca: trustme.CA) -> ssl.SSLContext:
    """A certificate of this machine, by that authority."""
    return context_of(ca.issue_cert("127.0.0.1"))


@pytest.fixture
def serve() -> Iterator[Callable[..., MailServer]]:
    """What starts a mail server; see :class:`MailServer` for what it takes."""
    started: list[MailServer] = []

    def start(*arguments: Any, **settings: Any) -> MailServer:
        started.append(MailServer(*arguments, **settings))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def make(ca_file: str) -> Iterator[Callable[..., SmtpAdapter]]:
    """What makes an adapter for a server of :func:`serve`; it encrypts, unless told otherwise."""
    made: list[SmtpAdapter] = []

    def adapter(server: MailServer, **settings: Any) -> SmtpAdapter:
        trusts = {} if settings.get("tls") == "none" else {"ca_file": ca_file}
        defaults: dict[str, Any] = {
            "port": server.port,
            "local_hostname": "lckm.uml.lodz.pl",
            "timeout": 10.0,
            "longest": 20.0,
            **trusts,
        }
        made.append(SmtpAdapter("127.0.0.1", SENDER, **(defaults | settings)))
        return made[-1]

    yield adapter
    for each in made:
        each.mailer.close()


@pytest.fixture
def sender_to(make: Callable[..., SmtpAdapter]) -> Callable[..., Sender]:
    """What makes the sender alone."""
    return lambda server, **settings: make(server, **settings).sender


@pytest.fixture
def letter() -> Letter:
    """A letter that nothing is wrong with."""
    return Letter(
        "ZG-2026-000123.0a1b2c3d4e", TO, "[ŁCKM] Zgłoszenie ZG-2026-000123", "Dziura w jezdni.\n"
    )
