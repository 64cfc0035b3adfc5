"""Measure the desk, and count what it keeps secret, served by ``lckm serve``.

    python -m promises.desk lists --database sqlite --size 1000000
    python -m promises.desk pages --size 618 --length 20
    python -m promises.desk secrecy --database postgresql --readings 100 --kills 100 --seed 7

``secrecy`` reads personal data again and again while the process that shows them is killed. The
others print figures beside their targets; a figure that is not reached is no fault.
"""

import sys

from promises.desk.call import call
from promises.desk.lists import lists
from promises.desk.pages import pages, weight
from promises.desk.permissions import permissions
from promises.desk.procedures import BASE
from promises.desk.secrecy import secrecy
from promises.figures import needs_linux
from promises.parts import part_arguments, run_part

_PROGRAMS = {
    "call": call,
    "lists": lists,
    "pages": pages,
    "permissions": permissions,
    "secrecy": secrecy,
    "weight": weight,
}
_SIZES = {"lists": 1_000_000, "pages": BASE}


def main() -> int:
    """Run what is asked for, and return 1 when anything is wrong."""
    needs_linux()
    parser = part_arguments(__doc__, _PROGRAMS)
    parser.add_argument(
        "--size", type=int, help="reports of lists, 1,000,000; procedures of pages, 618"
    )
    parser.add_argument("--readings", type=int, default=100, help="of secrecy, besides the kills")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--tests", default="not_refused", help="of permissions, by their names")
    parser.add_argument("--broken", action="store_true", help="with a log that keeps no line")
    asked = parser.parse_args()
    asked.size = asked.size or _SIZES.get(asked.what)
    return run_part("desk", _PROGRAMS, asked)


if __name__ == "__main__":
    sys.exit(main())
