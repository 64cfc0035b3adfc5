"""A procedure as one audience sees it: what it is shown, in what layout, as which data."""
