"""Make the files of the tests: ``files/``, good and broken; what is expected of each stands in
``files/expected.toml``.

Run by hand, where LibreOffice is installed, after ``pip install pikepdf python-docx
reportlab typst weasyprint``.
"""

import sys
from itertools import chain
from pathlib import Path

from making import doc_files, docx_files, pdf_broken, pdf_good, reportlab_files, rtf_files

FILES = Path(__file__).parent / "files"


def main() -> None:
    """Write every file into the folder named on the command line, ``files`` beside this script
    by default.
    """
    goal = Path(sys.argv[1]) if len(sys.argv) > 1 else FILES
    goal.mkdir(exist_ok=True)
    good = [
        ("dobry-typst.pdf", pdf_good.by_typst()),
        ("dobry-weasyprint.pdf", pdf_good.by_weasyprint()),
    ]
    others = (
        part.files() for part in (pdf_broken, reportlab_files, docx_files, rtf_files, doc_files)
    )
    total = 0
    for name, data in chain(good, *others):
        (goal / name).write_bytes(data)
        total += len(data)
        sys.stdout.write(f"{len(data):7,d}  {name}\n")
    sys.stdout.write(f"{total:7,d}  bytes in all\n")


if __name__ == "__main__":
    main()
