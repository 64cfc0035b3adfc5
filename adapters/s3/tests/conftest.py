"""An S3 server, and for each test buckets of its own in it."""

import itertools
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

sys.path.insert(
    0, str(Path(__file__).parent)
)  # tests are imported by path, so their helpers are found by this alone
from lckm_s3 import S3Adapter, S3Attachments

_NUMBERS = itertools.count(1)
logging.getLogger("werkzeug").setLevel(logging.WARNING)  # the server of the tests


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """The address of an S3 server that runs."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


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


@pytest.fixture(params=[True, False], ids=["versioned", "plain"])
def files(request: Any, make: Callable[..., S3Attachments]) -> S3Attachments:
    """A store without files, in a bucket with versions and in one without."""
    return make(versioned=request.param, prefix="lckm/")
