"""What an activity is: frozen values without input or output."""
