"""Workers that break the promise, to see that the chaos notices: what their mailer does is as if the worker did it."""

from typing import Any

from lckm_core import Accepted, Answer, Letter, Result, Unknown, impl
from lckm_smtp import SmtpAdapter


class SettlesFirst:
    """Says that a letter is sent, and sends it when the next one comes: what is killed meanwhile is lost."""

    name = "settles-first"

    def __init__(self, **settings: Any) -> None:
        self._mailer = SmtpAdapter(**settings).mailer
        self._waiting: list[Letter] = []

    def send(self, letter: Letter) -> Result:
        """Put a letter aside, and send those put aside before."""
        self._waiting = [one for one in self._waiting if not isinstance(self._mailer.send(one), Accepted)]
        self._waiting.append(letter)
        return Accepted()

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say what the real one says."""
        return self._mailer.find(letter)

    @impl
    def provide_mailer(self) -> "SettlesFirst":
        """Hand over itself."""
        return self


class SendsBlindly:
    """Sends again whatever may have arrived, though nobody can say whether it did."""

    name = "sends-blindly"

    def __init__(self, **settings: Any) -> None:
        self._mailer = SmtpAdapter(**settings).mailer

    def send(self, letter: Letter) -> Result:
        """Send a letter until an answer comes."""
        result: Result = Unknown()
        while isinstance(result, Unknown):
            result = self._mailer.send(letter)
        return result

    def find(self, letter: Letter) -> Answer:
        """Claim to know."""
        return Answer.NOT_THERE

    @impl
    def provide_mailer(self) -> "SendsBlindly":
        """Hand over itself."""
        return self


MAILERS = {
    "": "lckm_smtp:SmtpAdapter",
    "acknowledges-first": "lckm_smtp:SmtpAdapter",
    "settles-first": "promises.chaos.broken:SettlesFirst",
    "sends-blindly": "promises.chaos.broken:SendsBlindly",
}
