"""The program: `skillgraph`, and `python -m skillgraph` where its script is not on the path."""

from __future__ import annotations

#: When the program looks for circles of objects (`gc.set_threshold`).
COLLECTED_AFTER = (1_000_000, 50, 50)


def main() -> None:
    """Run the command line in a process of its own, which ends with it.

    Such a process is short and makes few circles of objects: collecting them seldom, and not at the
    end, saves a plain `path` a sixth of its time. Python's own API changes nothing of the kind.
    """
    import gc

    gc.set_threshold(*COLLECTED_AFTER)
    try:
        from skillgraph.cli import main as run

        run()
    except KeyboardInterrupt:
        raise SystemExit(130) from None  # before the command line was there to end it
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
