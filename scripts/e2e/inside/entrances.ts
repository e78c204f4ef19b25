import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { StackModel } from '../../../lib/model/stack';
import { mainOf, type GatewayRoute, type WorkloadModel } from '../../../lib/model/workload';
import { run } from '../command';
import type { State } from '../compose-state';
import { compared, same, type Noted } from './compared';
import { publishedIn } from './pairs';

/** What an entrance answers. */
interface Answer {
  readonly status: number;
  readonly text: string;
  readonly fingerprint?: string;
}

/** Holds what entrances answer against routes and certificates. They have to be on this machine. */
export function entranceComparisons(model: StackModel, states: readonly State[], settings: ReadonlyMap<string, string>): readonly Noted[] {
  return model.workloads.filter(({ gateway }) => gateway).flatMap((proxy) => [...ofRoutes(proxy, model, states), ...ofCertificate(proxy, settings)]);
}

function ofRoutes(proxy: WorkloadModel, { workloads }: StackModel, states: readonly State[]): readonly Noted[] {
  return (proxy.gateway ?? []).flatMap((route): readonly Noted[] => {
    const target = workloads.find(({ path: each }) => each === route.workload)!;
    // Its stand-in says who it is, and for what it was asked.
    const { status, text } = ask(proxy, `${route.path.replace(/\/$/, '')}/planted/way?here=1`);
    const { standIn, path: asked } = said(text);
    const isThere = states.some(({ Service, ID }) => Service === target.name && standIn !== undefined && ID.startsWith(standIn));
    return [
      { path: proxy.path, ...compared('routes', isThere, () => `${route.path} leads to ${standIn ?? `an answer of ${status}`}, and has to lead to ${target.name}`) },
      { path: proxy.path, ...same('routes', `the path of what is asked below ${route.path}`, asked, pathOf(route)) },
    ];
  });
}

function pathOf({ path: below, stripPrefix }: GatewayRoute): string {
  return `${stripPrefix ? '' : below.replace(/\/$/, '')}/planted/way?here=1`;
}

function ofCertificate(proxy: WorkloadModel, settings: ReadonlyMap<string, string>): readonly Noted[] {
  return mainOf(proxy).mounts.flatMap((mount) => {
    if (mount.kind !== 'certificate') return [];
    const file = path.join(settings.get(mount.setting ?? 'TLS_DIRECTORY') ?? '', 'tls.crt');
    return [{ path: proxy.path, ...same('certificate', 'the certificate that it shows', ask(proxy, '/').fingerprint, new X509Certificate(fs.readFileSync(file)).fingerprint256) }];
  });
}

function ask(proxy: WorkloadModel, at: string): Answer {
  const ports = publishedIn({ workloads: [proxy] });
  const { name, address, port } = ports.find(({ name: each }) => each.endsWith('.https')) ?? ports[0];
  const exposure = proxy.endpoints.flatMap((endpoint) => endpoint.exposure ?? []).find(({ kind }) => kind === 'public');
  const host = exposure?.kind === 'public' ? exposure.host ?? 'localhost' : 'localhost';
  const scheme = name.endsWith('.https') ? 'https' : 'http';
  const { stdout } = run([process.execPath, '-e', fs.readFileSync(path.join(__dirname, 'entrance.js'), 'utf8'), `${scheme}://${address}:${port}${at}`, host]);
  return JSON.parse(stdout || '{"status":0,"text":""}') as Answer;
}

function said(text: string): { readonly standIn?: string; readonly path?: string } {
  return text.startsWith('{') ? (JSON.parse(text) as { readonly standIn?: string; readonly path?: string }) : {};
}
