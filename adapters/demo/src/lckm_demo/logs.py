"""The log of all libraries in a file, which is searched for personal data as well."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LEVELS = {
    "lckm_core": logging.DEBUG,
    "lckm_folder": logging.DEBUG,
    "lckm_smtp": logging.DEBUG,
    "lckm_sql": logging.DEBUG,
    "asyncio": logging.INFO,
    # aiosmtpd's. At DEBUG it writes down every line of every message: that is the mail server's
    # content, and no log.
    "mail.log": logging.INFO,
}
"""Which loggers are written down, and how much of each."""


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Write what is logged within the block to a file, then restore the loggers."""
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))
    before = [(logger, logger.level) for logger in map(logging.getLogger, LEVELS)]
    try:
        for logger, _ in before:
            logger.setLevel(LEVELS[logger.name])
            logger.addHandler(handler)
        yield
    finally:
        for logger, level in before:
            logger.removeHandler(handler)
            logger.setLevel(level)
        handler.close()
