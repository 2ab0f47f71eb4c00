"""The Voxel51 Platform simulator: analytics, data and jobs, of a user and of an application."""
