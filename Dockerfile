# The tool as an image; compose.yaml runs it, docs/docker.md tells how.
#
#   docker build -t record-tasks .
#   docker run --rm -v "$PWD:/app" record-tasks --list

# The full image has what sqlite3 is compiled with where there is no binary for it, and Node's headers.
FROM node:20-bookworm AS build
WORKDIR /build
ENV npm_config_nodedir=/usr/local npm_config_audit=false npm_config_fund=false
COPY package.json package-lock.json ./
# Without scripts, for the package's own would build what is not copied yet.
RUN npm ci --ignore-scripts && npm rebuild sqlite3
COPY tsconfig.json tsconfig.build.json ./
COPY lib lib
COPY config config
COPY tasks tasks
RUN npm run build && npm prune --omit=dev --ignore-scripts
# Of sqlite3 its binary alone; declarations and source maps are for who compiles against a package.
RUN cd node_modules/sqlite3 \
  && mv build/Release/node_sqlite3.node . && rm -rf build deps src \
  && mkdir -p build/Release && mv node_sqlite3.node build/Release/ \
  && cd .. && find . -type f \( -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' -o -name '*.map' \) -delete

FROM node:20-bookworm-slim
# tini is process 1: it passes signals on, and takes what the commands of zx leave behind.
RUN apt-get update \
  && apt-get install -y --no-install-recommends tini tzdata \
  && rm -rf /var/lib/apt/lists/*
COPY package.json LICENSE /opt/record-tasks/
COPY --from=build /build/node_modules /opt/record-tasks/node_modules
COPY --from=build /build/dist /opt/record-tasks/dist
# The project that tasks.config belongs to is mounted at /app; a new volume takes over whose its folder is.
RUN ln -s /opt/record-tasks/dist/lib/cli/tasks.cjs /usr/local/bin/tasks \
  && mkdir -p /app/data/backup && chown -R node:node /app
WORKDIR /app
# The `node` of the base image, as a number: who runs this may ask for one that is not root.
USER 1000:1000
ENV TZ=UTC BACKUP_LOCATION=/app/data/backup BACKUP_HEARTBEAT=/tmp/record-tasks.heartbeat
# Of schedule-backups, which touches the file twice a minute; other tasks have none, and are as healthy as they run.
HEALTHCHECK --interval=30s --timeout=5s --retries=2 CMD \
  [ ! -e "$BACKUP_HEARTBEAT" ] || [ $(($(date +%s) - $(stat -c %Y "$BACKUP_HEARTBEAT"))) -lt 90 ]
# -s: quiet under `docker run --init`, where another one is process 1.
ENTRYPOINT ["tini", "-s", "--", "tasks"]
CMD ["--list"]
