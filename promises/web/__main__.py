"""Send forms to ``lckm serve`` while its processes and the one that delivers are killed.

    python -m promises.web chaos --database sqlite --forms 5000 --kills 50 --seed 7
    python -m promises.web abuse --posts 10000

Each resident repeats each answer that got lost. In the end nothing may be lost, doubled or
stuck, no file may be there that no report has, and after a withdrawal and after the term no
byte of what tells who somebody is: every field, the file's name and EXIF, the headers.
Besides: what comes of 10,000 posts from one address.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from promises.figures import Result, arguments, needs_linux
from promises.web.abuse import abuse
from promises.web.chaos import chaos

_PROGRAMS = {"abuse": abuse, "chaos": chaos}


def main() -> int:
    """Run what is asked for, and return 1 when anything is wrong."""
    needs_linux()
    parser = arguments(__doc__, seconds=7200)
    parser.add_argument("what", choices=sorted(_PROGRAMS))
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--forms", type=int, default=5000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--posts", type=int, default=10_000, help="from one address")
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
    return result.end(asked.to)


if __name__ == "__main__":
    sys.exit(main())
