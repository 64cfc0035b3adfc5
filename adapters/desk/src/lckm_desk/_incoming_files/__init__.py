"""Files with procedures and update requests: taken in, and made to be sent."""
