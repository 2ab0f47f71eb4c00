"""A map that knows no service: projection, point index, basemap, tile sources, and the widget."""
