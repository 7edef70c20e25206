"""Whether the PostgreSQL server that DATABASE_URL names answers: asked by `make test-postgres`, before the tests."""

import sys

import environ
import psycopg2


def unreachable(url: str) -> str:
    """Return one sentence when no PostgreSQL answers at `url` within five seconds, "" when one does."""
    named = environ.Env.db_url_config(url)
    if not str(named["ENGINE"]).endswith("postgresql"):
        return "DATABASE_URL names no PostgreSQL: write it as postgres://user:password@host:5432/name."
    address = f"{named['HOST']}:{named['PORT'] or 5432}"
    try:
        psycopg2.connect(
            dbname=named["NAME"],
            user=named["USER"],
            password=named["PASSWORD"],
            host=named["HOST"],
            port=named["PORT"] or None,
            connect_timeout=5,
        ).close()
    except psycopg2.OperationalError as error:
        cause = (str(error).strip().splitlines() or ["no answer"])[0]
        return f"PostgreSQL does not let us in at {address} ({cause}): start it, or name another one with DATABASE_URL."
    return ""


if __name__ == "__main__":
    sys.exit(unreachable(environ.Env().str("DATABASE_URL", default="")) or 0)
