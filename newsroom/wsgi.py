"""What a WSGI server loads: ``newsroom.wsgi:application``; with it run the clockwork and the darkroom."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()

from articles.desk import clockwork, darkroom  # noqa: E402 - models can be imported only now

clockwork.start(every=settings.NEWSROOM_SCHEDULER_SECONDS)
darkroom.start()
