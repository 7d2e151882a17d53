"""Bringing in the shop's own file of customers, and taking it out again."""
