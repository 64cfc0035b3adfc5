"""Write each page of the face into a folder, for validators: python write_pages.py FOLDER."""

import sys
from pathlib import Path

from resident_site import site, visit_every_page


def main(folder: Path) -> None:
    for prefix in ("", "/en", "/uk"):
        for name, visitor in visit_every_page(prefix):
            path = folder / f"{prefix.strip('/') or 'pl'}-{name.strip('/').replace(' ', '-')}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(visitor.response.text, encoding="utf-8")
        mapped = site(city_map={"tiles": str(folder)}).visitor().get(f"{prefix}/zgloszenie")
        path = folder / f"{prefix.strip('/') or 'pl'}-map.html"
        path.write_text(mapped.response.text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
