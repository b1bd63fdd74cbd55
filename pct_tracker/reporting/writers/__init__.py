"""One writer for each kind of file, all fed with the same neutral report."""
