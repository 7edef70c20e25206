"""All settings, read from the environment; docs/reference/settings.md lists each variable.

Without any variable this is a house for one machine: SQLite in WAL mode, a local secret made on first start,
static files and pictures served by the application itself. ``PRODUCTION=1`` switches to the strict side: a
secret and the hosts must be given, HTTPS is required, static files are hashed.
"""

import contextlib
import os
from pathlib import Path

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from articles.body import EDITOR_EXTENSIONS
from articles.embeds import FRAME_ORIGINS
from newsroom.mail import mail_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def local_secret(path: Path) -> str:
    """Return the secret kept in `path`, made and stored (mode 0600) the first time.

    Keeps sessions alive across restarts on one machine without a secret in the repository.
    """
    if not path.exists():
        # Written beside and linked into place: of two processes that start together, one secret wins whole.
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.touch(mode=0o600)
        fresh.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(fresh, path)
        fresh.unlink()
    return path.read_text().strip()


# --- where this runs --------------------------------------------------------------------------------------

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("PRODUCTION and DEBUG are both on. DEBUG shows secrets to readers: turn it off.")

if PRODUCTION:
    if not env("SECRET_KEY", default=""):
        raise ImproperlyConfigured("SECRET_KEY is not set. Production needs one: 50 random characters or more.")
    if not env.list("ALLOWED_HOSTS", default=[]):
        raise ImproperlyConfigured("ALLOWED_HOSTS is not set. Name the hosts of the site, separated by commas.")
SECRET_KEY = env("SECRET_KEY", default="") or local_secret(BASE_DIR / ".secret-key")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# A reader can write into the headers that a proxy sets: without a proxy they are not believed.
BEHIND_PROXY = PRODUCTION and env.bool("BEHIND_PROXY", default=False)

# --- what it is made of -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "articles",
    "newsroom.admin.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",  # templates of allauth load it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "newsroom.accounts",  # after allauth, whose rows it takes out of the admin
    "newsroom.journal",
    "taggit",
    "admin_ordering",
    "django_prose_editor",
    "js_asset",
    "csp",
]

MIDDLEWARE = [
    "newsroom.journal.origin.OriginMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.language.DeskLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "newsroom.accounts.lastseen.LastSeenMiddleware",
    "newsroom.accounts.secondfactor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

# --- data -------------------------------------------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue for the lock at the start of their transaction instead of failing in the middle of it.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
else:
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
    DATABASES["default"].setdefault("CONN_HEALTH_CHECKS", True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Shared by all processes: failed logins are counted in it. The table is made by `manage.py createcachetable`, and is
# large enough that nobody can push the counts out of it.
CACHES = {"default": env.cache("CACHE_URL", default="dbcache://newsroom_cache?max_entries=100000")}

# --- accounts: who is at the desk -------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = ["newsroom.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"

# Who publishes needs a second factor.
NEWSROOM_REQUIRE_MFA = env.bool("NEWSROOM_REQUIRE_MFA", default=PRODUCTION)
# An account is locked after five wrong passwords or codes within this time, an address after twenty: a whole house
# may share one.
NEWSROOM_LOCK_MINUTES = 10
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a shift that begins; wrong attempts are counted below
    "login_failed": f"20/{NEWSROOM_LOCK_MINUTES}m/ip,5/{NEWSROOM_LOCK_MINUTES}m/key",
    "reset_password": f"10/{NEWSROOM_LOCK_MINUTES}m/ip,3/{NEWSROOM_LOCK_MINUTES}m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0

ACCOUNT_ADAPTER = "newsroom.accounts.adapter.AccountAdapter"
USERSESSIONS_ADAPTER = "newsroom.journal.sessions.RecordedSessions"
ACCOUNT_FORMS = {
    "login": "newsroom.accounts.forms.LoginForm",
    "reset_password": "newsroom.accounts.forms.ResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # of a sign-up that is closed
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are entered at the desk
# allauth's own would copy the address into a table that nobody brings up to date.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "newsroom.accounts.forms.AddPasskeyForm"}
MFA_TOTP_TOLERANCE = 1  # a code counts half a minute longer: clocks differ, and people type

# --- mail -------------------------------------------------------------------------------------------------

# Without a server each mail becomes a file that the owner of the house can read.
globals().update(mail_settings(env.email("EMAIL_URL", default=f"filemail:///{BASE_DIR / 'mail'}")))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="newsroom@localhost")

# --- language and time ------------------------------------------------------------------------------------

LANGUAGE_CODE = env("LANGUAGE_CODE", default="de")
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
TIME_ZONE = env("TIME_ZONE", default="Europe/Berlin")
USE_I18N = True
USE_TZ = True

# --- files ------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
if not PRODUCTION:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # stays empty here; WhiteNoise warns where there is none
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # a long article with its body is far below; a bomb is not
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a gallery of a thousand pictures: seven fields for each

# --- the editor and tags ----------------------------------------------------------------------------------

DJANGO_PROSE_EDITOR_EXTENSIONS = EDITOR_EXTENSIONS
# Buttons only, where the editor would have a menu that no key opens.
DJANGO_PROSE_EDITOR_MENU_GROUPS = [
    {"group": name} for name in ("blockType -lists", "marks", "link", "lists", "history", "insert")
]
TAGGIT_CASE_INSENSITIVE = True

# --- the house --------------------------------------------------------------------------------------------

# The section of an imported text that names none when the command is given none either.
NEWSROOM_DEFAULT_SECTION = env("NEWSROOM_DEFAULT_SECTION", default="Nachrichten")
# A seed text above this many bytes is refused before it is read.
NEWSROOM_MAX_SEED_BYTES = env.int("NEWSROOM_MAX_SEED_BYTES", default=5 * 1024 * 1024)
# How often each serving process looks for what is due, in seconds; 0: it does not, `publish_due --forever` runs.
NEWSROOM_SCHEDULER_SECONDS = env.float("NEWSROOM_SCHEDULER_SECONDS", default=20.0)
if not 0 <= NEWSROOM_SCHEDULER_SECONDS <= 45:  # what is due is public within a minute
    raise ImproperlyConfigured("NEWSROOM_SCHEDULER_SECONDS must be 0 (off), or a number of seconds up to 45.")
# Who makes the smaller copies of pictures: a thread of each serving process, or `render_pictures --forever`.
NEWSROOM_RENDERING = env("NEWSROOM_RENDERING", default="server")
if NEWSROOM_RENDERING not in {"server", "worker"}:
    raise ImproperlyConfigured(f"NEWSROOM_RENDERING is {NEWSROOM_RENDERING!r}. It is either server or worker.")
# Modules with checks of the project's own, which every piece goes through before it is published.
NEWSROOM_CHECKS: list[str] = env.list("NEWSROOM_CHECKS", default=[])

# --- security ---------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        # Tiptap and the admin position things by style attributes; style elements stay forbidden.
        "style-src-attr": ["'unsafe-inline'"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        # Our own previews, and what a reader may ask to be shown from elsewhere.
        "frame-src": [SELF, *FRAME_ORIGINS],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's popups and the preview live in frames of our own
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # asks for DENY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_NAME = "newsroom_session"
CSRF_COOKIE_NAME = "newsroom_csrf"
if PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="INFO")},
}
