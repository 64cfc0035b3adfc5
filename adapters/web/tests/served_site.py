"""The resident's pages on a port of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager

import resident_site

from lckm_http import Rate
from tests.helpers import served_app

# Many browsers visit from one address in a test.
GENEROUS = [Rate(10_000, 60)]
STREETS = "rodzaj;nazwa;dzielnica\nul.;Zielona;\nul.;Zielonogórska;\nul.;Łagiewnicka;Bałuty\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a4944415478da6378000000e200e1b8fe3e8d0000000049454e44ae426082"
)
TILE = "/kafelki/14/9077/5428"


@contextmanager
def served(**options) -> Iterator[tuple[str, resident_site.Site]]:
    """Serve the pages; give their address and what lies behind them."""
    with served_app.listener() as (listening, address):
        options = {"mail_receipts": True, "public_url": address, **options}
        clock = resident_site.Clock(seconds=1)
        site = resident_site.site(sending_rates=GENEROUS, clock=clock, **options)
        with served_app.served(site.face.app, listening):
            yield address, site
