# What stand-ins are made from where an image states more tools than Node.js' own image has: each stand-in keeps those that it states.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
      bash busybox ca-certificates curl fuse git jq netcat-openbsd nodejs procps python3 s3fs supervisor unzip wget \
 && rm -rf /var/lib/apt/lists/*
