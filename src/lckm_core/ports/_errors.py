"""What can be wrong with a set of adapters: each exception names the hook and every adapter concerned, and says what to do."""

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message


class AdapterError(LckmError):
    """Base of what is wrong with adapters. It is the host's program that has to change, not a clerk's file."""


@attrs.frozen(str=False)
class MissingAdapterError(AdapterError):
    """Something is to be done for which no adapter was given."""

    hook: str

    @property
    def message(self) -> Message:
        """Which hook nobody answers."""
        return Message(
            f"Żaden adapter nie daje {self.hook}. Podaj w build(…) taki, który to robi.",
            f"No adapter answers {self.hook}. Give build(…) one that does.",
        )


@attrs.frozen(str=False)
class ConflictingAdaptersError(AdapterError):
    """Several adapters answer a hook that takes one, or use one name that has to be one adapter's."""

    hook: str
    adapters: tuple[str, ...]
    name: str = ""

    @property
    def message(self) -> Message:
        """Which adapters are at odds over what, and what to do in a program."""
        return self.said_with('without(adapter, "{}")')

    def said_with(self, remedy: str) -> Message:
        """Return the same with another way in which all but one leave it to that one; ``{}`` stands for what they leave."""
        kind, _, short = self.hook.partition("_")
        left = remedy.format(short)
        rest = (f" albo pozostałym odbierz to: {left}", f", or take it from the others: {left}")
        who, what = ", ".join(self.adapters), self.hook + (f" ({self.name})" if self.name else "")
        pl, en = rest if kind == "provide" else ("", "")
        return Message(
            f"Do {what} jest kilka adapterów: {who}. Zostaw jeden{pl}.",
            f"Several adapters answer {what}: {who}. Keep one{en}.",
        )


@attrs.frozen(str=False)
class DuplicateAdapterError(AdapterError):
    """Two adapters have one name."""

    name: str

    @property
    def message(self) -> Message:
        """Which name is taken twice."""
        return Message(
            f"Dwa adaptery mają nazwę {self.name}. Nadaj jednemu inną (atrybut name) albo podaj go raz.",
            f"Two adapters are called {self.name}. Give one another name (attribute name), or pass it once.",
        )


@attrs.frozen(str=False)
class UnknownHookError(AdapterError):
    """An adapter marks a method as the answer to a hook that does not exist."""

    adapter: str
    hook: str
    near: str = ""

    @property
    def message(self) -> Message:
        """Which hook there is not, and which may be meant."""
        hint = (
            (f" Czy chodzi o {self.near}?", f" Did you mean {self.near}?")
            if self.near
            else ("", "")
        )
        return Message(
            f"Adapter {self.adapter} odpowiada na {self.hook}, a takiego haka nie ma.{hint[0]}",
            f"Adapter {self.adapter} answers {self.hook}, but there is no such hook.{hint[1]}",
        )


@attrs.frozen(str=False)
class NotProvidedError(AdapterError):
    """An adapter is to leave to another what it does not provide itself."""

    adapter: str
    name: str
    provides: tuple[str, ...]
    near: str = ""

    @property
    def message(self) -> Message:
        """What there is not, which may be meant, and what it provides."""
        hint = (
            (f" Czy chodzi o {self.near}?", f" Did you mean {self.near}?")
            if self.near
            else ("", "")
        )
        provides = ", ".join(self.provides)
        return Message(
            f"Adapter {self.adapter} nie dostarcza {self.name}.{hint[0]} Dostarcza: {provides or 'niczego'}.",
            f"Adapter {self.adapter} does not provide {self.name}.{hint[1]} It provides: {provides or 'nothing'}.",
        )


@attrs.frozen(str=False)
class UnusableAdapterError(AdapterError):
    """What was given cannot be an adapter: a class in place of an object, a hook's answer that asks for arguments."""

    adapter: str
    because: Message

    @property
    def message(self) -> Message:
        """Why it cannot be used."""
        return Message(
            f"{self.adapter} nie może być adapterem: {self.because.pl}.",
            f"{self.adapter} cannot be an adapter: {self.because.en}.",
        )


@attrs.frozen(str=False)
class AdapterProtocolError(AdapterError):
    """What an adapter hands over lacks something that the port's protocol has."""

    adapter: str
    hook: str
    wanted: str
    lacks: tuple[str, ...] = ()

    @property
    def message(self) -> Message:
        """What is missing."""
        lacks = ", ".join(self.lacks)
        return Message(
            f"Adapter {self.adapter} daje w {self.hook} coś, co nie jest {self.wanted}"
            + (f": brakuje {lacks}." if lacks else "."),
            f"Adapter {self.adapter} hands over for {self.hook} something that is no {self.wanted}"
            + (f": it lacks {lacks}." if lacks else "."),
        )


@attrs.frozen(str=False)
class BrokenEntryPointError(AdapterError):
    """An installed adapter cannot be imported or made."""

    entry_point: str
    distribution: str
    because: str

    @property
    def message(self) -> Message:
        """Which distribution is at fault, and why."""
        return Message(
            f"Nie da się wczytać adaptera {self.entry_point} z pakietu {self.distribution}: {self.because}. "
            "Popraw instalację albo odinstaluj ten pakiet.",
            f"The adapter {self.entry_point} of {self.distribution} cannot be loaded: {self.because}. Mend the "
            "installation or uninstall that package.",
        )
