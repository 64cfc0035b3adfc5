"""Who watches a worker: listeners of the centre that want to hear of attempts besides, such as the one of the extra ``telemetry``."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from lckm_core.centre import ContactCentre, DeliveryAttempt


@runtime_checkable
class Observer(Protocol):
    """Hears of each attempt of this process. It must not raise, and is told no personal datum."""

    def attempted(self, worked: DeliveryAttempt, seconds: float) -> None:
        """Note how an attempt ended, and how long it took."""
        ...

    def waiting(self, count: int) -> None:
        """Note how many deliveries wait now."""
        ...


def observers(centre: ContactCentre) -> Sequence[Observer]:
    """Return the observers among the listeners."""
    return [one for one in centre.plugins.listeners if isinstance(one, Observer)]
