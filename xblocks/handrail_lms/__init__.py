"""What a learning system needs beside the blocks: the group page for facilitators, and forgetting people who leave."""
