"""From a question to ordered hits."""
