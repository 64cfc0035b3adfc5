"""Listeners of the centre that also observe the attempts of a worker."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from lckm_core.centre import ContactCentre, DeliveryAttempt


@runtime_checkable
class Observer(Protocol):
    """Observes each attempt of this process. It must not raise, and gets no personal data."""

    def attempted(self, worked: DeliveryAttempt, seconds: float) -> None:
        """Note how an attempt ended, and how long it took."""
        ...

    def waiting(self, count: int) -> None:
        """Note how many deliveries wait now."""
        ...


def observers(centre: ContactCentre) -> Sequence[Observer]:
    """Return the observers among the listeners."""
    return [one for one in centre.plugins.listeners if isinstance(one, Observer)]
