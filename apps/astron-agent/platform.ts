import type { Image, ImageFacts, Publish, Stack } from 'cdk8s-compose';
import type { Credentials } from './credentials';
import type { Middleware } from './middleware';
import type { Settings } from './settings';

/** What every service of the platform is made from. */
export interface Platform {
  readonly stack: Stack;
  readonly settings: Settings;
  readonly credentials: Credentials;
  readonly middleware: Middleware;
  /** Whether it is for users, not for its developers. */
  readonly production: boolean;
  /** The image of one of the platform's own services, with what is known of it. */
  image(service: string, facts: ImageFacts): Image;
  /** How a port is published that nobody but the developer of this machine needs. */
  local(port: number): { readonly publish?: Publish };
}
