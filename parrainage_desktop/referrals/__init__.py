"""Who brought whom, from card to reward.

- Decided: `claiming` (a friend arrives) by the checks in `rules`, then `service`.
- Kept: `store`, `counted` (purchases that count), `friends`, `lists`, `merging`.
- Shown: `page`, over an `overview` (`columns` of `cards`, or a `listing`) that `overview_desk` reads, one in `detail`
  with its `reason`, and a `family`; `said` tells what came of a decision, `provider` names who decides. What they show
  is read by `board`, in the words of `board_wording`.
- What led a friend here: `touch*` and `touching`.
"""
