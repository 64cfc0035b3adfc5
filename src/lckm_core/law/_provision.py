"""A provision of the ordinance, and the duty words that decide severity."""

from enum import Enum

import attrs

from lckm_core.text import Message


class Duty(Enum):
    """The duty word of a provision: its Polish words, and the severity of a finding.

    A provision that mixes duties has the strictest of them. A definition asks for nothing; a
    finding that cites one contradicts it, which is an error.
    """

    MUST = ("należy, jest zobowiązany, nie może", "error")
    SHOULD = ("powinien, winien", "error")
    ADVISED = ("zaleca się, hasłowo, w szczególności", "warning")
    DEFINES = ("należy przez to rozumieć, określa", "error")

    @property
    def words(self) -> str:
        """The Polish words of the duty."""
        return self.value[0]

    @property
    def severity(self) -> str:
        """The severity of a finding that cites the provision, "error" or "warning"."""
        return self.value[1]


@attrs.frozen
class Provision:
    """One provision: a paragraph, section or point, or a field of the template.

    ``id`` is the usual citation (``zarz. § 1 ust. 1``, ``zał. 1 pkt 4``, ``zał. 2 § 6 ust. 5``,
    ``wzór: Nazwa procedury``). ``asks`` says in our own words what it asks for; of a field it is
    also the hint for the clerk, and so at most 300 characters. ``by_adapters``: adapters alone can
    judge it, for it takes more than the core may depend on. ``not_for_software`` says why no
    software serves it. ``liftable``: a departure agreed with the Monitoring section may lift it,
    which zał. 2 § 9 ust. 3 allows for its own rules alone.
    """

    id: str
    duty: Duty
    asks: Message
    not_for_software: Message | None = None
    by_adapters: bool = False
    liftable: bool = False
