"""CAM2: the world's public cameras, searched, previewed and administered."""
