"""What is worked with: a report, procedure, request or announcement as it is now."""
