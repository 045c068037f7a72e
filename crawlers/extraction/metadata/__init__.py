"""What a page says of itself: title, authors, date, section, image, address, each with the evidence it came from."""
