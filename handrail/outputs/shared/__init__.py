"""What several outputs share. It is no output itself, and knows none of them."""
