"""What is shown where, and what appears, changes or disappears when."""
