"""What the figures of the scheme mean: who deserves the credit for a friend, told in several ways."""
