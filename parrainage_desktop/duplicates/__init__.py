"""People written down twice: found, compared side by side, merged, and parted again."""
