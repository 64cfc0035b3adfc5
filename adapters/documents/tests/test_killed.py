"""A store whose process is killed in the middle of keeping is whole: what it told is there,
and no half file lies under an address.
"""

import hashlib
import random
import signal
import subprocess
import sys
import time

import pytest

from lckm_documents.store import FolderDocuments

WRITER = """
import os, sys
from lckm_documents.store import FolderDocuments
store = FolderDocuments(sys.argv[1])
print("ready", flush=True)
while True:
    print(store.keep(os.urandom(100_000)), store.keep(b"shared"), flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_any_instant_it_is_whole_and_goes_on(tmp_path, long_run):
    root, told = tmp_path / "pliki", set()
    for seed in range(10 if long_run else 2):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, root], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate(timeout=60)
        told.update(
            address
            for line in output.splitlines(keepends=True)
            if line.endswith("\n")
            for address in line.split()
        )
        store = FolderDocuments(root)
        store.sweep(())  # takes the lock, and so finishes or clears away what was begun
        assert [address for address in told if store.read(address) is None] == []
        kept = (
            [path for path in (root / "content").rglob("*") if path.is_file()]
            if root.exists()
            else []
        )
        assert [
            path
            for path in kept
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.parent.name + path.name
        ] == []
    assert told
