"""Three hundred names that somebody may type: markup, formulas, paths, commands, signs of every script."""

_BARE = (
    "<b>Al</b>", "<img src=x>", "&amp;", "&lt;i&gt;", "<script>x</script>", "Jean <j@ex.fr>",
    "<font color=red>", "<br/>", "<para>Al", "]]>", "<!-- x -->", "<![CDATA[x]]>", "{name}", "{0}", "%s%n",
    "%(name)s", "${HOME}", "$(reboot)", "`id`", "'; DROP TABLE", "\" OR 1=1", "=cmd|'/C calc'!A0", "@SUM(A1)",
    "+1-1", "-2+3", "\\u0041", "\\n", "C:\\CON", "../../etc/passwd", "file:///etc", "\\\\host\\share", "NUL",
    "(Tj) ET", "endstream", "<< /JS >>", "%PDF-1.4", "Lefèvre", "Łukasz Żak", "Đặng Ánh", "Ωμέγα", "Жанна",
    "O’Neil", "D'Arcy", "Œuvrard", "Ñandú", "İpek", "ﬁnn", "ß", "A\u0301na", "a\u202fb !", "x\u00a0y", "½ €",
    "★ Al ✓", "Zoé\u200b", "Al\u202exe", "\u2066Al\u2069", "tab\there", "line\nbreak", "Al…", "……",
)  # fmt: skip
_AROUND = ("{}", "{} Petit", "Anne-{}", "({})", "M. {}")

NAMES = tuple(around.format(bare) for bare in _BARE for around in _AROUND)
assert len(NAMES) == len(set(NAMES)) == 300
