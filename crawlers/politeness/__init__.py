"""How a crawl behaves towards others: robots.txt, pace, hosts, addresses, sizes. Scrapy components, one a file."""
