"""Measure what the resident's pages take and withstand, served by ``lckm serve``.

    python -m promises.web pages
    python -m promises.web sending --database postgresql --length 5
    python -m promises.web kills --database sqlite --forms 5000 --kills 50 --seed 7
    python -m promises.web abuse --posts 10000

``kills`` sends forms while the processes that serve and deliver are killed. Each resident repeats
each answer that got lost. In the end nothing may be lost, doubled or stuck, no file may be there
that no report has, and after a withdrawal and after the term no byte of what tells who somebody
is: every field, the file's name and EXIF, the headers. The others print figures beside their
targets; a figure that is not reached is no fault.
"""

import sys

from promises.figures import needs_linux
from promises.parts import part_arguments, run_part
from promises.web.abuse import abuse
from promises.web.chromium import chromium
from promises.web.kills import kills
from promises.web.malformed import malformed
from promises.web.open311 import open311
from promises.web.pages import pages
from promises.web.photos import photos
from promises.web.sending import sending
from promises.web.slow import slow

_PROGRAMS = {
    "abuse": abuse,
    "chromium": chromium,
    "kills": kills,
    "malformed": malformed,
    "open311": open311,
    "pages": pages,
    "photos": photos,
    "sending": sending,
    "slow": slow,
}


def main() -> int:
    """Run what is asked for, and return 1 when anything is wrong."""
    needs_linux()
    parser = part_arguments(__doc__, _PROGRAMS)
    parser.add_argument("--forms", type=int, default=5000, help="of kills")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--posts", type=int, default=10_000, help="from one address, of abuse")
    parser.add_argument("--reports", type=int, default=1000, help="in the list of open311")
    parser.add_argument("--cases", type=int, default=2000, help="of malformed")
    asked = parser.parse_args()
    return run_part("web", _PROGRAMS, asked)


if __name__ == "__main__":
    sys.exit(main())
