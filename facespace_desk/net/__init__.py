"""HTTP doors and the error tree; no Qt, knows no service."""
