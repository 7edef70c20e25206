"""Embeds: which provider an address leads to, and which frame shows it. Nothing of a text but its address counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.embeds import FRAME_ORIGINS, Embedded, look_up

FILM = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"


@pytest.mark.parametrize(
    ("url", "key", "kind", "frame"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube", "video", FILM),
        ("https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=2", "youtube", "video", FILM),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", "youtube", "video", FILM),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "video", FILM),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", "youtube", "video", FILM),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "youtube", "video", FILM),
        ("https://vimeo.com/123456", "vimeo", "video", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://vimeo.com/123456/0abc9", "vimeo", "video", "https://player.vimeo.com/video/123456?h=0abc9&dnt=1"),
        ("https://player.vimeo.com/video/123456", "vimeo", "video", "https://player.vimeo.com/video/123456?dnt=1"),
        (
            "https://x.com/bote/status/17?s=20",
            "x",
            "post",
            "https://platform.twitter.com/embed/Tweet.html?id=17&dnt=true",
        ),
        (
            "https://mobile.twitter.com/bote/status/17",
            "x",
            "post",
            "https://platform.twitter.com/embed/Tweet.html?id=17&dnt=true",
        ),
        ("https://www.instagram.com/p/C0-de_/", "instagram", "post", "https://www.instagram.com/p/C0-de_/embed/"),
        ("https://www.instagram.com/bote/reel/C0de/", "instagram", "post", "https://www.instagram.com/p/C0de/embed/"),
        ("https://www.tiktok.com/@bo.te/video/17", "tiktok", "video", "https://www.tiktok.com/player/v1/17"),
        (
            "https://www.facebook.com/bote/posts/17?a=1&b=2",
            "facebook",
            "post",
            "https://www.facebook.com/plugins/post.php?href="
            "https%3A%2F%2Fwww.facebook.com%2Fbote%2Fposts%2F17%3Fa%3D1%26b%3D2",
        ),
        (
            "https://www.facebook.com/watch/?v=17",
            "facebook",
            "video",
            "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D17",
        ),
        (
            "https://open.spotify.com/intl-de/episode/0aB?si=1",
            "spotify",
            "sound",
            "https://open.spotify.com/embed/episode/0aB",
        ),
        (
            "https://soundcloud.com/bote/lied",
            "soundcloud",
            "sound",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fbote%2Flied",
        ),
        (
            "https://bsky.app/profile/bote.example.org/post/3k",
            "bluesky",
            "post",
            "https://embed.bsky.app/embed/bote.example.org/app.bsky.feed.post/3k",
        ),
        ("https://www.datawrapper.de/_/aB3dE/", "datawrapper", "chart", "https://datawrapper.dwcdn.net/aB3dE/"),
        ("https://datawrapper.dwcdn.net/aB3dE/2/", "datawrapper", "chart", "https://datawrapper.dwcdn.net/aB3dE/"),
    ],
)
def test_an_address_of_a_provider_has_its_frame(url: str, key: str, kind: str, frame: str) -> None:
    found = look_up(url)
    assert (found.key, found.kind, found.frame) == (key, kind, frame)
    assert found.shape


def test_a_short_film_stands_upright() -> None:
    assert look_up("https://www.youtube.com/shorts/dQw4w9WgXcQ").shape == "upright"
    assert look_up("https://www.youtube.com/watch?v=dQw4w9WgXcQ").shape == "wide"


@pytest.mark.parametrize(
    "url", ["https://www.youtube.com/@bote", "https://www.youtube.com/watch?v=short", "https://www.youtube.com/"]
)
def test_a_page_of_a_provider_that_is_no_film_is_a_link(url: str) -> None:
    assert look_up(url) == Embedded("youtube", "YouTube")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.video.example/1", "video.example"),
        ("https://notyoutube.com/watch?v=dQw4w9WgXcQ", "notyoutube.com"),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "youtube.com.evil.example"),
    ],
)
def test_an_unknown_provider_is_called_by_its_host(url: str, host: str) -> None:
    assert look_up(url) == Embedded("", host)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "youtube",
        "//youtu.be/dQw4w9WgXcQ",
        "javascript://youtu.be/dQw4w9WgXcQ",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "https://evil.example\\@youtu.be/dQw4w9WgXcQ",
        "https://youtu.be@evil.example/dQw4w9WgXcQ",
        "https://[youtu.be/dQw4w9WgXcQ",
    ],
)
def test_an_address_that_is_none_or_deceives_has_no_name_and_no_frame(url: str) -> None:
    assert look_up(url) == Embedded("", "")


_HOSTS = st.sampled_from(["youtu.be", "facebook.com", "soundcloud.com", "bsky.app", "vimeo.com"])


@given(_HOSTS, st.text(max_size=40), st.sampled_from(["", "a/b", "dQw4w9WgXcQ", "bote/posts/", "profile/a/post/b"]))
def test_every_frame_is_of_an_origin_in_the_policy_and_safe_in_an_attribute(host: str, path: str, start: str) -> None:
    frame = look_up(f"https://{host}/{start}{path}").frame
    assert not frame or frame.startswith(tuple(f"{origin}/" for origin in FRAME_ORIGINS))
    assert not set(frame) & set("\"'<> \\\n")


def test_the_policy_names_no_more_than_the_frames_hosts() -> None:
    assert FRAME_ORIGINS == (
        "https://datawrapper.dwcdn.net",
        "https://embed.bsky.app",
        "https://open.spotify.com",
        "https://platform.twitter.com",
        "https://player.vimeo.com",
        "https://w.soundcloud.com",
        "https://www.facebook.com",
        "https://www.instagram.com",
        "https://www.tiktok.com",
        "https://www.youtube-nocookie.com",
    )
