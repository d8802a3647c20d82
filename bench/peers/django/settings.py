"""The smallest project that dumps and loads the mixed table."""

import json
import os

DATABASES = {"default": json.loads(os.environ["BENCH_DATABASE"])}
INSTALLED_APPS = ["records"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "none"
USE_TZ = True
TIME_ZONE = "UTC"
