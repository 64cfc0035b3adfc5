"""Hand in five editions of one procedure, again and again until each is taken, beside another
process that does the same.
"""

import sys
import time
from pathlib import Path

from lckm_core import Edition
from lckm_core.errors import ConflictError
from lckm_core.ports import EditionChange
from lckm_folder import FolderAdapter
from lckm_testing.contracts.samples import procedure

root, go, name = sys.argv[1:]
store = FolderAdapter(root).procedures
print("ready", flush=True)
while not Path(go).exists():
    time.sleep(0.001)
for turn in range(5):
    text = procedure("KA-00001", f"Wydanie {name}.{turn}")
    while True:
        number = max((edition.number for edition in store.editions("KA-00001")), default=0) + 1
        try:
            store.save([EditionChange(Edition(procedure=text, number=number))])
            break
        except ConflictError:
            continue
print("done", flush=True)
