"""Write each kind of the page for Word files into a folder, for validators."""

import sys
from pathlib import Path

import check_site

from lckm_word import write


def main(folder: Path) -> None:
    folder.mkdir(parents=True)
    site = check_site.face()
    clerk = check_site.Clerk(site)
    kinds = {"findings": check_site.faulty(), "none": write(check_site.PROCEDURE), "refused": b"x"}
    with site.running():
        for language in ("", "en/"):
            pages = {"start": clerk.client.get(f"/{language}").text}
            for kind, data in kinds.items():
                pages[kind] = clerk.send(data, path=f"/{language}").answer.text
            for kind, text in pages.items():
                name = f"{language.strip('/') or 'pl'}-{kind}.html"
                (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
