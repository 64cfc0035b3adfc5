"""A mail server and a helpdesk in this process, which get the reports.

What they keep is theirs, and is not searched.
"""

import sys
from types import TracebackType
from typing import Self

from promises.figures import ROOT

sys.path.insert(0, str(ROOT / "adapters" / "smtp" / "tests"))
sys.path.insert(0, str(ROOT / "adapters" / "request-tracker" / "tests"))
from fake_rt import FakeRT
from mail_servers import Act, MailServer


class Peers:
    """Both, from the tests of their adapters."""

    def __enter__(self) -> Self:
        self._mail, self._rt = MailServer(), FakeRT()
        self._rt.start()
        self.smtp, self.desk, self.token = self._mail.port, self._rt.port, self._rt.tokens["files"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._mail.stop()
        self._rt.stop()

    def hold(self) -> None:
        """Say nothing more once the text of a letter has begun, so that a worker has it in hand."""
        self._mail.heard.clear()
        self._mail.acts["DOT"] = Act.HANG

    def holding(self) -> bool:
        """Return whether a worker waits for the answer to a letter."""
        return "DOT" in self._mail.heard

    def let_go(self) -> None:
        """Answer again."""
        self._mail.acts.clear()
        self._mail.cut()

    def counts(self) -> dict[str, int]:
        """Return what came."""
        return {
            "letters at the unit": len(self._mail.came),
            "tickets at the helpdesk": len(self._rt.tickets),
        }
