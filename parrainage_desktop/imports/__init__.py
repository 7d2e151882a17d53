"""Bringing in the shop's own files: customers, and the answers of a form; each once, each taken back as a whole.

- Understood: `columns` (what a heading means), `cells` and `reading` (what a cell says), `people` (rows made into
  people), `names` and `keys` (whom a row is about), `known` (whom the store knows of them).
- Decided and written: `planning`, `tally`, `writing_in`, `service`, `store`; a little at a time in `batches`, and
  taken back by `interrupted` when it came to no end.
- Shown: `wizard` with its `steps`, `dialogs` and `results`; `left_out` gives the wrong rows back.
- The same for answers: the files `answer*`.
"""
