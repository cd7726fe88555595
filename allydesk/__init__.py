"""Allydesk: a private journal, a lifeline, and a place to rehearse allyship. Nothing leaves the machine."""

__version__ = "0.1.0"
