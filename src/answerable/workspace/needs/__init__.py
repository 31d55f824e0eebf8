"""The needs assessment: files in, a build, notes and conclusions, a release."""
