import { Image, Secret, WatchAction, type ImageBuildOptions, type WorkloadProps } from 'cdk8s-compose';
import { describeRule, workload, type Build } from './rule-cases';

const built = (options: ImageBuildOptions | ((stack: Parameters<Build>[0]) => ImageBuildOptions), props: Partial<WorkloadProps> = {}): Build => (stack) =>
  workload(stack, 'api', { image: Image.fromBuild('api', { name: 'example/api:1', ...(typeof options === 'function' ? options(stack) : options) }), ...props });

describeRule('model/invalid-path', 'what an image is built of, and what is watched, lies in the checkout', {
  broken: [
    { when: 'an address that nobody fetches', build: (stack) => workload(stack, 'api', { image: Image.fromBuild('docker-image://node:20', { name: 'example/api:1' }) }), at: 'shop/api', says: ['The build context', '"docker-image://node:20"'] },
    { when: 'a context beside the first', build: built({ additionalContexts: { lib: '../lib' } }), at: 'shop/api', says: ['The build context lib', '"../lib"'] },
    { when: 'a secret that is a file', build: built({ secrets: { pip: '/root/pip.conf' } }), at: 'shop/api', says: ['The file of the secret pip', '"/root/pip.conf"'] },
    { when: 'files that are watched', build: (stack) => workload(stack, 'api', { watch: [{ action: WatchAction.REBUILD, path: '../src' }] }), at: 'shop/api', says: ['What is watched', '"../src"'] },
  ],
  right: [{ when: 'a repository', build: (stack) => workload(stack, 'api', { image: Image.fromBuild('git@example.com:a/b.git#v1', { name: 'example/api:1' }) }) },
    { when: 'a directory, an address and a secret', build: built((stack) => ({ additionalContexts: { lib: 'lib', node: 'docker-image://node:20.18', git: 'https://example.com/a.git' }, secrets: { token: new Secret(stack, 'TOKEN', { description: 'Token.' }) } })) }],
});

describeRule('model/contradiction', 'a Dockerfile is a file or a text', {
  broken: [{ when: 'both', build: built({ dockerfile: 'Dockerfile', dockerfileInline: 'FROM a:1' }), at: 'shop/api', says: ['Both dockerfile and dockerfileInline'] }],
  right: [{ when: 'a text', build: built({ dockerfileInline: 'FROM a:1' }) }],
});

describeRule('model/invalid-operation', 'what is built can be built', {
  broken: [
    { when: 'a platform that is none', build: built({ platforms: ['unsupported/unsupported'] }), at: 'shop/api', says: ['Platforms is unsupported/unsupported'] },
    { when: 'a platform that it is not built for', build: built({ platforms: ['linux/arm64'] }, { platform: 'linux/amd64' }), at: 'shop/api', says: ['its image is built for linux/arm64'] },
    { when: 'the image of a workload that is not built', build: built((stack) => ({ additionalContexts: { base: workload(stack, 'base') } })), at: 'shop/api', says: ['base', 'only an image of Image.fromBuild'] },
  ],
  right: [
    { when: 'the platform that it runs on', build: built({ platforms: ['linux/arm64', 'linux/amd64'] }, { platform: 'linux/amd64' }) },
    { when: 'what another is built of', build: built((stack) => ({ additionalContexts: { base: workload(stack, 'base', { image: Image.fromBuild('base', { name: 'example/base:1' }) }) } })) },
  ],
});

describeRule('model/plain-secret', 'a Dockerfile in the program holds no secret', {
  broken: [{ when: 'a key', build: built({ dockerfileInline: 'FROM a:1\nRUN curl -H "Authorization: Bearer sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCD" https://example.com\n' }), at: 'shop/api', says: ['The Dockerfile looks like a secret'] }],
  right: [{ when: 'none', build: built({ dockerfileInline: 'FROM a:1\nRUN make\n' }) }],
});
