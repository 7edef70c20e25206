"""Every address of the site by its name, and what kind of door it is. An address that stands nowhere fails the build.

To add an address: give it a line in the table of its kind below. The tests of the matrix do the rest.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

READERS: Final = frozenset(
    f"site:{name}"
    for name in (
        "home", "feed", "imprint", "rendition", "original", "topic", "topic_feed", "author", "author_feed", "section",
        "section_feed", "gallery_start", "gallery", "article", "picture_sitemap",
    )
)  # fmt: skip
LINKS: Final = frozenset({"preview:linked", "preview:comment", "preview:linked_picture"})  # for who has the link
SIGNING_IN: Final = frozenset({
    "account", "account_login", "account_logout", "account_inactive", "account_reauthenticate",
    "account_change_password", "account_set_password", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn", "mfa_login_webauthn",
    "usersessions_list", "usersessions_end", "set_language",
    "admin:login", "admin:logout", "admin:password_change", "admin:password_change_done",
})  # fmt: skip


class Door(NamedTuple):
    """A door of the desk.

    Args:
        needs: what one has to be allowed: a letter of the table of rights (see, write, publish, delete), or the
            roles that may, by their first letters ("r" for reporter, … "*" for everybody at the desk, "" for nobody).
        sends: what one has to be allowed to send something, where that is more.
        takes: what it takes: "both" reads and sends, or only "get" or "post".
        hidden: the answer for a row that is not there, or not for this person: 302 leads to the desk with a sentence.
        query: what a request for it says.
        data: what is sent, for a door that changes something.
    """

    needs: str
    sends: str = ""
    takes: str = "both"
    hidden: int = 302
    query: str = ""
    data: str = ""


# Doors to one piece: `articles_<kind>_<name>`, for articles and galleries alike.
OF_PIECES: Final = {
    "change": Door("see", "write", data="{headline}=Gekapert&base={base}"),
    "history": Door("see", takes="get"),
    "compare": Door("see", takes="get", query="from=now&to=now"),
    "show": Door("see", takes="get", query="what=now"),
    "restore": Door("write", query="what=v{version}", data="what=v{version}&seen={version}"),
    "delete": Door("delete", data="post=yes"),
    "publish": Door("publish", data="when=now&change=update&seen={version}&override=Muss+sein"),
    "withdraw": Door("publish", data="note=Falsch"),
    "hand_in": Door("write", data="note=Fertig"),
    "send_back": Door("publish", data="note=Kürzen"),
    "step": Door("see", "publish", takes="post", data="_step=withdraw"),
    "preview_links": Door("see", "write", hidden=404, data="days=7"),
    "revoke": Door("write", takes="post", hidden=404, data="x=x"),
    "annotations": Door("see", takes="get", hidden=404),
    "tick_off": Door("write", takes="post", hidden=404, data="done=1"),
}
# Doors to what hangs on a piece: as the piece, where the role may see such rows at all.
HANGING: Final = {
    "version_change": Door("see", "never", data="kind=edit"),
    "version_history": Door("see"),
    "version_delete": Door("never", data="post=yes"),
    "release_change": Door("see", "never", data="note=Gekapert"),
    "release_history": Door("see"),
    "release_delete": Door("never", data="post=yes"),
    "relatedlink_change": Door("see", "write", data="title=Gekapert&base={base}"),
    "relatedlink_history": Door("see"),
    "relatedlink_delete": Door("write", data="post=yes"),
}
# Previews of what is saved, and of what one is typing.
PREVIEWS: Final = {
    "preview:article": Door("see", takes="get", hidden=404),
    "preview:gallery": Door("see", takes="get", hidden=404),
    "preview:gallery_picture": Door("see", takes="get", hidden=404),
    "preview:session": Door("see", takes="get", hidden=404),
    "preview:session_picture": Door("see", takes="get", hidden=404),
}
# Doors that lead to no piece: by role. r eporter, e ditor, p hoto desk, c hief, t echnician.
OF_ROLES: Final = {
    "index": Door("*"),
    "search": Door("*"),
    "jsi18n": Door("*"),
    "app_list": Door("*"),
    "autocomplete": Door("repc", query="app_label=articles&model_name=article&field_name=lead_picture"),
    "articles_article_changelist": Door("repc"),
    "articles_article_add": Door("rec"),
    "articles_article_names": Door("repc", takes="get"),
    "articles_article_words": Door("*"),
    "articles_article_from_text": Door("rec"),
    "articles_article_from_text_read": Door("rec", takes="post"),
    "articles_article_previews": Door("repc", takes="get"),
    "articles_article_found": Door("rec", takes="get", query="kind=related"),
    "articles_article_row": Door("rec", takes="get", query="kind=picture&pk={picture}"),
    "articles_article_gather": Door("rec", takes="post"),
    "articles_article_link": Door("rec", takes="post"),
    "articles_article_autosave": Door("rec", takes="post"),
    "articles_article_presence": Door("rec", takes="post"),
    "articles_article_put_away": Door("rec", takes="post"),
    "articles_gallery_changelist": Door("repc"),
    "articles_gallery_add": Door("repc"),
    "articles_gallery_autosave": Door("repc", takes="post"),
    "articles_gallery_presence": Door("repc", takes="post"),
    "articles_gallery_put_away": Door("repc", takes="post"),
    "articles_relatedlink_changelist": Door("repc"),
    "articles_relatedlink_add": Door("rec"),
    "articles_version_changelist": Door("repc"),
    "articles_version_add": Door(""),
    "articles_release_changelist": Door("repc"),
    "articles_release_add": Door(""),
    "articles_masthead_changelist": Door("ct"),
    "articles_masthead_add": Door(""),
    "articles_section_changelist": Door("repct"),
    "articles_section_add": Door("ct"),
    "articles_author_changelist": Door("repc"),
    "articles_author_add": Door("epc"),
    "articles_agency_changelist": Door("repct"),
    "articles_agency_add": Door("epct"),
    "articles_picture_changelist": Door("repc"),
    "articles_picture_add": Door("repc"),
    "articles_picture_upload": Door("repc"),
    "articles_picture_instead": Door("repc", takes="post"),
    "articles_picture_found": Door("repc", takes="get"),
    "articles_picture_card": Door("repc", takes="get", query="pk={picture}"),
    "articles_picture_grid": Door("repc"),
    "articles_picture_gather": Door("repc", takes="post"),
    "articles_tag_changelist": Door("repc"),
    "articles_tag_add": Door("repc"),
    "auth_user_changelist": Door("ct"),
    "auth_user_add": Door("ct"),
    "auth_group_changelist": Door("ct"),
    "auth_group_add": Door(""),
    "articles_journalentry_changelist": Door("ct"),
    "articles_journalentry_add": Door(""),
    "articles_journalentry_export_csv": Door("ct"),
    "articles_journalentry_export_jsonl": Door("ct"),
    "admin_logentry_changelist": Door("ct"),
    "admin_logentry_add": Door(""),
    "admin_logentry_export_csv": Door("ct"),
    "admin_logentry_export_jsonl": Door("ct"),
}
# Doors to a row that is no piece: by role. A picture is somebody else's; an account is a reporter's.
OF_ROWS: Final = {
    "articles_masthead": {"change": "ct", "history": "ct", "delete": ""},
    "articles_section": {"change": "repct", "history": "repct", "delete": "c"},
    "articles_author": {"change": "repc", "history": "repc", "delete": "c"},
    "articles_agency": {"change": "repct", "history": "repct", "delete": "c"},
    "articles_picture": {"change": "repc", "history": "repc", "delete": "epc"},
    "articles_tag": {"change": "repc", "history": "repc", "delete": "c"},
    "auth_user": {"change": "ct", "history": "ct", "delete": "", "password_change": ""},
    "auth_group": {"change": "ct", "history": "ct", "delete": ""},
    "articles_journalentry": {"change": "ct", "history": "ct", "delete": ""},
    "admin_logentry": {"change": "ct", "history": "ct", "delete": ""},
}
# Doors that only lead on: a row's bare address, the way to a page of the site, and whatever there is not.
LEADING_ON: Final = frozenset({"admin:view_on_site", "admin:"})


def addresses() -> dict[str, set[str]]:
    """Return every pattern of the URLconf by its full name; those without a name share that of their room."""
    found: dict[str, set[str]] = {}
    for name, pattern in _walked(get_resolver().url_patterns):
        found.setdefault(name, set()).add(pattern)
    return found


def _walked(patterns: Iterable[Any], prefix: str = "", rooms: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = (*rooms, one.namespace) if one.namespace else rooms
            yield from _walked(one.url_patterns, prefix + str(one.pattern), inner)
        elif isinstance(one, URLPattern):
            yield ":".join((*rooms, one.name or "")), prefix + str(one.pattern)


def listed() -> dict[str, str]:
    """Return every name that the tables have, with the table; fails where one stands in two."""
    tables: dict[str, Iterable[str]] = {
        "readers": READERS,
        "links": LINKS,
        "signing in": SIGNING_IN,
        "of pieces": [f"admin:articles_{kind}_{name}" for kind in ("article", "gallery") for name in OF_PIECES],
        "hanging": [f"admin:articles_{name}" for name in HANGING],
        "previews": PREVIEWS,
        "of roles": [f"admin:{name}" for name in OF_ROLES],
        "of rows": [f"admin:{kind}_{name}" for kind, doors in OF_ROWS.items() for name in doors],
        "leading on": LEADING_ON,
    }
    found: dict[str, str] = {}
    for table, names in tables.items():
        for name in names:
            assert name not in found, f"{name} stands in two tables: {found[name]} and {table}"
            found[name] = table
    return found
