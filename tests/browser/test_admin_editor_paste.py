"""What is pasted from elsewhere keeps paragraphs, subheads, lists, links and emphasis, and nothing else."""

import os
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.admin_rows import superuser
from tests.browser.conftest import sign_in

# Playwright keeps an event loop in this thread, and Django refuses the database beside one: here the two never meet.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><title>Der Hafen</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=DE style='tab-interval:35.4pt'><!--StartFragment-->
<p class=MsoTitle><span style='font-size:28.0pt'>Der Hafen w&auml;chst<o:p></o:p></span></p>
<p class=MsoNormal><b><span style='mso-bidi-font-weight:normal'>Drei</span></b> Krane&nbsp;&nbsp; kommen
<i>langsam</i> aus <st1:City w:st="on">Bremen</st1:City>.<span
class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[IS1]</a></span><o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h1><a name="_Toc1"></a>Schritttempo<o:p></o:p></h1>
<p class=MsoHeading7 style='mso-outline-level:7'><b>Kleines</b></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>Erstens<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Zweitens<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span>Nummer</p>
<p class=MsoNormal>Ein <a href="https://hafen.example/">Verweis</a>, <del cite="mailto:IS">gestrichen</del><ins
cite="mailto:IS">neu</ins>, <a href="file:///C:/Dokumente/x.docx">lokal</a>. <img width=300 src="file:///C:/x.jpg"></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Kran</p></td><td><p class=MsoNormal>80 m</p></td></tr>
<tr><td><p class=MsoNormal>Schiff</p></td><td><p class=MsoNormal><b>120 m</b></p></td></tr></table>
<div style='mso-element:comment-list'><p class=MsoCommentText>Stimmt das?</p></div>
<!--EndFragment--></body></html>"""
WORD_CLEAN = (
    "<h2>Der Hafen wächst</h2><p><strong>Drei</strong> Krane kommen <em>langsam</em> aus Bremen.</p>"
    "<h2>Schritttempo</h2><h3>Kleines</h3><ul><li><p>Erstens</p></li><li><p>Zweitens</p></li></ul>"
    "<ol><li><p>Nummer</p></li></ol>"
    '<p>Ein <a href="https://hafen.example/">Verweis</a>, neu, lokal.</p>'
    "<p>Kran · 80 m</p><p>Schiff · <strong>120 m</strong></p>"
)

GOOGLE = """<meta charset='utf-8'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1f">
<h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-weight:400">Schritttempo</span></h1>
<p dir="ltr" style="line-height:1.38"><span style="font-size:11pt;font-weight:400;font-style:normal">Ein </span><span
style="font-weight:700">fettes</span><span style="font-weight:400"> und </span><span
style="font-weight:400;font-style:italic">schräges</span><span style="font-weight:400"> Wort, </span><a
href="https://www.google.com/url?q=https://hafen.example/&amp;sa=D" style="text-decoration:none"><span
style="color:#1155cc">ein Verweis</span></a><span>.</span></p><br />
<ul style="margin-top:0"><li dir="ltr" style="list-style-type:disc"><p dir="ltr" role="presentation"><span
style="font-weight:400">Erstens</span></p></li><ul><li dir="ltr"><p><span>Darunter</span></p></li></ul></ul>
<h4 dir="ltr"><span>Kleines</span></h4><p dir="ltr"><span style="font-weight:400"><span style="border:none"><img
src="https://lh7.googleusercontent.com/x" width="602" height="401" /></span></span></p><br /></b>"""
GOOGLE_CLEAN = (
    "<h2>Schritttempo</h2><p>Ein <strong>fettes</strong> und <em>schräges</em> Wort, "
    '<a href="https://hafen.example/">ein Verweis</a>.</p>'
    "<ul><li><p>Erstens</p></li><li><p>Darunter</p></li></ul><h3>Kleines</h3>"
)

LIBRE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<meta name="generator" content="LibreOffice 7.4"/><style type="text/css">p { line-height: 115% }</style></head>
<body lang="de-DE" dir="ltr"><h2 class="western">Schritttempo</h2>
<p class="western" align="left" style="margin-bottom: 0cm">Ein <b>fettes</b> <font color="#ff0000"><i>Wort</i></font>.
</p><p class="western"><br/>
</p><ol><li><p style="margin-bottom: 0cm">Erstens</p></li></ol><p><sdfield type="DATETIME">25.11.2026</sdfield><br/>
zweite Zeile</p></body></html>"""
LIBRE_CLEAN = (
    "<h2>Schritttempo</h2><p>Ein <strong>fettes</strong> <em>Wort</em>.</p><ol><li><p>Erstens</p></li></ol>"
    "<p>25.11.2026<br>zweite Zeile</p>"
)

