"""What readers see. Nothing here knows the desk: pages are made from releases alone."""
