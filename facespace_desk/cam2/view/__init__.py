"""What the CAM2 tab shows."""
