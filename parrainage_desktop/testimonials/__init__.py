"""What customers let the shop publish in their own words, and where all are invited to write a review."""
