import { Parameter, Protocol, Secret, text, type EndpointOptions, type ImagePort, type WorkloadProps } from 'cdk8s-compose';
import { broken, known, right, stated } from './image-cases';
import { describeRule, type Build } from './rule-cases';

const ports = (...list: Omit<ImagePort, 'source'>[]) => ({ ports: stated(...list) });
const on = (facts: Parameters<typeof known>[0], endpoint: EndpointOptions, props: Partial<WorkloadProps> = {}): Build => known(facts, props, (api) => api.addEndpoint('http', endpoint));
const BY_VARIABLE = ports({ port: 8080, setBy: 'PORT' });

describeRule('model/image-port', 'an endpoint is a port on which the program listens', {
  broken: [
    broken('another number', on(ports({ port: 8080 }), { port: 8000 }), 'endpoint "http" is 8000/tcp', 'listens on 8080/tcp (Dockerfile:7)'),
    broken('another protocol', on(ports({ port: 53, protocol: 'udp' }), { port: 53 }), 'is 53/tcp', '53/udp'),
    broken('one of several', on(ports({ port: 80 }, { port: 81 }), { port: 82 }), '80/tcp (Dockerfile:7), 81/tcp (Dockerfile:7)'),
    broken('a program that listens nowhere', on(ports(), { port: 80 }), 'listens on no port'),
    broken('the stated number, if a variable sets another', on(BY_VARIABLE, { port: 8080 }, { env: { PORT: 9000 } }), '9000/tcp, which PORT sets'),
    broken('an option with an address', on(ports({ port: 8000, setBy: '--bind' }), { port: 8000 }, { command: ['start', '--bind', '0.0.0.0:9000'] }), '9000/tcp'),
    broken('the default of a parameter', (stack) => on(BY_VARIABLE, { port: 8080 }, { env: { PORT: new Parameter(stack, 'PORT', { default: '9000', description: '' }) } })(stack), '9000/tcp'),
  ],
  right: [
    right('the number', on(ports({ port: 80 }, { port: 81 }), { port: 81 })),
    right('both protocols', on(ports({ port: 53, protocol: 'udp' }), { port: 53, protocol: Protocol.UDP })),
    right('the number that a variable sets', on(BY_VARIABLE, { port: 9000 }, { env: { PORT: 9000 } })),
    right('a variable that is empty', on(BY_VARIABLE, { port: 8080 }, { env: { PORT: '' } })),
    right('a port that gives the variable itself', known(BY_VARIABLE, {}, (api) => api.addEnv('PORT', text`:${api.addEndpoint('http', { port: 9000 }).port}`))),
    right('a number that only the operator knows', (stack) => on(BY_VARIABLE, { port: 1 }, { env: { PORT: new Secret(stack, 'NUMBER', { description: '' }) } })(stack)),
    right('a text without a number', on(BY_VARIABLE, { port: 1 }, { env: { PORT: 'auto' } })),
    right('ports that are not known', on({}, { port: 1 })),
  ],
});

describeRule('model/image-address', 'peers reach the address on which the program listens', {
  broken: [broken('loopback', on(ports({ port: 80, address: 'loopback' }), { port: 80 }), '80/tcp (Dockerfile:7) at its loopback address only', 'nobody reaches its endpoint "http"')],
  right: [
    right('all addresses', on(ports({ port: 80, address: 'all' }), { port: 80 })),
    right('that of its host name', on(ports({ port: 80, address: 'host-name' }), { port: 80 })),
    right('loopback of which there is no endpoint', on(ports({ port: 80 }, { port: 81, address: 'loopback' }), { port: 80 })),
  ],
});
