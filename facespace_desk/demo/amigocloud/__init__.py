"""A simulated AmigoCloud: REST, SQL, uploads, and realtime events over Engine.IO 3 or 4."""
