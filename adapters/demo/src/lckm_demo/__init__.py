"""The demo: everything the software does, done to the samples, in one folder."""
