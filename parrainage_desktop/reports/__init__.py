"""Months and years as figures: on the screen, on paper, as tables.

- Counted: `service` over `store`, `ledger` (the vouchers' account), `events`, `then` and `friends`, all as things were
  known when a month ended; the `key_*` files for key figures; `years`; `owed`.
- In words: `wording`, `year_wording`, `compare_wording`, `paper_wording`; `remarks` decides what is noted, and `notes`
  says it.
- On paper: `document`, of `account`, `year_account`, `key_page` and `owed_list`, laid out by `blocks` and `edges`.
- As files: `files` chooses between paper, `exchange` (tables) and `pictures`.
- Shown: `page`, with `month_view`, `year_view` and `compare_view` made of `kpis`, `series_view` and `figure_table`;
  `counting` and `exporting` work beside it, `made_line` tells of a file that is there.
- For other screens: `earned`, `practice`.
"""
