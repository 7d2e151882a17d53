"""Gifts and invitations that referrals earned: what is owed, and who handed it over."""
