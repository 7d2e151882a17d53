"""What the law gives every customer: their data in their hands, and to be forgotten."""
