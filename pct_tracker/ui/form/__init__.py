"""The form that edits one activity, and the desk on which it lies with what is not saved yet."""
