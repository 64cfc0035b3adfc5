"""Write pages of the portal's face for validators: ``write_live_pages.py FOLDER``."""

import sys
import tempfile
from pathlib import Path

from portal_host import AT, PAGES, portal_host
from starlette.testclient import TestClient


def main(folder: Path) -> None:
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as place, portal_host(Path(place)) as host:
        client = TestClient(host)
        for name, path in PAGES.items():
            text = client.get(f"{AT}/{path}").text
            (folder / f"{name}.html").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
