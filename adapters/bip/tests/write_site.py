"""Writes a site of the samples and of a hundred more procedures to a folder, for checkers of
HTML: ``write_site.py FOLDER``.
"""

import sys
from pathlib import Path

import attrs
import bip_samples as shared

from lckm_testing.knowledge_base import knowledge_base

if __name__ == "__main__":
    more = [
        attrs.evolve(one, internal=False, valid_from=None, valid_to=None)
        for one in knowledge_base(100)
    ]
    shown = shared.publication([*shared.editions(), *map(shared.edition, more)])
    shared.site(Path(sys.argv[1]), shown, base_url="https://www.lodz.example/")
    print(f"{len(list(Path(sys.argv[1], 'current').rglob('*.html')))} pages")
