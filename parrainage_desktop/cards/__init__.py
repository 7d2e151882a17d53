"""Printable referral cards."""
