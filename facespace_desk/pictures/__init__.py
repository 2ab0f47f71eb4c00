"""Pictures that nobody vouches for, made into pixels: decoding within limits, and thumbnails.

No Qt. `raster` and `signatures` are light; `decode` and `thumbnails` load libvips, which takes a
while: import them in a thread, or after the first paint.
"""
