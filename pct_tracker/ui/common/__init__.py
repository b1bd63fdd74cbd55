"""The look of the window and the field widgets its pages share."""
