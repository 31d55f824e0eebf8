"""Settings: everything that differs between installations comes from the environment.

ANSWERABLE_HOME           folder for the database, files, keys and the baked register (default ~/.answerable)
ANSWERABLE_HOSTS          host names of the workspace, separated by commas (required outside the demonstration)
ANSWERABLE_WORKSPACE_ADDRESS  address of the workspace, for the links in mail (default https:// and the first host)
ANSWERABLE_REGISTER_ADDRESS  address of the public register, for the links to it
ANSWERABLE_DEMONSTRATION  "1": plain HTTP on this machine, example people and texts
ANSWERABLE_SECRET_KEY     signs sessions; made in the home folder at first start when not given
ANSWERABLE_EMAIL_URL      mail server, such as smtp+tls://user:password@mail.example.org:587 (default: none, mail is
                          written and a person sends it)
ANSWERABLE_EMAIL_FROM     the address that mail comes from (required with a mail server)
ANSWERABLE_SEALING_KEY    seals the secrets of people's second factors; made likewise
ANSWERABLE_OIDC_ISSUER    the office's identity provider; with ANSWERABLE_OIDC_CLIENT_ID and ANSWERABLE_OIDC_SECRET
ANSWERABLE_OIDC_NAME      what the sign-in page calls it (default "your office account")
ANSWERABLE_OIDC_ACR       values of its `acr` that stand for two factors, separated by commas
ANSWERABLE_TRUSTED_PROXIES  how many proxies of your own stand in front (default 0)
DATABASE_URL              for instance postgres://user:password@host/name (default: SQLite in the home folder)
"""

from __future__ import annotations

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from answerable.site.mail_server import mail_server
from answerable.site.secret_key import secret_key
from answerable.site.single_sign_on import providers

env = environ.Env()

HOME = Path(env.str("ANSWERABLE_HOME", default=str(Path.home() / ".answerable"))).expanduser().resolve()
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
DEMONSTRATION = env.bool("ANSWERABLE_DEMONSTRATION", default=False)

DEBUG = False
if env.bool("DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG shows drafts and settings to visitors. Unset DEBUG.")
SECRET_KEY = secret_key(
    "ANSWERABLE_SECRET_KEY", env.str("ANSWERABLE_SECRET_KEY", default=""), HOME / "secret-key")
SEALING_KEY = secret_key(  # seals what the database holds of people's second factors; never in the database itself
    "ANSWERABLE_SEALING_KEY", env.str("ANSWERABLE_SEALING_KEY", default=""), HOME / "sealing-key")

ALLOWED_HOSTS = env.list("ANSWERABLE_HOSTS", default=["localhost"] if DEMONSTRATION else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set ANSWERABLE_HOSTS to the host name of the workspace, or ANSWERABLE_DEMONSTRATION=1.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ANSWERABLE_HOSTS may not be '*'. Name the host of the workspace.")

ROOT_URLCONF = "answerable.site.urls"
WSGI_APPLICATION = "answerable.site.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",  # `allauth.mfa` needs it; none of its pages is routed
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "answerable.accounts",
    "answerable.messages",
    "answerable.links",
    "answerable.inspections",
    "answerable.responses",
    "answerable.commitments",
    "answerable.needs",
    "answerable.register",
    "answerable.reminders",
    "answerable.workspace",
    "answerable.cli",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # first, so that every answer carries the policy: files, refusals, redirects
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "answerable.workspace.middleware.private_responses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # hands the request to the checks of security keys
    "answerable.workspace.middleware.MemberMiddleware",
]

# --- data ------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{HOME / 'answerable.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time, readers beside it; a writer waits for another instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
                        "PRAGMA secure_delete=ON;",  # what is deleted is overwritten
    }
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = HOME / "files"  # uploads by SHA-256; never served by address
REGISTER_ROOT = HOME / "register"  # one baked register a body
REGISTER_ADDRESS = env.str("ANSWERABLE_REGISTER_ADDRESS", default="")  # where a web server shows it
WORKSPACE_ADDRESS = env.str(  # for links in what leaves by itself, where no request says it
    "ANSWERABLE_WORKSPACE_ADDRESS",
    default="http://localhost:8000" if DEMONSTRATION else f"https://{ALLOWED_HOSTS[0].lstrip('.')}").rstrip("/")
KEYS_ROOT = HOME / "keys"  # signing keys; not in the database, not in its backup
NOTES_ROOT = HOME / "notes"  # about this installation: its last backup, what a restore still has to compare
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "answerable.workspace.uploads.StopAtTheCap",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- mail ------------------------------------------------------------------------------------------------
EMAIL_HOST, EMAIL_TIMEOUT = "", 20  # no host: there is no mail server, and nothing leaves by itself
EMAIL_FROM = env.str("ANSWERABLE_EMAIL_FROM", default="")
if _address := env.str("ANSWERABLE_EMAIL_URL", default=""):
    vars().update(mail_server(_address, EMAIL_FROM))

# --- people ----------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "answerable.accounts.passwords.OwnWordsValidator"},
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "allauth.account.adapter.DefaultAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "answerable.accounts.second_factor.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Answerable"
OIDC_ISSUER = env.str("ANSWERABLE_OIDC_ISSUER", default="")
OIDC_NAME = env.str("ANSWERABLE_OIDC_NAME", default="your office account")  # as the sign-in page calls it
OIDC_ACR = env.list("ANSWERABLE_OIDC_ACR", default=[])  # values of `acr` that stand for two factors there
SOCIALACCOUNT_PROVIDERS = providers(
    OIDC_ISSUER, env.str("ANSWERABLE_OIDC_CLIENT_ID", default=""), env.str("ANSWERABLE_OIDC_SECRET", default=""),
    may_be_http=DEMONSTRATION)
SOCIALACCOUNT_STORE_TOKENS = False
TRUSTED_PROXIES = env.int("ANSWERABLE_TRUSTED_PROXIES", default=0)
CSRF_FAILURE_VIEW = "answerable.workspace.errors.csrf_failed"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "now"
LOGOUT_REDIRECT_URL = "sign-in"
SESSION_ENGINE = "answerable.accounts.session_store"
SESSION_COOKIE_AGE = 60 * 60  # ends after an hour unused; the middleware notes use
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
if not DEMONSTRATION:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# --- pages -----------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": False,
        "DIRS": [],
        "OPTIONS": {
            "environment": "answerable.workspace.environment.environment",
            "context_processors": ["answerable.workspace.environment.frame"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
PACKAGE = Path(__file__).resolve().parent.parent
STATIC_URL = "/assets/"
STATICFILES_DIRS = [PACKAGE / "assets", PACKAGE / "workspace" / "scripts"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
LANGUAGE_CODE = "en-gb"
USE_I18N = False  # no translation is shipped; pages spell their own dates (`duties.words`)
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- logs: no addresses, no names, no texts ---------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "answerable.site.quiet_logs.WithoutTokens"}},
    "formatters": {"plain": {"()": "answerable.site.logs.PlainLines"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_tokens"], "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
