"""How mail leaves, in the words of the Django that runs."""

from typing import Any, Final

import django

_SMTP: Final = "django.core.mail.backends.smtp.EmailBackend"
_FILES: Final = "django.core.mail.backends.filebased.EmailBackend"
_PATIENCE: Final = 10  # seconds: somebody waits for the page that says that the mail is on its way


def mail_settings(url: dict[str, Any], *, version: tuple[int, ...] = django.VERSION[:2]) -> dict[str, Any]:
    """Return Django's settings for the address that django-environ has read into `url`.

    Until Django 6.0 they are one setting for each thing (EMAIL_HOST), since 6.1 all of them are MAILERS.
    """
    backend = url["EMAIL_BACKEND"]
    options: dict[str, Any] = {}
    if backend == _FILES:
        options = {"file_path": url["EMAIL_FILE_PATH"]}
    elif backend == _SMTP:
        options = {
            "host": url["EMAIL_HOST"],
            "port": url["EMAIL_PORT"],
            "username": url["EMAIL_HOST_USER"],
            "password": url["EMAIL_HOST_PASSWORD"],
            "use_tls": url.get("EMAIL_USE_TLS", False),
            "use_ssl": url.get("EMAIL_USE_SSL", False),
            "timeout": _PATIENCE,
        }
    if version >= (6, 1):
        return {"MAILERS": {"default": {"BACKEND": backend, "OPTIONS": options}}}
    named = {"username": "host_user", "password": "host_password"}
    return {"EMAIL_BACKEND": backend} | {
        f"EMAIL_{named.get(name, name).upper()}": value for name, value in options.items()
    }
