"""Reports on checked files: on a terminal, as JSON and as an HTML page."""
