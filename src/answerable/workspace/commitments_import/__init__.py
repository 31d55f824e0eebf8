"""Bringing in the tracker that an office kept until now, step by step."""
