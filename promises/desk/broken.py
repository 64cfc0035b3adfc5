"""A desk that writes nothing down, which the program has to notice."""

from lckm_core.ports import Access, impl


class SilentLog:
    """A log that takes each line and keeps none."""

    name = "silent log"

    @impl
    def provide_access_log(self) -> "SilentLog":
        """Provide the log."""
        return self

    def note(self, access: Access) -> None:
        """Do nothing."""
