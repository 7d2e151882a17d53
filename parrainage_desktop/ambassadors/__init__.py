"""Ambassadors: what each tier asks, who is in one, what somebody still needs for the next."""
