"""Alembic's entry point: it migrates the connection it is handed and no other."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True, transactional_ddl=False)
context.run_migrations()
