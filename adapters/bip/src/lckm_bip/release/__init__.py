"""The site's folder on disk: two releases, one shown while the other is changed."""
