"""Both sides' rewards: issue, check, redeem, reverse, correct.

- Decided: `rules`, `judging` (one that is held out), `service`, `corrections`, `advances`.
- Kept: `store`, `lookups` (one), `lists` (many), `printings` (still to be put on paper).
- Shown: `page`, with `overview`, `narrowing`, the `table_model` that `cells` paints, `foot`, `unprinted`; `acts` asks
  in `dialogs` what a correction needs.
- On paper: `document`, and `tickets` for a receipt printer. From a terminal: `commands`, which say it by `answers`.
"""
