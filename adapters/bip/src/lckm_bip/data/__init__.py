"""The same content as data: JSON and XML beside each page, a feed, a map of the site."""