PAGE = """<article style="color:red"><nav><a href="/">Start</a></nav><h1>Der Hafen</h1><script>alert(1)</script>
<style>p{}</style><figure><img src="x.jpg" onerror="alert(1)"><figcaption>Ein Bild</figcaption></figure>
<div>Ein Satz<br><br>noch einer &amp; <span style="font-weight: bold">fett</span>.<span style="display:none">Spur</span>
</div><p><a href="javascript:alert(1)">böse</a> <a href="mailto:a@b.example">Brief</a> &lt;b&gt;</p>
<pre>Zeile 1
Zeile 2</pre><iframe src="https://tracker.example"></iframe><p>\u200b\u00a0</p>
<table><tr><td><p>Erster Absatz.</p><p>Zweiter Absatz.</p></td><td>Rand</td></tr></table></article>"""
PAGE_CLEAN = (
    "<p>Start</p><h2>Der Hafen</h2><p>Ein Satz</p><p>noch einer &#38; <strong>fett</strong>.</p>"
    '<p>böse <a href="mailto:a@b.example">Brief</a> &#60;b&#62;</p><p>Zeile 1</p><p>Zeile 2</p>'
    "<p>Erster Absatz.</p><p>Zweiter Absatz.</p><p>Rand</p>"
)


@pytest.fixture
def desk(live_server: Any, page: Page) -> Page:
    """Return the form of a new article, with the cursor in its text."""
    superuser()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/article/add/")
    sign_in(page)
    page.locator(".ProseMirror[contenteditable]").click()
    return page


def cleaned(page: Page, html: str) -> str:
    return str(page.evaluate("html => import('newsroom-editor/paste').then(({ cleaned }) => cleaned(html))", html))


def paste(page: Page, **content: str) -> None:
    page.evaluate(
        """(content) => {
          const clipboardData = new DataTransfer()
          for (const [kind, text] of Object.entries(content)) clipboardData.setData(`text/${kind}`, text)
          const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
          document.querySelector(".ProseMirror[contenteditable]").dispatchEvent(event)
        }""",
        content,
    )


def body(page: Page) -> str:
    return str(page.locator("#id_body").evaluate("area => area.value"))


def test_each_source_is_cleaned_to_what_the_text_may_have(desk: Page) -> None:
    for html, clean in ((WORD, WORD_CLEAN), (GOOGLE, GOOGLE_CLEAN), (LIBRE, LIBRE_CLEAN), (PAGE, PAGE_CLEAN)):
        assert cleaned(desk, html) == clean
        assert cleaned(desk, clean) == clean


def test_pasted_from_word_it_stands_so_in_the_text(desk: Page) -> None:
    paste(desk, html=WORD, plain="Der Hafen wächst")
    expect(desk.locator(".ProseMirror[contenteditable] h3")).to_have_text("Kleines")
    assert body(desk).replace('<ol data-type="decimal">', "<ol>") == WORD_CLEAN


def test_a_pasted_half_sentence_goes_on_in_its_paragraph(desk: Page) -> None:
    desk.keyboard.type("Der ")
    paste(desk, html="<meta charset=utf-8><p style='x'>halbe <b>Satz</b></p>", plain="halbe Satz")
    assert body(desk) == "<p>Der halbe <strong>Satz</strong></p>"


def test_plain_text_becomes_a_paragraph_for_each_line(desk: Page) -> None:
    paste(desk, plain="Eins.\r\n\r\n  Zwei\u00a0\u00a0drei.\n \nVier <b>.")
    assert body(desk) == "<p>Eins.</p><p>Zwei drei.</p><p>Vier &lt;b&gt;.</p>"


def test_what_the_editor_copied_itself_is_left_as_it_is(desk: Page) -> None:
    own = '<story-picture data-pm-slice="0 0 []" uuid="c27bcb62-2317-5fb7-a870-404132eae685"></story-picture>'
    assert cleaned(desk, own) == own
