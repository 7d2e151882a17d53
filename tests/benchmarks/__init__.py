"""How fast the program is, always beside a floor measured in the same run. Reports, never fails."""
