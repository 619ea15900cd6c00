"""The languages: a row each."""
