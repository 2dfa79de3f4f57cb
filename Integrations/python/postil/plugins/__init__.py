"""Plugins that are ready to use: `python -m postil.plugins --help` lists them, and sets one up."""
