"""Reports are registered and delivered while everything that takes part is killed."""
