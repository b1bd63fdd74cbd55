"""The window: a thin face of the services, and the only room that knows Qt."""
