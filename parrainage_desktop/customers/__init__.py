"""The people: records, cards, search."""
