import * as fs from 'node:fs';
import * as path from 'node:path';
import { must } from './command';

/** A directory with `tls.crt` and `tls.key`, which everybody may read: proxies run as users of their own. */
export function makeCertificate(directory: string): string {
  fs.mkdirSync(directory, { recursive: true });
  const [certificate, key] = ['tls.crt', 'tls.key'].map((name) => path.join(directory, name));
  must(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=e2e.example.com', '-keyout', key, '-out', certificate]);
  for (const file of [certificate, key]) fs.chmodSync(file, 0o644);
  return directory;
}

/** What stand-ins show that are asked over TLS. */
export function tlsBelow(directory: string): { readonly cert: string; readonly key: string } {
  const made = makeCertificate(path.join(directory, 'stand-ins'));
  const [cert, key] = ['tls.crt', 'tls.key'].map((name) => fs.readFileSync(path.join(made, name), 'utf8'));
  return { cert, key };
}
