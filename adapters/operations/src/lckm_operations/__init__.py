"""The worker of the Łódź Contact Centre, and the commands of those who run it."""
