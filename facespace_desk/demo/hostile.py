"""Names that no careful program stumbles over; the hostile_names and hostile_cameras switches."""

from __future__ import annotations

NAMES = (
    "tab\there, bell\x07, null\x00, escape\x1b[31m, line\nbreak",
    "\u202eesreveR\u202c and \u2066isolated\u2069",
    "zero\u200bwidth\u200d\ufeff",
    "Z\u0351\u036b\u0343a\u0321\u034dl\u0348\u0353g\u0322o\u0332",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "Mira @ Holt @ 07:00:00 01/01/24",
    " @ ",
    "",
    "   ",
    '=HYPERLINK("http://127.0.0.1/","x")',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "<b>bold</b><img src=x onerror=alert(1)><a href='http://127.0.0.1/'>x</a>",
    "&amp; &lt;",
    "'; DROP TABLE sightings; --",
    "%s %d {0} {name}",
    "../../etc/passwd",
    "C:\\Windows\\system32",
    "stop",
    "Long " + "x" * 10_235,
)
CAMERAS = ("", "stop", "__proto__", "<i>gate</i>", "=gate", "a/b?c#d", "\u202egate", "g" * 10_240)
UNREADABLE_ENTRIES = (
    "no stamp at all",
    "Mira Holt @ 25:61:00 04/03/24",
    "Mira Holt @ 07:59:03 31/02/24",
    "Mira Holt @ 2024-03-04T07:59:03Z",
    "Mira Holt @ 07:59 04/03/24",
    "Mira Holt@07:59:03 04/03/24",
    "Mira Holt @ ٠٧:٥٩:٠٣ 04/03/24",  # digits, but not ASCII ones
    "Mira Holt @ 07:59:03 04/03/24 ",
    "",
)
