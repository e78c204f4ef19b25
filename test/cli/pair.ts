/** Two files that somebody may have written by hand, of one program. */
export const COMPOSE = `name: shop
services:
  api:
    image: example/api:1.4.2
    command: [serve]
    environment:
      LOG_LEVEL: info
    user: "10001:10001"
    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    restart: always
    deploy:
      resources:
        limits: {cpus: "1", memory: 256m}
`;

export const MANIFESTS = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 1
  selector:
    matchLabels: {app: api}
  template:
    metadata:
      labels: {app: api}
    spec:
      containers:
        - name: api
          image: example/api:1.4.2
          args: [serve]
          env:
            - name: LOG_LEVEL
              value: info
          securityContext:
            runAsUser: 10001
            runAsGroup: 10001
            readOnlyRootFilesystem: true
            allowPrivilegeEscalation: false
            capabilities: {drop: [ALL]}
          resources:
            limits: {cpu: "1", memory: 256Mi}
`;
