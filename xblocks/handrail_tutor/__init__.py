"""The Tutor plugin: installs the blocks in Open edX, and sets the platform up for people who must not be seen by each other."""
