"""The demo that goes on: a site with reports, letters and a clock that can be moved."""
