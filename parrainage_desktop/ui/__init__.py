"""Qt pieces that know no feature.

- Looks: `theme`, `icons`, `layouts`, `painted`, `chart_view`.
- Filled in and pressed: `fields`, `choices`, `chips`, `picker`, `months`, `actions`, `touch_keyboard`.
- Read: `rows` over `paged`, `messages`, `tips`, `inviting` (an empty view), `paper_view`.
- Keys and hands: `scanner`, `keys`, `focus_ring`.
- Beside the screen: `jobs`, `refresh`, `page` (what a screen is), `printers`, `sounds`, `garbage`, `toolkit`.
"""
