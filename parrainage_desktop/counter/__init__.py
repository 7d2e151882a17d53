"""The counter: one field, one clear answer, today's activity with undo.

- Decided: `service`, `rewarding` and `unrewarding` with `earnings`, `deciding` about referrals that were put aside;
  `till` is all the screen asks of them.
- Shown: `page` with its `keys` and `search`; `stage` has one thing on it at a time: `ready` with `people`, a `verdict`
  with `part_use`, a `person` with their `purchase`, a `new_friend` with `arrival`, `answering` with `answer_bands`, or
  a `review_link`; `header` and `today` stay.
- Done there: `acts`, told by `outcome`; `at_hand` is what lies on the counter, `errand` what the next name is for.
- For others: `activity` (the day's list), `story*` and `telling` (one person, whole), `decisions` in words.
"""
