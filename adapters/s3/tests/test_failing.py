"""A store that fails is never taken for one without files; the settings."""

import socket
import ssl
import time

import pytest
import trustme
from answering import scripted

from lckm_core import build
from lckm_core.errors import InvalidSettingError
from lckm_s3 import S3Adapter, S3Error

SETTINGS = {
    "url": "https://s3.uml.lodz.pl",
    "bucket": "lckm",
    "access_key": "lckm",
    "secret_key": "VERY-secret",
}
ERROR = "<Error><Code>{}</Code><Message>Jan Kowalski</Message></Error>"


def _store(url, **settings):
    asked = {"plain_http": True, "timeout": 5, "connect_timeout": 1}
    return S3Adapter(**{**SETTINGS, **asked, "url": url, **settings}).attachments


def _fails(store):
    """Return the codes of reading, destroying and listing, which all have to fail."""
    codes = []
    for act in (lambda: store.read("A-1"), lambda: store.destroy(["A-1"])):
        with pytest.raises(S3Error) as caught:
            act()
        codes.append(caught.value.code)
        text = caught.value.text("pl") + caught.value.text("en") + repr(caught.value)
        assert "Kowalski" not in text
        assert "VERY" not in text
        assert caught.value.__cause__ is None
        assert caught.value.__suppress_context__
    assert store.missing(["A-1"]) == ["A-1"]
    return codes


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (503, ERROR.format("SlowDown"), "SlowDown"),
        (403, ERROR.format("AccessDenied"), "AccessDenied"),
        (404, ERROR.format("NoSuchBucket"), "NoSuchBucket"),
        (404, "<html>not here</html>", "unknown"),
        (500, ERROR.format("Jan Kowalski"), "unknown"),
        (400, "", "400"),
    ],
)
def test_a_failing_store_is_not_an_empty_one(status, body, code):
    with scripted(status, body.encode()) as (url, _):
        assert _fails(_store(url)) == [code] * 2


def test_a_missing_bucket_is_not_an_empty_one(make):
    store = make()
    store._client.delete_bucket(Bucket=store._bucket)
    assert _fails(store) == ["NoSuchBucket"] * 2


@pytest.mark.parametrize("listens", [True, False])
def test_nobody_answers(listens):
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        if not listens:
            server.close()
        assert _fails(_store(url, timeout=1)) == ["NoReply"] * 2


def test_one_who_drips_is_not_waited_for():
    with scripted(200, b"x" * (1 << 22), drips=True) as (url, _):
        begun = time.monotonic()
        with pytest.raises(S3Error, match="NoReply"):
            _store(url, timeout=1).read("A-1")
        assert time.monotonic() - begun < 5


def test_only_to_a_certificate_that_is_trusted(tmp_path):
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(tls)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    with scripted(200, b"data", tls=tls) as (url, asked):
        with pytest.raises(S3Error, match="NoReply"):
            _store(url).read("A-1")
        assert asked == []
        assert _store(url, ca_file=str(tmp_path / "ca.pem")).read("A-1") == b"data"


def test_the_environment_leads_nowhere_else(monkeypatch):
    """Neither its proxy, nor its address, nor its key."""
    with scripted(200, b"data") as (url, asked), scripted(200, b"other") as (other, strayed):
        for name in ("HTTP_PROXY", "http_proxy", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"):
            monkeypatch.setenv(name, other)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "other")
        assert _store(url).read("A-1") == b"data"
        assert asked == ["GET /lckm/A-1"]
        assert strayed == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://s3.uml.lodz.pl"),
        ("url", "https://user@s3.uml.lodz.pl"),
        ("url", "https://s3.uml.lodz.pl/lckm"),
        ("url", "s3.uml.lodz.pl"),
        ("bucket", "ŁCKM"),
        ("bucket", "a/b"),
        ("prefix", "lckm"),
        ("prefix", "../"),
        ("access_key", ""),
        ("secret_key", "VERY secret"),
        ("timeout", 0),
        ("timeout", 1),
    ],
)
def test_invalid_settings_are_refused_without_the_key(name, value):
    with pytest.raises(InvalidSettingError) as caught:
        S3Adapter(**{**SETTINGS, name: value})
    assert caught.value.text("en").startswith(f"{name}: ")
    assert "VERY" not in caught.value.text("en") + repr(caught.value)


def test_it_fits():
    assert build(S3Adapter(**SETTINGS)).adapters == ("s3",)


def test_each_request_is_sent_once():
    """Files are read while a delivery is leased, so the time for it must not be doubled."""
    with scripted(503, ERROR.format("SlowDown").encode()) as (url, asked):
        with pytest.raises(S3Error):
            _store(url).read("A-1")
        assert asked == ["GET /lckm/A-1"]
