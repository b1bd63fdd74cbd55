"""One reader for each kind of file; all answer with the same plain tables."""
