"""What joins the features: windows, first start, terminal, demonstration shop."""
