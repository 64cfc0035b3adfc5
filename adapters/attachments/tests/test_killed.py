"""A store whose process is killed in the middle of keeping is whole: no half file under an address, no list that cannot be read."""

import hashlib
import random
import signal
import subprocess
import sys
import time

import pytest

from lckm_attachments.storing import FolderDocuments

WRITER = """
import os, sys
from lckm_attachments.storing import FolderDocuments
store = FolderDocuments(sys.argv[1])
number = int(sys.argv[2])
print("ready", flush=True)
while True:
    number += 1
    addresses = [store.keep(os.urandom(100_000)), store.keep(b"shared")]
    store.hold("KA-01379", number, {"a.pdf": addresses[0], "b.pdf": addresses[1]})
    print(number, flush=True)
"""
ROUNDS = 8


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_killed_at_any_instant_it_is_whole_and_goes_on(tmp_path):
    root, held = tmp_path / "pliki", 0
    for seed in range(ROUNDS):
        begin = 1000 * seed  # each round has numbers of its own: the one it was killed in may be held, or not
        process = subprocess.Popen([sys.executable, "-c", WRITER, root, str(begin)], stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        told, _ = process.communicate(timeout=60)
        done = [int(line) for line in told.splitlines()]
        held += len(done)
        store = FolderDocuments(root)
        store.sweep()  # takes the lock, and so finishes or clears away what was begun
        for number in done:
            for address in store.held("KA-01379", number).values():
                store.open(address).close()
            assert set(store.held("KA-01379", number)) == {"a.pdf", "b.pdf"}
        kept = [path for path in (root / "content").rglob("*") if path.is_file()] if root.exists() else []
        assert [
            path for path in kept if hashlib.sha256(path.read_bytes()).hexdigest() != path.parent.name + path.name
        ] == []
    assert held > 0
