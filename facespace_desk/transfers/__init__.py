"""One journalled queue of uploads and downloads for the whole console; knows no service."""
