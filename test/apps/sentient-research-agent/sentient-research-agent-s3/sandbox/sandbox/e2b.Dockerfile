# Template of a sandbox for e2b template build.
FROM e2bdev/code-interpreter:latest

RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl fuse s3fs \
 && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL -o /usr/local/bin/goofys https://github.com/kahing/goofys/releases/download/v0.24.0/goofys \
 && chmod 0755 /usr/local/bin/goofys
RUN echo user_allow_other >> /etc/fuse.conf

# Which bucket, not how to get in: the keys are handed to a running sandbox.
ARG S3_BUCKET_NAME="your-s3-bucket-name"
ARG AWS_REGION="us-east-1"
ARG S3_ENDPOINT_URL=""
ENV S3_BUCKET_NAME=$S3_BUCKET_NAME AWS_REGION=$AWS_REGION S3_ENDPOINT_URL=$S3_ENDPOINT_URL
ENV S3_MOUNT_DIR="/opt/sentient"

RUN mv /root/.jupyter/start-up.sh /root/.jupyter/start-code-interpreter.sh
COPY start-up.sh /root/.jupyter/start-up.sh
RUN chmod 0755 /root/.jupyter/start-up.sh && mkdir -p /workspace
WORKDIR /workspace
