"""What a page is: an article, or one of the things that must never look like an article's edit."""
