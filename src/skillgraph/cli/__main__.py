"""`python -m skillgraph.cli`, where no script is installed."""

from skillgraph.cli import main

main()
