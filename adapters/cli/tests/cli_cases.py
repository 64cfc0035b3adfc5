"""What the tests of the command line share: a clean procedure."""

import re

from tests.helpers.places import SAMPLES

CLEAN = re.sub(
    r"related:\n  - .*\n",
    "",
    (SAMPLES / "procedures" / "KA-01478.yaml").read_text(encoding="utf-8"),
)


def procedure(number: str = "KA-01478", **fields: str) -> str:
    """Return the YAML of a clean procedure; *fields* replace or add plain one-line fields."""
    text = CLEAN.replace("KA-01478", number)
    for key, value in fields.items():
        text, count = re.subn(
            rf"(?m)^{key}: .*$", lambda _, key=key, value=value: f"{key}: {value}", text, count=1
        )
        if not count:
            text = text.rstrip("\n") + f"\n{key}: {value}\n"
    return text
