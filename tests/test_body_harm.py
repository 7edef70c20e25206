"""The body's HTML: nothing harmful comes through, whatever is typed, pasted or posted."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from articles.body import sanitise, to_blocks, to_html
from articles.document import Embed

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
UUID = "0f0a4f9e-6f51-4d2e-9f43-5b5d0e3c7a11"

_ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in ("p", "h2", "h3", "ul", "li", "blockquote", "strong", "em", "br")},
    "cite": set(),
    "story-facts": set(),
    "ol": {"start", "type", "data-type"},
    "a": {"href", "title", "rel"},
    **{f"story-{kind}": {"uuid"} for kind in ("picture", "gallery", "related")},
    "story-embed": {"provider", "url", "text"},
}


def words_of(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]*>", " ", html)).split()


class _Inspector(HTMLParser):
    """Fails at everything that the editor does not make."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _ALLOWED, f"<{tag}>"
        for name, value in attrs:
            assert name in _ALLOWED[tag], f"<{tag} {name}>"
            if name in {"href", "url"}:
                # Browsers skip controls and blanks in front, and tabs and line ends anywhere.
                address = re.sub(r"[\t\r\n]", "", value or "").lstrip("".join(map(chr, range(33))))
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", address, re.IGNORECASE)
                assert scheme is None or scheme[1].lower() in {"http", "https", "mailto", "tel"}, value

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        pytest.fail(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        pytest.fail(f"<![{data}]>")


def assert_harmless(html: str) -> None:
    clean = sanitise(html)
    for text in (clean, to_html(to_blocks(clean))):
        inspector = _Inspector()
        inspector.feed(text)
        inspector.close()
    assert sanitise(clean) == clean


@pytest.mark.parametrize(
    "payload",
    [
        "<script>alert(1)</script>",
        "<p onclick=alert(1)>x</p>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="JaVaScRiPt:alert(1)">x</a>',
        '<a href="&#106;avascript:alert(1)">x</a>',
        '<a href="java\tscript:alert(1)">x</a>',
        '<a href="\x01javascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        '<a href="https://example.org" style="position:fixed" target="_blank">x</a>',
        '<img src=x onerror="alert(1)">',
        "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<iframe src='https://example.org'></iframe>",
        "<form action=/><input name=q><button formaction=javascript:alert(1)>x</button></form>",
        "<style>p{background:url(javascript:alert(1))}</style>",
        "<!-- <p>--!><script>alert(1)</script> -->",
        '<story-embed provider="x" url="javascript:alert(1)" text="Film"></story-embed>',
        '<story-embed provider="x" url=" data:text/html,x" text="Film"></story-embed>',
        f'<story-picture uuid="{UUID}" onload="alert(1)"></story-picture>',
        "<story-quiz src=x></story-quiz>",
        '<story-facts onclick="alert(1)"><h3 onclick=alert(1)>x</h3><script>alert(1)</script></story-facts>',
        '<blockquote cite="javascript:alert(1)"><p>x</p><cite style="position:fixed">y</cite></blockquote>',
        "<base href=//example.org><link rel=stylesheet href=//example.org/x.css><meta http-equiv=refresh content=0>",
    ],
)
def test_harmful_html_is_stripped(payload: str) -> None:
    assert_harmless(f"<p>vorher</p>{payload}<p>nachher</p>")
    assert {"vorher", "nachher"} <= set(words_of(sanitise(f"<p>vorher</p>{payload}<p>nachher</p>")))


def test_the_words_around_a_script_stay_and_the_script_goes() -> None:
    assert sanitise("<p>a<script>alert(1)</script>b</p>") == "<p>ab</p>"


def test_an_embed_that_leads_nowhere_good_keeps_its_words() -> None:
    (embed,) = to_blocks(sanitise('<story-embed provider="x" url="javascript:alert(1)" text="Film"></story-embed>'))
    assert embed == Embed("x", text="Film")


def test_links_tell_nothing_to_the_page_they_open() -> None:
    assert 'rel="noopener"' in sanitise('<a href="https://example.org/">x</a>')


def test_the_payloads_of_the_owasp_cheat_sheet_are_harmless() -> None:
    path = CORPORA / "xss-owasp-filter-evasion" / "payloads.json"
    if not path.exists():
        pytest.skip("The corpus xss-owasp-filter-evasion does not lie beside this checkout.")
    payloads = json.loads(path.read_text(encoding="utf-8"))
    assert len(payloads) > 100
    for payload in payloads:
        assert_harmless(payload)


def test_the_payloads_of_html5lib_are_harmless() -> None:
    folder = CORPORA / "xss-html5lib-sanitizer"
    if not folder.exists():
        pytest.skip("The corpus xss-html5lib-sanitizer does not lie beside this checkout.")
    # JSON with comments in it: the inputs are read one by one.
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.dat")))
    payloads = [json.loads(found) for found in re.findall(r'"input":\s*("(?:[^"\\]|\\.)*")', text)]
    assert len(payloads) > 90
    for payload in [*payloads, *(path.read_text(errors="replace") for path in folder.glob("*.html"))]:
        assert_harmless(payload)
