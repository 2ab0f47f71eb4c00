"""What the FaceSpace tab knows: the live feed, the cameras, who was last seen where, and the past.

client ──pictures──▶ live ──changes──▶ day (cameras, people, activity)
client ──ranges────▶ history ◀──kept sightings── store
"""
