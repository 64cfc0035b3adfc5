"""A new adapter to fill in, made from the protocols and contracts of its ports."""
