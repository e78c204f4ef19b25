import { type App, HealthProbe, Image, ProbeClient, ProbeScheme, Stack, Workload } from 'cdk8s-compose';

export const description = 'A server that answers over TLS, and one that answers to its own name alone: each client says it in its own way.';

export function build(app: App): Stack {
  const stack = new Stack(app, 'shop');
  const image = Image.fromReference('example/shop:1.4.2');
  const host = { Host: 'shop.example.com' };
  const probes = {
    curl: HealthProbe.fromHttpGet('/health', { client: ProbeClient.CURL, scheme: ProbeScheme.HTTPS, headers: { ...host, 'X-Asked-By': "the platform's own" } }),
    wget: HealthProbe.fromHttpGet('/health', { client: ProbeClient.WGET, scheme: ProbeScheme.HTTPS, headers: host }),
    python: HealthProbe.fromHttpGet('/health', { client: ProbeClient.PYTHON, scheme: ProbeScheme.HTTPS, headers: host }),
    node: HealthProbe.fromHttpGet('/health', { client: ProbeClient.NODE, scheme: ProbeScheme.HTTPS, headers: host }),
    bash: HealthProbe.fromHttpGet('/health', { client: ProbeClient.BASH, headers: host }),
  };
  for (const [id, health] of Object.entries(probes)) new Workload(stack, id, { image, health }).addEndpoint('web', { port: 8443 });
  return stack;
}
