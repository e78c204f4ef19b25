DJANGO_SETTINGS_MODULE=library.settings.production
ALLOWED_HOSTS=library.example.org,localhost
export EMAIL_HOST=smtp.example.org
