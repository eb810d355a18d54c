"""The command line: a thin face of the library, without a screen."""
