"""Working copies in the readers' dress: for the desk, and for whoever was given a link. Nothing public imports this."""
