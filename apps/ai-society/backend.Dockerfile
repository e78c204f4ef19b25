# The backend of Louis830903/AI-society at b30c34ad138c6f5a69ae03353458192fe2c73823; the context is its directory `backend`:
#   docker build -f apps/ai-society/backend.Dockerfile -t localhost/ai-society/backend:b30c34a "$SOURCE_DIR/backend"
FROM python:3.11-slim-bookworm
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN pip install poetry==1.8.5 && poetry config virtualenvs.create false
# A lock file, if there is one: upstream has none, so the versions are those of the day within the ranges of pyproject.toml.
COPY pyproject.toml poetry.loc[k] ./
# Without the project itself: pyproject.toml names a README.md that is not there, at which current versions of Poetry stop.
RUN poetry install --no-root --only main --no-interaction --no-ansi
COPY alembic.ini ./
COPY alembic ./alembic
COPY app ./app
EXPOSE 8000
USER 10001:10001
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]
