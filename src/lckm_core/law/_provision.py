"""The shape of a row of the ordinance, and the duty words that decide severity."""

from enum import Enum

import attrs

from lckm_core.text import Message


class Duty(Enum):
    """The duty word of a provision: (Polish words, severity of a finding).

    A provision that mixes duties has the strictest of them. A definition asks nothing by itself; when a rule cites one,
    what it found contradicts the definition, which is an error.
    """

    MUST = ("należy, jest zobowiązany, nie może", "error")
    SHOULD = ("powinien, winien", "error")
    ADVISED = ("zaleca się, hasłowo, w szczególności", "warning")
    DEFINES = ("należy przez to rozumieć, określa", "error")

    @property
    def words(self) -> str:
        """The Polish words that the duty is read from."""
        return self.value[0]

    @property
    def severity(self) -> str:
        """The weight of a finding that cites the provision: "error" or "warning"."""
        return self.value[1]


@attrs.frozen
class Provision:
    """One provision: a paragraph, section, point, or a field of the template.

    ``id`` is the citation as everyone writes it (``zarz. § 1 ust. 1``, ``zał. 1 pkt 4``, ``zał. 2 § 6 ust. 5``,
    ``wzór: Nazwa procedury``). ``asks`` says in our own words what it asks. A row is served by the code and tests that
    cite it, or ``by_adapters``, whose kinds of finding cite it, where judging takes more than the core may depend on; where
    software has no part in it, ``not_for_software`` says why. In rows of the template ``asks`` is also the hint shown to the
    clerk who fills the field in, so it is at most 300 characters long. ``liftable`` says that a departure agreed with the
    Monitoring section may lift what the row asks: zał. 2 § 9 ust. 3 says so of „these rules”, its own, and of no others.
    """

    id: str
    duty: Duty
    asks: Message
    not_for_software: Message | None = None
    by_adapters: bool = False
    liftable: bool = False
