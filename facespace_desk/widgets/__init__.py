"""What several tabs show; knows no service."""
