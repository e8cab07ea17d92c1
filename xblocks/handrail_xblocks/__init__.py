"""Open edX blocks that track completion and nothing else."""
