"""Where the article stands on the page, and its headline, standfirst and body."""
