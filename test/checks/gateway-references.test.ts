import { ReverseProxy, Route, type Stack } from 'cdk8s-compose';
import { describeRule, workload } from './rule-cases';

function proxied(stack: Stack) {
  const http = workload(stack, 'api').addEndpoint('http', { port: 8080 });
  return { http, proxy: new ReverseProxy(stack, 'proxy', { host: 'shop.example.com', routes: [Route.proxy('/', http)] }) };
}

describeRule('model/gateway-reference', 'nothing refers to a proxy that has no pod on Kubernetes', {
  broken: [
    {
      when: 'an address of its endpoint',
      build: (stack) => workload(stack, 'worker', { env: { PROXY_URL: proxied(stack).proxy.http.url() } }),
      at: 'shop/worker',
      says: ['shop/proxy', 'Ingress'],
    },
    { when: 'a start after it', build: (stack) => workload(stack, 'worker').startAfter(proxied(stack).proxy), at: 'shop/worker', says: ['shop/proxy'] },
  ],
  right: [{ when: 'an address of what is behind it', build: (stack) => workload(stack, 'worker', { env: { API_URL: proxied(stack).http.url() } }) }],
});
