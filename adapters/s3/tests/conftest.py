"""An S3 server, and for each test buckets of its own in it."""

import itertools
import logging
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import boto3.session
import pytest
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from lckm_s3 import S3Adapter, S3Attachments

_Session = boto3.session.Session
_NUMBERS = itertools.count(1)
logging.getLogger("werkzeug").setLevel(logging.WARNING)  # the server of the tests


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """The address of an S3 server that runs."""
    backend, taking_turns = DomainDispatcherApplication(create_backend_app), Lock()

    def answer(environ: Any, start_response: Any) -> Any:
        # S3 does each request whole; two at once, moto may lose what a third looks for.
        with taking_turns:
            return backend(environ, start_response)

    server = make_server("127.0.0.1", 0, answer, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()


@pytest.fixture(scope="module", autouse=True)
def loaded_once() -> Iterator[None]:
    """What botocore knows of services is read once: each client of ours begins a session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("boto3.session.Session", _session)
        yield


@cache
def _session() -> boto3.session.Session:
    return _Session()


@pytest.fixture
def make(url: str) -> Callable[..., S3Attachments]:
    """What makes a bucket and a store in it."""

    def made(*, versioned: bool = True, prefix: str = "", locked: bool = False) -> S3Attachments:
        bucket = f"test-{next(_NUMBERS)}"
        store = S3Adapter(
            url=url,
            bucket=bucket,
            access_key="lckm",
            secret_key="secret",
            prefix=prefix,
            plain_http=True,
        ).attachments
        options = {"ObjectLockEnabledForBucket": True} if locked else {}
        store._client.create_bucket(Bucket=bucket, **options)
        if versioned:
            store._client.put_bucket_versioning(
                Bucket=bucket, VersioningConfiguration={"Status": "Enabled"}
            )
        return store

    return made


PLAIN = pytest.mark.slow(
    reason="a bucket without versions; one with them, and test_erasing.py in either, stand for it"
)


@pytest.fixture(
    params=[pytest.param(True, id="versioned"), pytest.param(False, id="plain", marks=PLAIN)]
)
def files(request: Any, make: Callable[..., S3Attachments]) -> S3Attachments:
    """A store without files, in a bucket with versions and in one without."""
    return make(versioned=request.param, prefix="lckm/")
