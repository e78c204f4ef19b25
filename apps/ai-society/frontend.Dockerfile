# The front end of Louis830903/AI-society at b30c34ad138c6f5a69ae03353458192fe2c73823; the context is its directory `frontend`:
#   docker build -f apps/ai-society/frontend.Dockerfile -t localhost/ai-society/frontend:b30c34a "$SOURCE_DIR/frontend"
FROM node:20-alpine AS sources
WORKDIR /app
COPY package.json package-lock.json ./
# The lock file names a regional mirror; the option takes the packages from where npm is configured to.
RUN npm ci --replace-registry-host=always
COPY index.html postcss.config.js tailwind.config.js tsconfig.json tsconfig.node.json vite.config.ts ./
COPY public ./public
COPY src ./src

# Vite's own server, for the developer's checkout; it writes beside its configuration.
FROM sources AS development
RUN chown node:node /app
USER node
EXPOSE 3000
CMD ["npm", "run", "dev", "--", "--host", "0.0.0.0"]

FROM sources AS build
# Not `npm run build`: its `tsc` stops at three variables that are not used.
RUN npx vite build

FROM nginx:1.27-alpine
COPY --from=build /app/dist /usr/share/nginx/html
