"""Encrypted SQLite: what must survive a restart; no Qt."""
