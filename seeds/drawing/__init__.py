"""The drawing box of the demo edition: a canvas, a pen, weather, ships, houses, and the scenes made of them."""
