"""The names of a new adapter: its distribution, package and classes."""

import importlib.util
import re

import attrs

from lckm_core.errors import LckmError
from lckm_core.text import Message

_LONGEST = 40


@attrs.frozen(str=False)
class BadNameError(LckmError):
    """A name that no adapter can have."""

    name: str
    because: Message

    pl = "Nazwa adaptera „{name}” się nie nadaje: {because.pl}"
    en = "The adapter's name “{name}” will not do: {because.en}"


@attrs.frozen
class Names:
    """The names that follow from that of an adapter, such as ``log-helpdesk``."""

    adapter: str

    @property
    def distribution(self) -> str:
        """What is installed: ``lckm-log-helpdesk``."""
        return f"lckm-{self.adapter}"

    @property
    def package(self) -> str:
        """What is imported: ``lckm_log_helpdesk``."""
        return f"lckm_{self.adapter.replace('-', '_')}"

    def of_class(self, what: str) -> str:
        """Return the name of a class: ``LogHelpdeskMailer`` for ``Mailer``."""
        return "".join(part[:1].upper() + part[1:] for part in self.adapter.split("-")) + what


def named(name: str) -> Names:
    """Return the names of a new adapter.

    Raises:
        BadNameError: the name is malformed or taken.
    """
    if len(name) > _LONGEST or not re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        raise BadNameError(
            name,
            Message(
                "małe litery a–z, cyfry i pojedyncze łączniki, od litery, najwyżej "
                f"{_LONGEST} znaków, np. log-helpdesk.",
                "small letters a–z, digits and single hyphens, from a letter, at most "
                f"{_LONGEST}, such as log-helpdesk.",
            ),
        )
    names = Names(name)
    if name == "lckm" or name.startswith("lckm-"):
        raise BadNameError(
            name,
            Message(
                "podaj ją bez „lckm-”, które dojdzie samo.",
                "leave out “lckm-”, which is put before it.",
            ),
        )
    if importlib.util.find_spec(names.package) is not None:
        raise BadNameError(
            name,
            Message(
                f"pakiet {names.package} jest już zainstalowany. Wybierz inną.",
                f"a package {names.package} is installed already. Choose another one.",
            ),
        )
    return names
