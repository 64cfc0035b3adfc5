"""Nothing of a file stays: no byte on a disk, and no word in a log."""

import base64
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import create_server

import check_site
import word_documents as documents
from click.testing import CliRunner

from lckm_cli.main import cli

LCKM = (sys.executable, "-c", "from lckm_cli.main import main; main()")
SETTINGS = """
[[adapter]]
use = "lckm_sql:SqlAdapter"
url = "sqlite:///lckm.sqlite"
encryption = false

[[face]]
use = "lckm_word:WordCheckFace"
at = "/opis"
"""
WORD = "Kanarkowa"
NAME = "kanarek.docx"


@contextmanager
def serving(folder: Path):
    """Serve the page alone, with every folder that a program may write to within *folder*."""
    settings = folder / "lckm.toml"
    settings.write_text(SETTINGS, "utf-8")
    with create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    places = {
        name: str(folder / name)
        for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")
    }
    for place in places.values():
        Path(place).mkdir()
    environment = {**os.environ, **places, "LCKM_SETTINGS": str(settings)}
    migrated = CliRunner().invoke(cli, ["migrate", "--settings", str(settings)])
    assert migrated.exit_code == 0, migrated.output
    with (folder / "log.txt").open("wb") as log:
        process = subprocess.Popen(
            [*LCKM, "serve", "--port", str(port)],
            env=environment,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
        try:
            deadline = time.monotonic() + 60
            while True:
                try:
                    ask(port, "GET", "/healthz")
                    break
                except OSError:
                    assert process.poll() is None, (folder / "log.txt").read_text("utf-8")
                    assert time.monotonic() < deadline
                    time.sleep(0.1)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def ask(port: int, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, body, {"Content-Type": kind} if kind else {})
    answer = connection.getresponse()
    found = answer.status, answer.read()
    connection.close()
    return found


def send(port: int, data: bytes) -> tuple[int, bytes]:
    head = (
        f'--grenze\r\nContent-Disposition: form-data; name="file"; filename="{NAME}"\r\n\r\n'
    ).encode()
    body = head + data + b"\r\n--grenze--\r\n"
    return ask(port, "POST", "/opis/", body, "multipart/form-data; boundary=grenze")


def traces(folder: Path, source: bytes, copy: bytes) -> list[str]:
    """Return the files that have any of a document: its words, its bytes, or its name."""
    half = len(source) // 2
    wanted = [WORD.encode(), NAME.encode(), source[half : half + 24], copy[half : half + 24]]
    wanted += [base64.b64encode(copy)[half : half + 24], "Kanarek".encode("utf-16-le")]
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in wanted)
    ]


def test_neither_a_checked_nor_a_refused_file_leaves_a_byte(tmp_path):
    source = check_site.form(
        check_site.HANDS[0], check_site.PROCEDURE, {"title": [], "owner": [WORD]}
    )
    broken = documents.parts(source)
    broken[documents.DOCUMENT] += WORD.encode()
    with serving(tmp_path) as port:
        status, page = send(port, source)
        assert status == 200
        address = page.partition(b";base64,")[2].partition(b'"')[0]
        copy = base64.b64decode(address)
        assert WORD.encode() in documents.parts(copy)[documents.DOCUMENT]
        assert send(port, documents.packed(broken))[0] == 422
        assert send(port, source[: len(source) // 2])[0] == 422
        assert traces(tmp_path, source, copy) == []
    assert traces(tmp_path, source, copy) == []
    log = (tmp_path / "log.txt").read_text("utf-8")
    assert "POST /opis" in log
    assert "kanar" not in log.casefold()

    (tmp_path / "planted").write_bytes(copy)
    assert traces(tmp_path, source, copy) == ["planted"], "the search finds what is there"
