"""Connections to PostgreSQL that leave this machine are encrypted, to a server whose
certificate is checked, unless the URL says otherwise.
"""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from os import chown
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import text
from sqlalchemy.engine import make_url

from lckm_core.errors import InvalidSettingError
from lckm_sql import SqlAdapter, StoreUnavailableError
from lckm_sql.database_url import parse_url, sslmode_of
from tests.helpers.private_postgresql import PostgresServer, programs

FULL = "verify-full"


@pytest.mark.parametrize(
    ("rest", "environment", "mode"),
    [
        ("db.example.org/lckm", {}, FULL),
        ("db.example.org:5433/lckm", {}, FULL),
        ("10.0.0.7/lckm", {}, FULL),
        ("[2001:db8::7]/lckm", {}, FULL),
        ("localhost.example.org/lckm", {}, FULL),
        ("/lckm?host=db.example.org", {}, FULL),
        ("/lckm?host=localhost:5432&host=db.example.org:5432", {}, FULL),
        ("/lckm?host=localhost,db.example.org", {}, FULL),
        ("db.example.org/lckm?hostaddr=127.0.0.1", {}, FULL),
        ("localhost/lckm?hostaddr=10.0.0.7", {}, FULL),
        ("localhost/lckm?service=city", {}, FULL),
        ("/lckm", {"PGHOST": "db.example.org"}, FULL),
        ("localhost/lckm", {"PGHOSTADDR": "10.0.0.7"}, FULL),
        ("/lckm", {"PGSERVICE": "localhost"}, FULL),
        ("db.example.org/lckm", {"PGSSLMODE": "disable"}, FULL),
        ("db.example.org/lckm?sslmode=disable", {}, None),
        ("db.example.org/lckm?sslmode=verify-ca", {}, None),
        ("/lckm", {}, None),
        ("/lckm?host=/var/run/postgresql", {}, None),
        ("localhost:5433/lckm", {"PGHOST": "db.example.org"}, None),
        ("127.0.0.1/lckm", {}, None),
        ("[::1]:5433/lckm", {}, None),
        ("/lckm?host=localhost:5432&host=127.0.0.2:5432", {}, None),
        ("/lckm", {"PGHOST": "/run/postgresql", "PGHOSTADDR": "127.0.0.1"}, None),
    ],
)
def test_what_is_asked_for(rest: str, environment: dict[str, str], mode: str | None) -> None:
    assert sslmode_of(make_url(f"postgresql+psycopg://lckm@{rest}"), environment) == mode


@pytest.mark.parametrize("port", ["port", "5432a", "５４３２x"])
def test_a_port_that_is_no_number_is_said_without_the_password(port: str) -> None:
    with pytest.raises(InvalidSettingError) as raised:
        parse_url(f"postgresql://lckm:tajne@db.example.org:{port}/lckm")
    assert "tajne" not in f"{raised.value}"


def with_tls() -> Path | None:
    """Return the folder of a PostgreSQL that can encrypt: the wheel's cannot."""
    for folder in programs():
        said = subprocess.run(
            [folder / "pg_config", "--configure"], capture_output=True, text=True, check=False
        )
        if "openssl" in said.stdout:
            return folder
    return None


@pytest.fixture(scope="module")
def encrypting() -> Iterator[PostgresServer]:
    """A server with a certificate for db.example.org."""
    found = with_tls()
    if found is None:
        pytest.skip(
            "NO POSTGRESQL THAT ENCRYPTS HERE: install Debian's, or checking its certificate is "
            "not tried"
        )
    # Not in pytest's folder: each run of pytest shuts that again to all others, and root's server
    # is another user's.
    with TemporaryDirectory(prefix="lckm-tls-") as name:
        folder = Path(name) / "server"
        settings = {"ssl": "on", "ssl_cert_file": f"{folder}/crt", "ssl_key_file": f"{folder}/key"}
        server = PostgresServer(folder, found, settings)
        certify(folder)
        server.start()
        yield server
        server.stop()


def certify(folder: Path) -> None:
    """Write a key, and a certificate signed with it, as the folder's owner."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "db.example.org")])
    unsigned = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    )
    unsigned = unsigned.serial_number(x509.random_serial_number())
    unsigned = unsigned.not_valid_before(now - timedelta(days=1)).not_valid_after(
        now + timedelta(days=1)
    )
    unsigned = unsigned.add_extension(
        x509.SubjectAlternativeName([x509.DNSName("db.example.org")]), critical=False
    )
    signed = unsigned.sign(key, hashes.SHA256())
    plain = serialization.NoEncryption()
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    owner = folder.stat()
    for file, data in {
        "crt": signed.public_bytes(pem),
        "key": key.private_bytes(pem, form, plain),
    }.items():
        path = folder / file
        path.touch(mode=0o600)
        path.write_bytes(data)
        chown(path, owner.st_uid, owner.st_gid)


def url_of(server: PostgresServer, name: str, certificate: Path) -> str:
    return f"{server.url()}&hostaddr=127.0.0.1&sslrootcert={certificate}".replace(
        "@127.0.0.1:", f"@{name}:"
    )


@pytest.mark.slow(reason="a server of its own; what is asked for is tried in every change")
def test_it_is_encrypted_unasked_and_no_other_certificate_is_taken(
    encrypting: PostgresServer, tmp_path: Path
) -> None:
    trusted = tmp_path / "trusted"
    trusted.write_bytes((encrypting.folder / "crt").read_bytes())
    adapter = SqlAdapter(url=url_of(encrypting, "db.example.org", trusted))
    with adapter.database.reading() as connection:
        query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert connection.execute(text(query)).scalar() is True
    adapter.close()
    (tmp_path / "own").mkdir()
    certify(tmp_path / "own")
    with pytest.raises(InvalidSettingError):
        SqlAdapter(url=url_of(encrypting, "db.example.org", tmp_path / "none"))
    for name, certificate in (
        ("other.example.org", trusted),
        ("db.example.org", tmp_path / "own" / "crt"),
    ):
        refused = SqlAdapter(url=url_of(encrypting, name, certificate), timeout=2)
        with pytest.raises(StoreUnavailableError):
            refused.reports.get("Z")
        refused.close()


@pytest.mark.parametrize("url", ["sqlite://data/reports.sqlite", "sqlite://reports.sqlite"])
def test_two_slashes_are_told_from_three(url: str) -> None:
    with pytest.raises(InvalidSettingError, match=r"^url: .*sqlite:///data/reports\.sqlite"):
        SqlAdapter(url=url)


def test_a_missing_driver_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(InvalidSettingError, match=r"^url: .*lckm-sql\[postgresql\]") as refused:
        SqlAdapter(url="postgresql://lckm:hidden@db.example.org/lckm")
    assert "hidden" not in str(refused.value)
