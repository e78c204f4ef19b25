# The backend of Louis830903/AI-society at b30c34ad138c6f5a69ae03353458192fe2c73823; the context is its directory `backend`:
#   docker build -f apps/ai-society/backend.Dockerfile -t localhost/ai-society/backend:b30c34a "$SOURCE_DIR/backend"
# With `--target sqlite -t localhost/ai-society/backend:b30c34a-sqlite` it takes a SQLite file in place of PostgreSQL.
FROM python:3.11-slim-bookworm AS postgres
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

# Upstream has no driver for SQLite, columns of types that only PostgreSQL has, and a constraint that SQLite cannot add to a table that exists:
# here they are JSON and a unique index.
FROM postgres AS sqlite
USER 0:0
RUN pip install aiosqlite==0.21.0
COPY --chmod=0644 <<'EOF' app/database/sqlite_types.py
"""PostgreSQL's types, as far as the models use them, on SQLite: lists and objects are JSON."""
import sqlalchemy as sa
from sqlalchemy.engine import Engine

JSONB = sa.JSON


class ARRAY(sa.TypeDecorator):
    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def __init__(self, item=None):
        super().__init__()

    class comparator_factory(sa.TypeDecorator.Comparator):
        def overlap(self, values):
            each = sa.func.json_each(self.expr).table_valued("value")
            return sa.exists(sa.select(sa.literal(1)).select_from(each).where(each.c.value.in_(values)))

        def contains(self, values, **_):
            return sa.and_(*(self.overlap([value]) for value in values))


@sa.event.listens_for(Engine, "connect")
def configure(connection, _):
    """What PostgreSQL does by itself: references hold, and who writes does not lock out who reads."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()
EOF
# The build ends here if a name of PostgreSQL is left, as in another commit than the one above.
RUN sed -i 's/^from sqlalchemy.dialects.postgresql import .*/from app.database.sqlite_types import ARRAY, JSONB/' app/database/models.py \
 && sed -i 's/^from sqlalchemy.dialects import postgresql$/from app.database import sqlite_types as postgresql/' alembic/versions/001_initial.py \
 && sed -i 's/op.create_unique_constraint(\(.*\))$/op.create_index(\1, unique=True)/' alembic/versions/001_initial.py \
 && ! grep -rnE 'sqlalchemy.dialects|create_unique_constraint' app alembic
USER 10001:10001

FROM postgres
