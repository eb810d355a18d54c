"""From a folder to the catalog."""
