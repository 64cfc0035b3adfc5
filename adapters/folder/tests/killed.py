"""Kills a writer, as SIGKILL does, before its steps, and looks at what is left each time.

Run as a program of its own: it forks, which a program with threads must not. Told a folder and
how many steps lie between two kills; prints before how many steps it looked.
"""

import os
import shutil
import signal
import sys
from pathlib import Path

import attrs

from lckm_core.delivery import Letter
from lckm_core.ports import EditionChange
from lckm_core.publication import State
from lckm_folder import FolderAdapter, FolderMailer, atomic_folder as folder
from lckm_testing.contracts.samples import editions

_LETTER = Letter("ZG-1.0a1b2c3d4e", "zgloszenia@uml.lodz.pl", "[ŁCKM] Zgłoszenie", "Treść\n")
_PATIENCE = 200


class Steps:
    """Counts what a writer does to the disk, and kills it before the step of a number."""

    def __init__(self, last: int) -> None:
        self.left = last

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, holder: object, name: str) -> None:
        real = getattr(holder, name)

        def counted(*given: object, **named: object) -> object:
            self.step()
            return real(*given, **named)

        setattr(holder, name, counted)

    def watch(self) -> None:
        """Count each change of a name and each synchronisation, and what is half written."""
        for holder, name in ((os, "fsync"), (Path, "replace"), (Path, "unlink"), (Path, "mkdir")):
            self.before(holder, name)
        whole = folder._write_through

        def torn(path: Path, content: bytes) -> None:
            self.step()
            path.write_bytes(content[: len(content) // 2])
            self.step()
            whole(path, content)

        folder._write_through = torn


def deaths(act, check, apart: int) -> int:
    """Let a child do *act* and die before its first step, and so many on …, and *check* what
    it left, until it lives.
    """
    for last in range(1, _PATIENCE, apart):
        child = os.fork()
        if child == 0:
            Steps(last).watch()
            act()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        check(done=not os.WIFSIGNALED(status))
        if not os.WIFSIGNALED(status):
            assert os.waitstatus_to_exitcode(status) == 0
            return last - 1
    raise AssertionError("it never came to its end")


def kill_saving(root: Path, apart: int) -> int:
    first, second, *_ = editions()
    other = editions("KA-00002")[0]
    new = attrs.evolve(first, state=State.CHECKED)
    changes = [EditionChange(new, first), EditionChange(second), EditionChange(other)]

    def start() -> None:
        shutil.rmtree(root, ignore_errors=True)
        FolderAdapter(root).procedures.save([EditionChange(first)])

    def check(*, done: bool) -> None:
        store = FolderAdapter(root).procedures
        kept = [list(store.editions("KA-00001")), list(store.editions("KA-00002"))]
        before, after = [[first], []], [[new, second], [other]]
        assert kept == after or (kept == before and not done), kept
        assert list(store.ids()) == (["KA-00001", "KA-00002"] if kept == after else ["KA-00001"])
        assert leftovers(root) == []
        if kept == before:
            # Whoever comes next can do it.
            store.save(changes)
            assert list(store.editions("KA-00001")) == [new, second]
        start()

    start()
    return deaths(lambda: FolderAdapter(root).procedures.save(changes), check, apart)


def kill_sending(root: Path, apart: int) -> int:
    def check(*, done: bool) -> None:
        mailer = FolderMailer(root)
        found = mailer.find(_LETTER)
        mails = list(root.rglob("*.eml"))
        assert len(mails) == (found != "not there")
        assert mails or not done
        assert leftovers(root) == []
        mailer.send(_LETTER)
        assert len(list(root.rglob("*.eml"))) == 1
        shutil.rmtree(root)

    return deaths(lambda: FolderMailer(root).send(_LETTER), check, apart)


def leftovers(root: Path) -> list[str]:
    return [
        path.name for path in root.rglob("*") if ".lckm-" in path.name and path.name != ".lckm-lock"
    ]


if __name__ == "__main__":
    _where, _apart = Path(sys.argv[1]), int(sys.argv[2])
    print(kill_saving(_where / "base", _apart), kill_sending(_where / "mail", _apart))
