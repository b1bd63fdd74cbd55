"""User stories, one file each, on the real window with a real store."""
