# syntax=docker/dockerfile:1
# The server and the worker. Build with: docker build -t latchkey .
# `FROM` by digest is yours to pin: docs/operations.md says how.
ARG NODE=node:24-bookworm-slim

# What is needed to run, and nothing of what is needed to develop. No script of a package is run.
FROM ${NODE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE}
# Root owns everything and `node` may write nothing, with or without `--read-only`.
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY extensions/account-access/locales ./extensions/account-access/locales
COPY src/texts ./src/texts
COPY src/contracts ./src/contracts
COPY src/server ./src/server

ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    METRICS_PORT=9464
# METRICS_HOST stays 127.0.0.1: only the health check below reaches it until somebody says otherwise.
USER node
EXPOSE 3000
# Alive, not ready: without a database the process waits and answers so; starting it anew would not help.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["node", "src/server/node/health-check.ts"]
# No npm and no shell in between: SIGTERM has to arrive. Room for what lives as long as a request: docs/operations.md.
ENTRYPOINT ["node", "--max-semi-space-size=32", "src/server/main.ts"]
CMD ["all"]
