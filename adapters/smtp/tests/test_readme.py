"""The README has every setting of the adapter."""

import inspect
import re
from pathlib import Path

from lckm_smtp import SmtpAdapter

README = Path(__file__).parents[1] / "README.md"


def test_the_table_has_every_setting():
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", README.read_text(encoding="utf-8"), re.M)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert set(inspect.signature(SmtpAdapter).parameters) - named == set()
