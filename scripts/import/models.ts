import { whole } from './amounts';
import { templateOf, type ServiceDraft } from './drafts';
import { list, object, type Said } from './program';
import { isMapping, isScalar, listOf, type Raw } from './raw';
import { plainText } from './template';

/** Language models that the engine serves. */
export function mapModels(value: unknown, service: ServiceDraft): void {
  const uses = isMapping(value) ? Object.entries(value) : listOf(value).map((name) => [String(name), {}] as const);
  const { models } = service.project.top;
  for (const [name, use] of uses) {
    const declared = isMapping(models) && isMapping(models[name]) ? models[name] : {};
    const { model, context_size: size, runtime_flags: flags, ...rest }: Raw = declared;
    const { endpoint_var: endpoint, model_var: variable }: Raw = isMapping(use) ? use : {};
    const said = service.chosen(model, (text) => (text === '' ? undefined : text));
    const tokens = size === undefined ? undefined : whole(size);
    const texts = listOf(flags).map((flag) => plainText(templateOf(flag)));
    const [more] = Object.keys(rest).filter((key) => !key.startsWith('x-'));
    if ('why' in said || (size !== undefined && tokens === undefined) || !texts.every((text) => text !== undefined)) service.leave('a model is plain text', declared, `.${name}`);
    else if (more !== undefined) service.leave(`no word says ${more}`, declared, `.${name}`);
    else {
      const options: Record<string, Said> = {
        model: said.said,
        ...(tokens !== undefined && { contextSize: tokens }),
        ...(texts.length > 0 && { runtimeFlags: list(texts) }),
        ...(isScalar(endpoint) && { endpointVariable: String(endpoint) }),
        ...(isScalar(variable) && { modelVariable: String(variable) }),
      };
      service.say(['models', name], object(options));
    }
  }
}
