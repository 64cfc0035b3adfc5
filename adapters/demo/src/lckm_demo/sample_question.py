"""A sample question, answered from what residents and the call centre see."""

from collections.abc import Sequence
from typing import NamedTuple

from lckm_core.ports import Hit
from lckm_core.publication import Audience
from lckm_demo.host import Host

_QUESTIONS = (
    (Audience.PORTAL, "ile kosztuje karta dla duzej rodziny"),
    (Audience.PORTAL, "czy karta dziala w tramwaju"),
    (Audience.CALL_CENTRE, "czy karta dziala w tramwaju"),
)
"""What is answered last is answered by words that the call centre alone is shown."""


class Answered(NamedTuple):
    """A question, who asked, and what was found, the best first."""

    audience: Audience
    question: str
    hits: Sequence[Hit]


def ask(host: Host) -> list[Answered]:
    """Ask the search over everything published for the best answer to each question."""
    return [
        Answered(audience, question, host.centre.find(question, audience=audience, limit=1))
        for audience, question in _QUESTIONS
    ]
