"""What ends a worker: a request to stop, or a secret that has to be read anew."""

from collections.abc import Callable

import attrs

from lckm_cli.settings import SecretFiles
from lckm_operations.worker.signals import Stoppable


@attrs.frozen
class StopOrChange:
    """Ends a worker that was told to stop, or has to read its secrets anew.

    ``clock`` returns seconds that never go back. At ``again_at`` by that clock, the secrets are
    read again though no file has changed, since the last time they could not be used.
    """

    stop: Stoppable
    files: SecretFiles
    clock: Callable[[], float]
    again_at: float | None = None

    def is_set(self) -> bool:
        """Return whether it was told to stop, or has to read the secrets."""
        is_owed = self.again_at is not None and self.clock() >= self.again_at
        return self.stop.is_set() or is_owed or self.files.have_changed()

    def wait(self, timeout: float) -> bool:
        """Wait that many seconds or until told to stop; return :meth:`is_set` then."""
        self.stop.wait(timeout)
        return self.is_set()
