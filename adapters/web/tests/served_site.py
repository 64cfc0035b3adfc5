"""The resident's pages on a port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager

import resident_site

from lckm_http import Rate
from tests.helpers import served_app

# Many browsers visit from one address in a test.
GENEROUS = [Rate(10_000, 60)]


@contextmanager
def served(**options) -> Iterator[tuple[str, resident_site.Site]]:
    """Serve the pages; give their address and what lies behind them."""
    with served_app.listener() as (listening, address):
        options = {"mail_receipts": True, "public_url": address, **options}
        clock = resident_site.Clock(seconds=1)
        site = resident_site.site(sending_rates=GENEROUS, clock=clock, **options)
        with served_app.served(site.face.app, listening):
            yield address, site
