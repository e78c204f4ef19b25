import { App, ConfigFile, Image, Stack, Workload } from 'cdk8s-compose';
import { synthesize } from 'cdk8s-compose/testing';

function codesWith(content: string): string[] {
  const stack = new Stack(new App(), 'shop');
  new Workload(stack, 'api', { image: Image.fromReference('example/app:1.0.0'), mounts: { '/etc/app.conf': new ConfigFile(stack, 'conf', { content }) } });
  return synthesize(stack).findings.filter(({ path }) => path === 'shop/conf').map(({ code, message }) => `${code}: ${message}`);
}

describe('a file that client-side apply refuses', () => {
  test('is reported by its size as JSON, where a line break is two characters', () => {
    expect(codesWith('x'.repeat(263_000))).toEqual([expect.stringContaining('kubernetes/server-side: The ConfigMap takes 257 KiB as JSON')]);
    expect(codesWith('\n'.repeat(140_000))).toEqual([expect.stringContaining('The ConfigMap takes 274 KiB as JSON')]);
  });

  test('is no smaller one', () => {
    expect(codesWith('x'.repeat(250_000))).toEqual([]);
  });

  test('one that no ConfigMap holds is an error', () => {
    expect(codesWith('x'.repeat(1_000_001))).toEqual([expect.stringMatching(/^model\/config-too-large/)]);
  });
});
