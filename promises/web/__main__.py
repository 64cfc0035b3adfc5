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

import shutil
import sys
import tempfile
from pathlib import Path

from promises.figures import Result, arguments, needs_linux
from promises.web.abuse import abuse
from promises.web.chromium import chromium
from promises.web.kills import kills
from promises.web.malformed import malformed
from promises.web.open311 import open311
from promises.web.pages import pages
from promises.web.photos import photos
from promises.web.rows import table
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
    parser = arguments(__doc__, seconds=7200)
    parser.add_argument("what", choices=sorted(_PROGRAMS))
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument(
        "--length", type=float, default=20, help="makes each longer or shorter, in seconds"
    )
    parser.add_argument("--forms", type=int, default=5000, help="of kills")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--posts", type=int, default=10_000, help="from one address, of abuse")
    parser.add_argument("--cases", type=int, default=2000, help="of malformed")
    parser.add_argument("--keep", action="store_true", help="keep the folder, and say where it is")
    asked = parser.parse_args()
    result = Result.of("web", asked)
    folder = Path(tempfile.mkdtemp(prefix="lckm-web-"))
    try:
        _PROGRAMS[asked.what](asked, folder, result)
    finally:
        if asked.keep:
            print(f"  the folder: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
    if "rows" in result.figures:
        print(table(result.figures["rows"]))
    return result.end(asked.to)


if __name__ == "__main__":
    sys.exit(main())
