"""Port: the kinds of finding that an adapter adds to the library's own."""

from collections.abc import Sequence

from lckm_core.findings import FindingKind
from lckm_core.ports._port import contribute_port


@contribute_port(unique="code")
def contribute_kinds() -> Sequence[FindingKind]:  # type: ignore[empty-body]
    """Hand over kinds of finding, each with a unique code, for ``lckm explain`` to know.

    Codes in reports on files, imports or Word files are explained like the library's own.
    """
