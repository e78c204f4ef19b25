import { text } from '../../untyped';

const HUB = /^(?:(?:index\.)?docker\.io\/)(?:library\/)?/;

/** An image as an engine reads it: the usual registry and the usual tag need not be said. */
export function imageOf(value: unknown): string {
  const image = (text(value) ?? '').replace(HUB, '').replace(/^library\//, '');
  return image === '' || /[:@][^/]*$/.test(image) ? image : `${image}:latest`;
}

/** What an image is called without its tag and digest; empty for none. */
export function repositoryOf(value: unknown): string {
  return imageOf(value).replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
