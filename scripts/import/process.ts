import { templateOf, type ServiceDraft } from './drafts';
import { list, type Said } from './program';
import { isScalar } from './raw';
import { shellWords, type Word } from './shell-words';

/** A command as words, in whatever form it is written; undefined for none that Compose takes. */
export function commandWords(value: unknown): readonly Word[] | undefined {
  if (Array.isArray(value)) return value.every(isScalar) ? value.map((word) => ({ template: templateOf(word), splits: false })) : undefined;
  return isScalar(value) ? shellWords(templateOf(value)) : undefined;
}

/** The command or the entry point. */
export function mapCommand(option: 'command' | 'entrypoint', value: unknown, service: ServiceDraft): void {
  if (value === null || value === undefined) return service.imply('without a value it is as if it were not there');
  const words = commandWords(value);
  if (!words) return service.leave('no command that Compose takes', value);
  if (words.length === 0) return service.leave('an empty list, which takes away what the image says', value);
  const said: Said[] = [];
  for (const { template } of words) {
    const outcome = service.textOf(template);
    if ('why' in outcome) return service.leave(outcome.why, value);
    said.push(outcome.said);
  }
  service.say([option], list(said));
}
