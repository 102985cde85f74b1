# The gateway as an image. `docker build -t ventanilla-unica .`

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
# The compiler is a ready-made program: no install script is needed to build.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY schema ./schema
COPY src ./src
RUN npm run build

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
# With install scripts: the built-in PostgreSQL completes its libraries in one, and the running gateway may not write here.
RUN npm ci --omit=dev

FROM node:24-bookworm-slim AS gateway
WORKDIR /app
# The folder of uploaded files, and of the built-in PostgreSQL while DATABASE_URL is not set. Mount a volume on it to keep them.
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/ventanilla
# All of it belongs to root: the gateway can read itself, not change itself.
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY seeds ./seeds
ENV NODE_ENV=production
ENV HOST=0.0.0.0
ENV PORT=4000
ENV DATA_DIR=/var/lib/ventanilla
EXPOSE 4000
USER node
# Alive, not ready: whoever restarts unhealthy containers must not restart this one because its database is away.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then(({ ok }) => process.exit(ok ? 0 : 1))"]
CMD ["node", "dist/src/main.js"]
