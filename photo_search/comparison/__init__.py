"""Models side by side: how well each finds, what it costs, and what one answers where another doesn't."""
