"""Who is at the desk: signing in and out, second factors, lock-outs, sessions. Everything lies below /konto/.

The work is django-allauth's. This room says what the house wants of it, and closes the doors beside it.
"""
