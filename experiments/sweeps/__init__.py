"""Sweeps: scenarios x points x seeds from a file, lived once each and kept in a store."""
