"""Chooses the next request: the one spider, named after each outlet by its loader. No selector, no hash, no write."""
