"""The site's folder on disk: two releases, of which one is shown while the other is changed."""
