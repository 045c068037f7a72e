"""How outlets are: resting, in an outage, silently broken, cut off together with us. Told as states and incidents."""
