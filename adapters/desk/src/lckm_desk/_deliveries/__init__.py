"""Deliveries that wait, and erasures that nobody has confirmed."""
