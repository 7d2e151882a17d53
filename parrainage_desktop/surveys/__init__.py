"""The one question: asking it, keeping what people say, showing what it comes to, calling those who are unhappy.

- Asked in campaigns: `campaign*` and `campaigns`, `exchange` (whom to ask, as a table), `document` (forms, poster).
- Answered at the counter with `scale`, from paper in `paper_stack`, on the whole screen in `kiosk*` and `at_kiosk`;
  all of it kept by `service` and `store`, a whole file of answers by `many`.
- Read as figures by `figures` over the kept daily `counts`, and as they stood once by `absences`,
  by part in `segment_store`, one by one in `lists` and `told`.
- Shown by `page`: `overview`, `score_card`, `answer_list`, `groups_view`, `promoters_view`,
  `campaign_view`, in `pane`s.
- Followed up by `callbacks`, with `callback_list` on the screen.
"""
