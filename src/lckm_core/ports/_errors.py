"""What can be wrong with a set of adapters, with the hook and every adapter concerned."""

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message, did_you_mean


class AdapterError(LckmError):
    """Base of the errors about adapters: the host's program has to change, not a clerk's file."""


@attrs.frozen(str=False)
class MissingAdapterError(AdapterError):
    """Something needs an adapter that was not given."""

    hook: str

    pl = "Żaden adapter nie daje {hook}. Podaj w build(…) taki, który to robi."
    en = "No adapter answers {hook}. Give build(…) one that does."


@attrs.frozen(str=False)
class ConflictingAdaptersError(AdapterError):
    """Several adapters answer a hook that takes one, or use one name that must be unique."""

    hook: str
    adapters: tuple[str, ...]
    name: str = ""

    @property
    def message(self) -> Message:
        """Which adapters conflict over what, and what to change in a program."""
        return self.message_with('exclude_ports(adapter, "{}")')

    def message_with(self, remedy: str) -> Message:
        """Return the message with another *remedy*, in which ``{}`` stands for the port."""
        kind, _, short = self.hook.partition("_")
        adapters = ", ".join(self.adapters)
        subject = f"{self.hook} ({self.name})" if self.name else self.hook
        pl, en = "", ""
        if kind == "provide":
            pl = f" albo pozostałym odbierz to: {remedy.format(short)}"
            en = f", or take it from the others: {remedy.format(short)}"
        return Message(
            f"Do {subject} jest kilka adapterów: {adapters}. Zostaw jeden{pl}.",
            f"Several adapters answer {subject}: {adapters}. Keep one{en}.",
        )


@attrs.frozen(str=False)
class DuplicateAdapterError(AdapterError):
    """Two adapters have one name."""

    name: str

    pl = "Dwa adaptery mają nazwę {name}. Nadaj jednemu inną (atrybut name) albo podaj go raz."
    en = "Two adapters are called {name}. Give one another name (attribute name), or pass it once."


@attrs.frozen(str=False)
class UnknownHookError(AdapterError):
    """An adapter marks a method as the answer to a hook that does not exist."""

    adapter: str
    hook: str
    near: str = ""

    pl = "Adapter {adapter} odpowiada na {hook}, a takiego haka nie ma.{hint.pl}"
    en = "Adapter {adapter} answers {hook}, but there is no such hook.{hint.en}"

    @property
    def hint(self) -> Message:
        """The question whether a similar hook is meant; empty where none is similar."""
        return did_you_mean(self.near)


@attrs.frozen(str=False)
class NotProvidedError(AdapterError):
    """A port was excluded that the adapter does not provide."""

    adapter: str
    name: str
    provides: tuple[str, ...]
    near: str = ""

    @property
    def message(self) -> Message:
        """What the adapter does not provide, what may be meant, and what it provides."""
        hint = did_you_mean(self.near)
        provides = ", ".join(self.provides)
        return Message(
            f"Adapter {self.adapter} nie dostarcza {self.name}.{hint.pl} "
            f"Dostarcza: {provides or 'niczego'}.",
            f"Adapter {self.adapter} does not provide {self.name}.{hint.en} "
            f"It provides: {provides or 'nothing'}.",
        )


@attrs.frozen(str=False)
class UnusableAdapterError(AdapterError):
    """An object cannot be an adapter, such as a class or a hook that asks for arguments."""

    adapter: str
    because: Message

    @property
    def message(self) -> Message:
        """Why not; the reason may be another's sentence, with its full stop."""
        pl, en = (text.removesuffix(".") for text in self.because)
        return Message(
            f"{self.adapter} nie może być adapterem: {pl}.",
            f"{self.adapter} cannot be an adapter: {en}.",
        )


@attrs.frozen(str=False)
class AdapterProtocolError(AdapterError):
    """A handed-over object lacks something of the port's protocol."""

    adapter: str
    hook: str
    wanted: str
    lacks: tuple[str, ...] = ()

    @property
    def message(self) -> Message:
        """What is missing."""
        lacks = ", ".join(self.lacks)
        pl = f": brakuje {lacks}" if lacks else ""
        en = f": it lacks {lacks}" if lacks else ""
        return Message(
            f"Adapter {self.adapter} daje w {self.hook} coś, co nie jest {self.wanted}{pl}.",
            f"Adapter {self.adapter} hands over for {self.hook} something that is no "
            f"{self.wanted}{en}.",
        )


@attrs.frozen(str=False)
class BrokenEntryPointError(AdapterError):
    """An installed adapter cannot be imported or created."""

    entry_point: str
    distribution: str
    because: str

    pl = (
        "Nie da się wczytać adaptera {entry_point} z pakietu {distribution}: {because}. "
        "Popraw instalację albo odinstaluj ten pakiet."
    )
    en = (
        "The adapter {entry_point} of {distribution} cannot be loaded: {because}. Fix the "
        "installation or uninstall that package."
    )
