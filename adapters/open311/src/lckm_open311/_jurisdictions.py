"""The cities that one face answers for, each with its own centre and keys."""

import threading
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from lckm_core import ContactCentre
from lckm_core.errors import InvalidSettingError
from lckm_core.ports.optional import ReportFinder, offered
from lckm_core.reports import INTAKE_LIMITS, IntakeLimits, NamesByLanguage
from lckm_core.text import Message
from lckm_intake import Intake, secret_keys, unknown_categories
from lckm_open311._api_keys import ApiKey, ApiKeys
from lckm_open311._faults import RefusedError, missing, unknown
from lckm_open311._parameters import Parameters

AGENCY = "Łódzkie Centrum Kontakt z Mieszkańcami"


@attrs.frozen(kw_only=True)
class Jurisdiction:
    """A city, as a face answers for it; arguments as of :class:`Open311Face`.

    Args:
        id: the ``jurisdiction_id`` of its requests; empty for the only one of a face.
        centre: its contact centre.
        keys: secrets for its numbers.
        api_keys: keys of applications that may send its reports.
        private_categories: ids of categories that are neither taken nor shown.
        names: names of attributes, kinds of places and areas, which go before those of the
            source of routes.
        agency: the name of its contact centre.
        limits: what it accepts.
    """

    id: str
    centre: ContactCentre = attrs.field(repr=False)
    keys: Sequence[str | bytes] | str = attrs.field(repr=False)
    api_keys: Sequence[ApiKey | Mapping[str, Any]] = attrs.field(default=(), repr=False)
    private_categories: Collection[str] = ()
    names: NamesByLanguage = attrs.field(factory=dict, repr=False)
    agency: str = AGENCY
    limits: IntakeLimits = INTAKE_LIMITS
    lock: threading.Lock = attrs.field(init=False, factory=threading.Lock, eq=False, repr=False)

    @cached_property
    def asked_names(self) -> NamesByLanguage:
        """Names of what its routes ask for, with its own before those of their source."""
        return self.centre.asked_names(self.names)

    @cached_property
    def applications(self) -> ApiKeys:
        """Its keys, and how often each was used."""
        return ApiKeys(self.api_keys)

    @cached_property
    def intake(self) -> Intake:
        """What registers its reports."""
        return Intake(self.centre, keys=secret_keys(self.keys), limits=self.limits)

    def open(self) -> None:
        """Make what is asked for later, so that a key that is too short is told at once.

        Raises ``ValueError`` for it, and for a name or secret of a key given twice;
        ``InvalidSettingError`` for a private category that the table of routes does not have.
        """
        _ = self.intake, self.applications
        # Misspelt, it would make public what was meant to stay private.
        for fault in unknown_categories(self.centre, self.private_categories):
            raise InvalidSettingError("private_categories", fault)

    @property
    def remarks(self) -> Sequence[Message]:
        """What is wrong with the categories of its keys."""
        return [
            Message(f"{name}: {fault.pl}", f"{name}: {fault.en}")
            for key in self.applications.keys
            for name in [f"api_keys: {key.name}"]
            for fault in unknown_categories(self.centre, key.categories)
        ]

    @property
    def finder(self) -> ReportFinder | None:
        """Its store of reports, if that can be searched."""
        return offered(self.centre.plugins.reports, ReportFinder)


class Jurisdictions:
    """Those that one face answers for.

    Raises ``ValueError`` for an id given twice, or one that several have to have and is empty.
    """

    def __init__(self, jurisdictions: Sequence[Jurisdiction]) -> None:
        self._by_id = {jurisdiction.id: jurisdiction for jurisdiction in jurisdictions}
        if len(self._by_id) < len(jurisdictions):
            raise ValueError("jurisdiction: two have one id")
        if len(jurisdictions) > 1 and "" in self._by_id:
            raise ValueError("jurisdiction: of several, each has an id")
        for jurisdiction in jurisdictions:
            jurisdiction.open()

    @property
    def remarks(self) -> Sequence[Message]:
        """What is wrong with the categories of their keys."""
        return [remark for jurisdiction in self._by_id.values() for remark in jurisdiction.remarks]

    def asked_for(self, parameters: Parameters) -> Jurisdiction:
        """Return the jurisdiction asked for; if none is named, the only one.

        Raises :class:`RefusedError`: 400 where there are several and none is named, 404 for one
        that is not known.
        """
        id = parameters.text("jurisdiction_id")
        only = next(iter(self._by_id.values())) if len(self._by_id) == 1 else None
        if only is not None and (not id or not only.id):
            return only
        if not id:
            raise RefusedError([missing("jurisdiction_id")])
        found = self._by_id.get(id)
        if found is None:
            raise RefusedError([unknown("jurisdiction_id")])
        return found
