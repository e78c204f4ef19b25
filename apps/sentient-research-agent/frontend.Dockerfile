# The front end as files for nginx, built from the `frontend` directory of the system's checkout:
#   docker build -f apps/sentient-research-agent/frontend.Dockerfile -t sentient/frontend:1.0.0 "$SOURCE_DIR/frontend"
FROM node:23.11.0-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
# The browser asks the host that it has the page from; the sources name the developer's machine.
RUN grep -rl 'http://localhost:5000' src | xargs -r sed -i 's#http://localhost:5000##g'
ENV VITE_API_URL=""
RUN npm run build

FROM nginx:1.27-alpine
COPY --from=build /app/dist /usr/share/nginx/html
