"""What joins the features: windows, first start, terminal, sample shop.

- Starting: `start`, then `program` fills the `window`: `opening` a store, `making` one, `first_start` with its
  `first_steps` and `first_pictures`, or a `plain_view`; `one_instance` a store.
- An open shop: a `frame` with its `sidebar`, a `desk` with the screens of `places`, joined by `links`; `badges`,
  `notice`, `dates`; `person_menu` and its `wishes`, `asking` where it must, kept in `settings`; `kiosk_mode`,
  `qt_words`.
- Papers: `printing` and `paperwork`, looked at in a `preview` with `code_tools`; `asking_papers`, `report_papers`,
  `month_end`, `personal_data`.
- From a terminal: `terminal`, `commands`, `doctor`.
- The sample shop: `demo`, `demo_people`, `demo_folder`.
- When the program breaks: `crash`.
"""
