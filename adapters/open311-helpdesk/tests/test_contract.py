"""lckm-open311-helpdesk keeps the contract of a helpdesk, at a foreign server and at our own."""

import re

import attrs
import pytest

from lckm_testing import Filed, HelpdeskContract
from lckm_testing.contracts import samples

_DESCRIPTION = re.compile(
    r"(?P<subject>[^\n]*)\n\n(?P<text>.*?)\n(?:Pliki pominięte: \d+\.\n)?"
    r"Nasz znak: (?P<key>\S+)/[a-p]{16}",
    re.DOTALL,
)


def filed_as(description):
    found = _DESCRIPTION.fullmatch(description)
    return Filed(found["key"], found["subject"], found["text"])


class TestForeignServer(HelpdeskContract):
    """One that shows what it has, so it can be asked."""

    can_be_asked = can_be_told_to_fail = can_hang = True
    honours_keys = refuses_for_good = brings_attachments = False

    @pytest.fixture
    def helpdesk(self, make, sample):
        return make(timeout=2, sample=sample, most_chars=10_000)

    @pytest.fixture
    def filed(self, fake):
        return lambda: [filed_as(one["description"]) for one in fake.requests[1:]]

    @pytest.fixture
    def peer(self, fake):
        return fake.behave


class TestForeignServerThatShowsNothing(HelpdeskContract):
    """One of which nobody can find out what it has; a doubt waits for a person."""

    can_be_told_to_fail = can_hang = True
    can_be_asked = honours_keys = refuses_for_good = brings_attachments = False

    @pytest.fixture
    def helpdesk(self, make):
        return make(timeout=2, most_chars=10_000)

    @pytest.fixture
    def filed(self, fake):
        return lambda: [filed_as(one["description"]) for one in fake.requests]

    @pytest.fixture
    def peer(self, fake):
        def behave(state):
            fake.lists = False
            # A 503 to a request that was sent is doubt here, and this is none.
            fake.behave(state, refusal=403)

        return behave


class TestOurOwnServer(HelpdeskContract):
    """``lckm-open311`` over HTTP: 4,000 characters, redacted where they are shown."""

    can_be_asked = can_be_told_to_fail = can_hang = True
    honours_keys = refuses_for_good = brings_attachments = False

    @pytest.fixture
    def messages(self, ticket):
        # Subject and mark take their part of the 4,000 characters that GeoReport gives.
        texts = (samples.HOSTILE.replace("\r\n", "\n").strip() + "\n", samples.BIG[:3800] + "\n")
        return [
            attrs.evolve(ticket(f"L=CKM-=2026-=1.{at}"), text=text) for at, text in enumerate(texts)
        ]

    @pytest.fixture
    def helpdesk(self, make, own, ticket):
        settings = {
            "url": own.url,
            "service": "oswietlenie",
            "jurisdiction": "lodz.pl",
        }
        sample = make(**settings).file(ticket("PROBA-1.helpdesk")).reference
        return make(**settings, sample=sample)

    @pytest.fixture
    def filed(self, own):
        return lambda: [filed_as(text) for text in own.descriptions()[1:]]

    @pytest.fixture
    def peer(self, own):
        return own.behave
