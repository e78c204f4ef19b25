# The front end as files for nginx, built from the `frontend` directory of the system's checkout:
#   docker build -f apps/sentient-research-agent/frontend.Dockerfile -t sentient/frontend:1.0.0 "$SOURCE_DIR/frontend"
# The browser asks the host that it has the page from: upstream's sources use relative addresses.
FROM node:22-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
# `npm run build` begins with tsc, which finds 142 errors of type in the sources of that commit.
RUN npx vite build

FROM nginx:1.27-alpine
COPY --from=build /app/dist /usr/share/nginx/html
