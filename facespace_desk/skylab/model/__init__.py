"""What the Skylab tab remembers: models between the client and the views."""
