"""The window itself: start-up, menus, pages, the strip of figures."""
