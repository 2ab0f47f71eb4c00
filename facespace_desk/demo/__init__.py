"""Simulators of the services and their seeded world; imports no client, model or view."""
