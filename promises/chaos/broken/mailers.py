"""Mailers that break the promise: what they do is as if the worker did it."""

from collections.abc import Collection
from typing import Any

import attrs

from lckm_core import impl
from lckm_core.delivery import (
    Accepted,
    Answer,
    Letter,
    Result,
    Unknown,
)
from lckm_smtp import SmtpAdapter


class SettlesFirst:
    """Says that a letter is sent, and sends it with the next: a kill meanwhile loses it."""

    name = "settles-first"

    def __init__(self, **settings: Any) -> None:
        self._mailer = SmtpAdapter(**settings).mailer
        self._waiting: list[Letter] = []

    def send(self, letter: Letter) -> Result:
        """Put a letter aside, and send those put aside before."""
        self._waiting = [
            one for one in self._waiting if not isinstance(self._mailer.send(one), Accepted)
        ]
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


class _Wrong:
    """Base of those that do it right but for some letters."""

    name = "wrong"

    def __init__(self, **settings: Any) -> None:
        self._mailer = SmtpAdapter(**settings).mailer

    def send(self, letter: Letter) -> Result:
        """Send a letter."""
        return self._mailer.send(letter)

    def find(self, letter: Letter) -> Accepted | Answer:
        """Say what the real one says."""
        return self._mailer.find(letter)

    @impl
    def provide_mailer(self) -> "_Wrong":
        """Hand over itself."""
        return self


class MixesLetters(_Wrong):
    """Sends the text of the letter before."""

    _before = "Dzień dobry.\n"

    def send(self, letter: Letter) -> Result:
        """Send a letter with another's text."""
        text, self._before = self._before, letter.text
        return super().send(attrs.evolve(letter, text=text))


class DropsContact(_Wrong):
    """Leaves out the contact data that a route asks for."""

    def send(self, letter: Letter) -> Result:
        """Send a letter without them."""
        return super().send(
            attrs.evolve(letter, text=letter.text.partition("\nDane do kontaktu")[0] + "\n")
        )


class TellsContact(_Wrong):
    """Tells every unit something of a person."""

    def send(self, letter: Letter) -> Result:
        """Send a letter with a mark in it."""
        return super().send(attrs.evolve(letter, text=letter.text + "qxbcdfghjklmnprs\n"))


class SwallowsNotices(_Wrong):
    """Says that a notice is sent, and does not send it."""

    def send(self, letter: Letter) -> Result:
        """Send a letter, unless it is a notice."""
        return Accepted() if letter.key.endswith("-notice") else super().send(letter)


class RepeatsNotices(_Wrong):
    """Sends every notice twice."""

    def send(self, letter: Letter) -> Result:
        """Send a letter; a notice again."""
        result = super().send(letter)
        return super().send(letter) if letter.key.endswith("-notice") else result


MAILERS = {
    "settles-first": SettlesFirst,
    "sends-blindly": SendsBlindly,
    "mixes-letters": MixesLetters,
    "drops-contact": DropsContact,
    "tells-contact": TellsContact,
    "swallows-notices": SwallowsNotices,
    "repeats-notices": RepeatsNotices,
}


def mailer_of(broken: Collection[str]) -> str:
    """Return the mailer of the settings: the real one, unless it is to be broken."""
    found = (f"{__name__}:{mailer.__name__}" for name, mailer in MAILERS.items() if name in broken)
    return next(found, "lckm_smtp:SmtpAdapter")
