"""Whose film, post or chart an address leads to, and the frame that shows it with the least tracking.

The table below is all that is known: a frame's address is made of its constants and of what an address says by a
fixed pattern (mostly an identifier), never of what somebody wrote into a text. The site's content security policy
lists the same frames.

Nothing here touches a database, a file or the network.
"""

import re
from typing import Final, NamedTuple
from urllib.parse import quote, urlsplit


class Embedded(NamedTuple):
    """What an address leads to.

    `key` is the provider's ("youtube"), "" for one that is not known; `name` is what readers call it, for the unknown
    the host. `kind` is "video", "sound", "post", "chart" or "". `frame` is the address to load, "" where there is
    only the link. `shape` is the frame's: "wide", "upright", "tall" or "low".
    """

    key: str
    name: str
    kind: str = ""
    frame: str = ""
    shape: str = ""


class _Form(NamedTuple):
    """One form of a provider's addresses: `pattern` begins with the path; `frame` is filled with its groups."""

    pattern: str
    frame: str
    kind: str
    shape: str


class _Provider(NamedTuple):
    key: str
    name: str
    hosts: tuple[str, ...]
    forms: tuple[_Form, ...]


_FILM = r"(?P<id>[\w-]{11})(?![\w-])"
_YOUTUBE = "https://www.youtube-nocookie.com/embed/{id}?rel=0"
_TWEET = "https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true"

# {url} is the whole address, quoted.
_PROVIDERS: Final = (
    _Provider("youtube", "YouTube", ("youtu.be",), (_Form(rf"/{_FILM}", _YOUTUBE, "video", "wide"),)),
    _Provider(
        "youtube",
        "YouTube",
        ("youtube.com", "youtube-nocookie.com"),
        (
            _Form(rf"/watch/?\?(?:.*&)?v={_FILM}", _YOUTUBE, "video", "wide"),
            _Form(rf"/(?:embed|live|v)/{_FILM}", _YOUTUBE, "video", "wide"),
            _Form(rf"/shorts/{_FILM}", _YOUTUBE, "video", "upright"),
        ),
    ),
    _Provider(
        "vimeo",
        "Vimeo",
        ("vimeo.com",),
        (
            _Form(
                r"/(?P<id>\d+)/(?P<key>[0-9a-f]+)",
                "https://player.vimeo.com/video/{id}?h={key}&dnt=1",
                "video",
                "wide",
            ),
            _Form(
                r"/(?:video/|channels/[\w-]+/)?(?P<id>\d+)/?(?:\?|$)",
                "https://player.vimeo.com/video/{id}?dnt=1",
                "video",
                "wide",
            ),
        ),
    ),
    _Provider("x", "X", ("x.com", "twitter.com"), (_Form(r"/\w+/status/(?P<id>\d+)", _TWEET, "post", "tall"),)),
    _Provider(
        "instagram",
        "Instagram",
        ("instagram.com",),
        (
            _Form(
                r"/(?:[\w.]+/)?(?:p|reel|tv)/(?P<id>[\w-]+)",
                "https://www.instagram.com/p/{id}/embed/",
                "post",
                "tall",
            ),
        ),
    ),
    _Provider(
        "tiktok",
        "TikTok",
        ("tiktok.com",),
        (_Form(r"/@[\w.-]+/video/(?P<id>\d+)", "https://www.tiktok.com/player/v1/{id}", "video", "upright"),),
    ),
    _Provider(
        "facebook",
        "Facebook",
        ("facebook.com",),
        (
            _Form(
                r"/(?:watch/?\?|[\w.-]+/videos/|reel/)",
                "https://www.facebook.com/plugins/video.php?href={url}",
                "video",
                "wide",
            ),
            _Form(
                r"/(?:[\w.-]+/posts/|permalink\.php|story\.php|photo)",
                "https://www.facebook.com/plugins/post.php?href={url}",
                "post",
                "tall",
            ),
        ),
    ),
    _Provider(
        "spotify",
        "Spotify",
        ("spotify.com",),
        (
            _Form(
                r"/(?:intl-\w+/|embed/)?(?P<sort>track|album|playlist|artist|episode|show)/(?P<id>\w+)",
                "https://open.spotify.com/embed/{sort}/{id}",
                "sound",
                "low",
            ),
        ),
    ),
    _Provider(
        "soundcloud",
        "SoundCloud",
        ("soundcloud.com",),
        (_Form(r"/[\w-]+/[\w-]+", "https://w.soundcloud.com/player/?url={url}", "sound", "low"),),
    ),
    _Provider(
        "bluesky",
        "Bluesky",
        ("bsky.app",),
        (
            _Form(
                r"/profile/(?P<who>[\w.:-]+)/post/(?P<id>\w+)",
                "https://embed.bsky.app/embed/{who}/app.bsky.feed.post/{id}",
                "post",
                "tall",
            ),
        ),
    ),
    _Provider(
        "datawrapper",
        "Datawrapper",
        ("datawrapper.de", "datawrapper.dwcdn.net"),
        (_Form(r"/(?:_/)?(?P<id>\w{5})(?:[/?]|$)", "https://datawrapper.dwcdn.net/{id}/", "chart", "tall"),),
    ),
)

# For the directive frame-src: the origins of all frames that a page can be asked to load.
FRAME_ORIGINS: Final = tuple(
    sorted({f"https://{urlsplit(form.frame).hostname}" for provider in _PROVIDERS for form in provider.forms})
)


def look_up(url: str) -> Embedded:
    """Return what the address `url` leads to. Any text is taken; what is no web address has no name either."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:  # such as an open bracket where the host should be
        return Embedded("", "")
    # Browsers read a backslash as a slash and what stands before an @ is no host: such an address deceives.
    if parts.scheme not in {"http", "https"} or "\\" in url or "@" in parts.netloc:
        return Embedded("", "")
    path = f"{parts.path}?{parts.query}"
    known = Embedded("", host)
    for provider in _PROVIDERS:
        if not any(host == one or host.endswith(f".{one}") for one in provider.hosts):
            continue
        known = Embedded(provider.key, provider.name)
        for form in provider.forms:
            if found := re.match(form.pattern, path, re.ASCII):
                frame = form.frame.format(**found.groupdict(), url=quote(url, safe=""))
                return known._replace(kind=form.kind, frame=frame, shape=form.shape)
    return known
