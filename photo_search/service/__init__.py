"""The local service: one library asked over loopback HTTP; a face like the window and the command line."""
