"""Why a photo was found, what is in it, whether it is there already, and where the line of matches should lie."""
