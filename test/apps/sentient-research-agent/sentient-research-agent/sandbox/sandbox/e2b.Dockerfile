# Template of a sandbox for e2b template build.
FROM e2bdev/code-interpreter:latest

RUN mv /root/.jupyter/start-up.sh /root/.jupyter/start-code-interpreter.sh
COPY start-up.sh /root/.jupyter/start-up.sh
RUN chmod 0755 /root/.jupyter/start-up.sh && mkdir -p /workspace
WORKDIR /workspace
