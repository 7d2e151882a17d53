"""The store's shape, step by step: straight, numbered revisions, never edited once released."""

HEAD = "0023"
"""The newest revision this program knows; a test holds it to the newest file in `versions`."""
