"""How well a library answers people: its features on and off, measured on photos that somebody described."""
