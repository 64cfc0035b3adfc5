"""Port: the kinds of finding that an adapter makes beside the library's own."""

from collections.abc import Sequence

from lckm_core.findings import FindingKind
from lckm_core.ports._port import PortKind, port


@port(PortKind.CONTRIBUTE, FindingKind, unique="code")
def contribute_kinds() -> Sequence[FindingKind]:  # type: ignore[empty-body]
    """Hand over kinds, each of a code of its own. Asked of installed adapters when ``lckm explain`` is, so that it knows every code.

    Whoever reads a code in a report on files, of an import or of a Word file can have it explained, like one of the library's own.
    """
