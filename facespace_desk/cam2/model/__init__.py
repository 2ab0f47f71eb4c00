"""What the CAM2 tab remembers: models between the client and the views."""
