"""The desk at work: importing, copying rows to documents and back, merging, publishing."""
