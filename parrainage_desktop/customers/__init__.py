"""The people: records, cards, consents, tags, notes, tiers, search.

- Kept: `store`, `details` (consents, tags, notes), `tiers`, `words` (the index of words), `many` for whole files,
  `merging`; `contacts` makes phones and e-mails comparable; `joined` is for the queries of other features.
- Found: `search` (who is meant), `lists` (page by page).
- Shown: `page`, with the `pane` and its `groups` at the left; beside it `working` shows the `person`, with a history
  from `table_model`, or a form: `dialogs` (somebody new), `record`, `acts`. `sheet` has the parts of these,
  `story_rules` what a person's story is made of.
"""
