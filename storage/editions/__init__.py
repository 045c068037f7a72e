"""Is it the same story in another language? What two texts and two addresses say of that. Pure."""
