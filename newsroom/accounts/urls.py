"""The addresses of accounts, below /konto/. The names are allauth's, which looks for them.

Not here: sign-up, e-mail addresses, codes by mail, accounts elsewhere. What has no address is no way in.
"""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from newsroom.accounts import sessions

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", sessions.SessionsView.as_view(), name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.end, name="usersessions_end"),
]
