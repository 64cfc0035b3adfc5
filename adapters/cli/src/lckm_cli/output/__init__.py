"""What commands print: findings, changes, timelines, routes and projections."""
