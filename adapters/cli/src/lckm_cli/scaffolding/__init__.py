"""A new adapter to fill in, made from the library's own words: the protocols of its ports, and their contracts."""
