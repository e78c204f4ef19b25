import { imageName } from '../../../lib/targets/inventory/image-name';

const DIGEST = `sha256:${'0a'.repeat(32)}`;

test.each([
  ['redis', 'docker.io', 'library/redis', 'latest', undefined],
  ['redis:7.2-alpine', 'docker.io', 'library/redis', '7.2-alpine', undefined],
  ['qdrant/qdrant:v1.12.4', 'docker.io', 'qdrant/qdrant', 'v1.12.4', undefined],
  ['docker.io/redis:7', 'docker.io', 'redis', '7', undefined],
  ['ghcr.io/acme/team/api:1', 'ghcr.io', 'acme/team/api', '1', undefined],
  ['localhost/api', 'localhost', 'api', 'latest', undefined],
  ['registry:5000/api', 'registry:5000', 'api', 'latest', undefined],
  [`redis@${DIGEST}`, 'docker.io', 'library/redis', undefined, DIGEST],
  [`registry.example.com:5000/shop/api:1.4@${DIGEST}`, 'registry.example.com:5000', 'shop/api', '1.4', DIGEST],
])('%s is %s %s, tag %s', (reference, registry, repository, tag, digest) => {
  expect(imageName(reference)).toEqual({ reference, registry, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) });
});
