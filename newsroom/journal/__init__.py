"""What the journal learns at the edge: from where a request comes, who signs in, who gives whom which rights.

The record itself is the desk's (articles/desk/journal.py); what it says and for whom, docs/reference/journal.md.
"""
