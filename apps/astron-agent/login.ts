import { ConfigFile, HealthProbe, Image, ProbeClient, Size, text, Workload, type IValue, type MySqlDatabase, type Publish } from 'cdk8s-compose';
import type { Platform } from './platform';
import { casdoorStart } from './casdoor-start';
import { CASDOOR } from './images';

/** A server of the operator's own that users log in at. The console's front end speaks to it as to a Casdoor. */
export interface Issuer {
  /** Address as browsers see it, which is also the issuer in the tokens: `https://login.example.com`. */
  readonly uri: string;
  /** Where the console asks for the keys that tokens are signed with. */
  readonly jwkSetUri: string;
  /** Client id of the console. */
  readonly clientId: string;
  /** Name of the application at a Casdoor. */
  readonly application: string;
  /** Name of the organization at a Casdoor. */
  readonly organization: string;
}

/** What the console is told of the login. */
export interface Login {
  /** For the front end and the hub. */
  readonly client: Record<string, IValue | string>;
  /** For the hub, which looks at the tokens. */
  readonly tokens: Record<string, IValue | string>;
}

/** Where Casdoor and the console are for browsers. */
export interface LoginAddresses {
  readonly publish: Publish;
  readonly address: string;
  readonly console: IValue;
}

export function loginAt(issuer: Issuer): Login {
  return {
    client: {
      CONSOLE_CASDOOR_URL: issuer.uri,
      CONSOLE_CASDOOR_ID: issuer.clientId,
      CONSOLE_CASDOOR_APP: issuer.application,
      CONSOLE_CASDOOR_ORG: issuer.organization,
    },
    tokens: { OAUTH2_ISSUER_URI: issuer.uri, OAUTH2_JWK_SET_URI: issuer.jwkSetUri, OAUTH2_AUDIENCE: issuer.clientId },
  };
}

/** Upstream puts its users into Casdoor's own organization, where each of them administers all of Casdoor. */
const CLIENT = { id: 'astron-agent-client', application: 'astron-agent-app', organization: 'astron-agent' };

/**
 * Casdoor, with its tables in the MySQL of the stack. It makes an administrator with a password that everybody knows;
 * before it opens its port, that one is replaced by one with the password of the operator.
 */
export function createLogin({ stack, settings }: Platform, database: MySqlDatabase, addresses: LoginAddresses): Login {
  const address = settings.parameter('CONSOLE_CASDOOR_URL', addresses.address, 'Address under which browsers open the login; it is the issuer in the tokens.');
  const casdoor = new Workload(stack, 'casdoor', {
    image: Image.fromReference('casbin/casdoor:v3.158.0', { facts: CASDOOR }),
    command: ['/server'],
    user: { uid: 1000, gid: 1000 },
    env: {
      driverName: 'mysql',
      dataSourceName: text`${database.user}:${database.password}@tcp(${database.authority})/`,
      dbName: database.name,
      origin: address,
      originFrontend: address,
      logConfig: '{"adapter":"console"}',
      initDataFile: '/tmp/init.json',
      initDataNewOnly: 'false',
      // Two servers that nobody uses, on ports that only root may open.
      ldapServerPort: '0',
      ldapsServerPort: '0',
      ADMIN_PASSWORD: settings.secret('CASDOOR_ADMIN_PASSWORD', 'Password of the user admin, who makes users at the login; for the first start on an empty database, changed there after that.'),
      CLIENT_ID: CLIENT.id,
      APPLICATION: CLIENT.application,
      ORGANIZATION: CLIENT.organization,
      CONSOLE_DOMAIN: addresses.console,
    },
    mounts: { '/casdoor/start.sh': new ConfigFile(stack, 'casdoor-start', { fileName: 'start.sh', content: casdoorStart }) },
    health: HealthProbe.fromHttpGet('/api/health', { client: ProbeClient.CURL }),
    resources: { cpu: { request: 0.1, limit: 1 }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(512) } },
  });
  casdoor.wrapCommand(['sh', '/casdoor/start.sh']);
  const http = casdoor.addEndpoint('http', { port: 8000, publish: addresses.publish });
  return {
    client: {
      CONSOLE_CASDOOR_URL: address,
      CONSOLE_CASDOOR_ID: CLIENT.id,
      CONSOLE_CASDOOR_APP: CLIENT.application,
      CONSOLE_CASDOOR_ORG: CLIENT.organization,
    },
    tokens: { OAUTH2_ISSUER_URI: address, OAUTH2_JWK_SET_URI: http.url({ path: '/.well-known/jwks' }), OAUTH2_AUDIENCE: CLIENT.id },
  };
}
