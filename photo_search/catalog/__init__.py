"""What is known: the only package that opens SQLAlchemy."""
