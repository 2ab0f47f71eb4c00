"""AmigoCloud's live events: Socket.IO over Engine.IO 3 or 4, as wire/amigocloud.md 5 has it.

    feed      keeps the line up and tells everything that arrives or changes
    threaded  the same on a thread of its own, in batches for a window
    reports   what is in a `realtime` event

python-socketio and aiohttp are imported by `feed` and what stands below it; `records` and
`reports` need neither.
"""
