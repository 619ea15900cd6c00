"""What is judged alike in every language: values, functions that decide on an origin, settings, libraries."""
