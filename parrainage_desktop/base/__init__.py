"""What every feature stands on: no Qt, no feature knowledge.

- The store: `database` over `engine`, `store_files`, `shape` and `migrations`; `journal`; `faults` (what drivers say),
  `health`, `owners` and `bulk` for whoever needs them.
- What is typed and read: `writing`, `codes`, `money`, `days`, `clock`, `i18n`; `doubt` when the date cannot be right.
- Files: `tables_in` over `delimited`, `workbook` and `vcards`, told apart by `table_files`; `tables_out`, `whole_file`.
- Paper: `pdf` over `typeset`, `qr`, `emblem`, `pictures`; `paper` tells of it, `proofreading` reads it back, `pages`
  shows it.
- Charts: `charts` and `answer_charts` are geometry; `painting` and `svg` draw it.
- The rest: `terminal`, `progress`, `errors`, `log`, `paths`, `tokens` (the design).
"""
