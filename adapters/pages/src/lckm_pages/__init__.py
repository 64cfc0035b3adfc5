"""A projection as one accessible HTML page."""
