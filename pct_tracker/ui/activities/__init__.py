"""The page people work on: register and form side by side, and what is done with activities there."""
