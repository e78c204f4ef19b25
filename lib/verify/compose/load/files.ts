import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { fileProblem } from '../../input/file-problem';
import { sizeProblem } from '../../input/text';
import { readYaml, type YamlFile } from '../../input/yaml';
import type { Place } from '../../problem';
import { schemaProblems } from '../schema';
import { canonical } from './canonical';
import type { Context, Variables } from './context';
import { readDotenv } from './dotenv';
import { interpolated } from './interpolate';
import { isSaidOnce, merged, withoutDuplicates, withoutReset } from './merge';
import { documentOf, isMapping, isSequence, itemsIn, Mapping, mappingIn, originAt, textIn, writtenNodes, type Node } from './node';
import { hostPath, isRemote } from './paths';
import { settled, withPaths } from './settle';

/** Files of Compose that are included in one loading: more are no project, but something that has no end. */
const MOST_FILES = 1000;

/** What is there to be read, and what surrounds it. */
export interface Part {
  readonly files: readonly string[];
  readonly directory: string;
  readonly variables: Variables;
}

/** One document of a file, ready to be merged. */
interface Piece {
  readonly root: Mapping;
  readonly resets: readonly Place[];
}

/** Reads Compose files, with what they extend and include. */
export class ComposeFiles {
  private readonly parsed = new Map<string, YamlFile | undefined>();
  private readonly known = new Map<Variables, Map<string, readonly Piece[]>>();
  private count = 0;

  public constructor(private readonly context: Context) {}

  /** What the files of a project or of an included part come to. */
  public load({ files, directory, variables }: Part, including: readonly string[] = []): Mapping {
    let project = new Mapping(new Map());
    for (const file of files) {
      this.count++;
      if (this.count === MOST_FILES) this.context.add(fileProblem('input/too-large', file, `${MOST_FILES} files are included before it`));
      if (this.count >= MOST_FILES) break;
      for (const piece of this.pieces(file, variables, true)) {
        const { include: _include, ...rest } = Object.fromEntries(piece.root.entries);
        const own = new Mapping(new Map(Object.entries(rest)), piece.root.spot);
        const whole = this.withIncluded(own, piece, directory, variables, [...including, file]);
        project = withoutReset(project, piece.resets) as Mapping;
        project = unique(merged(project, this.withExtended(whole, file, directory, variables, piece.resets), [], this.context) as Mapping);
      }
    }
    return settled(project, { directory, variables, context: this.context });
  }

  /** The names that files say of their project, in their order. */
  public namesIn(files: readonly string[]): readonly string[] {
    return files.flatMap((file) => this.yamlOf(file)?.documents ?? []).flatMap(({ value }) => {
      const name = (value as Readonly<Record<string, unknown>> | null)?.['name'];
      return typeof name === 'string' && name !== '' ? [name] : [];
    });
  }

  /** The documents of a file, with variables replaced and short notations written out. */
  private pieces(file: string, variables: Variables, isJudged: boolean): readonly Piece[] {
    const known = this.known.get(variables) ?? new Map<string, readonly Piece[]>();
    this.known.set(variables, known);
    const key = `${isJudged ? 'judged' : 'extended'} ${file}`;
    const pieces = known.get(key) ?? this.piecesOf(file, variables, isJudged);
    known.set(key, pieces);
    return pieces;
  }

  private piecesOf(file: string, variables: Variables, isJudged: boolean): readonly Piece[] {
    const yaml = this.yamlOf(file);
    return (yaml?.documents ?? []).flatMap((document): Piece[] => {
      const { root, resets } = writtenNodes(document, file);
      if (!isMapping(root)) {
        this.context.add(fileProblem('input/shape', file, 'it is no mapping', 1));
        return [];
      }
      const replaced = interpolated(root, variables, this.context);
      if (isJudged) this.judge(replaced);
      return isMapping(replaced) ? [{ root: unique(canonical(replaced, this.context)), resets }] : [];
    });
  }

  private judge(root: Node): void {
    for (const problem of schemaProblems(documentOf(root))) {
      if (problem.code === 'project/duplicate' && problem.place.length === 1 && isSaidOnce(String(problem.place[0]))) continue;
      const origin = originAt(root, [...(problem.subject === '' ? [] : splitSubject(problem.subject)), ...problem.place]);
      this.context.add({ ...problem, ...(origin && { origin }) });
    }
  }

  private yamlOf(file: string): YamlFile | undefined {
    if (!this.parsed.has(file)) this.parsed.set(file, this.parse(file));
    return this.parsed.get(file);
  }

  private parse(file: string): YamlFile | undefined {
    const text = this.context.read(file);
    if (text === undefined) {
      this.context.reportFile('project/missing-file', file, 'there is no such file');
      return undefined;
    }
    const tooLarge = sizeProblem(Buffer.byteLength(text), file);
    const yaml = tooLarge ? { documents: [], problems: [tooLarge] } : readYaml(text, file, 'compose');
    for (const problem of yaml.problems) this.context.add(problem);
    return yaml;
  }

  /** What other files bring; what the file itself says of the same is merged into it. */
  private withIncluded(own: Mapping, { root, resets }: Piece, directory: string, variables: Variables, including: readonly string[]): Mapping {
    let result = own;
    for (const [index, entry] of itemsIn(root.get('include')).entries()) {
      const part = this.includedPart(entry, ['include', index], directory, variables, including);
      if (!part) continue;
      const imported = this.load(part, including);
      for (const element of ['services', 'networks', 'volumes', 'configs', 'secrets', 'models', 'jobs']) {
        const there = mappingIn(result.get(element));
        const brought = imported.get(element);
        if (!isMapping(brought)) continue;
        const both = new Map(there.entries);
        for (const [name, node] of brought.entries) {
          const before = both.get(name);
          if (before === undefined) both.set(name, node);
          else if (!isDeepStrictEqual(documentOf(before), documentOf(node))) {
            const base = withoutReset(new Mapping(new Map([[element, new Mapping(new Map([[name, node]]))]])), resets);
            const kept = mappingIn(mappingIn(base).get(element)).get(name);
            both.set(name, kept ? merged(kept, before, [element, name], this.context) : before);
          }
        }
        result = result.with({ [element]: new Mapping(both, there.spot ?? brought.spot) });
      }
    }
    return result;
  }

  private includedPart(entry: Node, place: Place, directory: string, variables: Variables, including: readonly string[]): Part | undefined {
    const texts = (node: Node | undefined): readonly string[] => (isSequence(node) ? node.items : node ? [node] : []).flatMap((item) => textIn(item) ?? []);
    const paths = isMapping(entry) ? texts(entry.get('path')) : texts(entry);
    const remote = paths.find(isRemote);
    if (remote !== undefined) this.context.report('project/missing-file', place, `${remote} is no file of this machine, and is not read`, entry);
    const files = paths.filter((path) => !isRemote(path)).map((path) => hostPath(path, directory, this.context.home));
    const [main] = files;
    if (main === undefined) return undefined;
    if (including.includes(main)) {
      this.context.report('project/circle', place, `includes itself: ${[...including.slice(including.indexOf(main)), main].join(' -> ')}`, entry);
      return undefined;
    }
    const said = isMapping(entry) ? entry.text('project_directory') : undefined;
    const home = said === undefined ? dirname(main) : hostPath(said, directory, this.context.home);
    const envFiles = isMapping(entry) ? texts(entry.get('env_file')).filter((path) => path !== '/dev/null').map((path) => hostPath(path, directory, this.context.home)) : [];
    const isSaid = isMapping(entry) && texts(entry.get('env_file')).length > 0;
    return { files, directory: home, variables: this.withEnvFiles(variables, isSaid ? envFiles : [join(home, '.env')], isSaid) };
  }

  /** What is known, and what files of variables say of the rest. */
  public withEnvFiles(known: Variables, files: readonly string[], isRequired: boolean): Variables {
    let found: Variables = new Map();
    for (const file of files) {
      const text = this.context.read(file);
      if (text === undefined) {
        if (isRequired) this.context.reportFile('project/missing-file', file, 'there is no such file of variables');
        continue;
      }
      const { variables, fault } = readDotenv(text, known, found);
      if (fault) this.context.add(fileProblem('input/syntax', file, fault.detail, fault.line));
      found = variables;
    }
    return new Map([...found, ...known]);
  }

  private withExtended(root: Mapping, file: string, directory: string, variables: Variables, resets: readonly Place[]): Mapping {
    const services = root.get('services');
    if (!isMapping(services)) return root;
    const extended = services.map((_service, name) => this.extendedService(name, services, { file, directory, variables, resets }, []));
    return root.with({ services: extended });
  }

  private extendedService(name: string, services: Mapping, from: ExtendsFrom, chain: readonly string[]): Node | undefined {
    const service = services.get(name);
    if (!isMapping(service)) return service;
    const base = service.get('extends');
    if (base === undefined) return service;
    const place: Place = ['services', chain[0]?.split(' ')[0] ?? name, 'extends'];
    const alone = service.with({ extends: undefined });
    const other = mappingIn(base).text('service');
    if (other === undefined) return alone;
    const file = mappingIn(base).text('file');
    const step = `${name} in ${from.file}`;
    if (chain.includes(step)) {
      this.context.report('project/circle', place, `extends itself: ${[...chain.slice(chain.indexOf(step)), step].join(' -> ')}`, base);
      return alone;
    }
    const next = file === undefined ? { services, from } : this.servicesOf(file, from, place, base);
    if (!next) return alone;
    if (!next.services.entries.has(other)) {
      this.context.report('project/missing-reference', place, `extends ${other}, which is not in ${next.from.file}`, base);
      return alone;
    }
    const inherited = this.extendedService(other, next.services, next.from, [...chain, step]);
    if (!isMapping(inherited)) return alone;
    const kept = withoutReset(new Mapping(new Map([['services', new Mapping(new Map([[name, inherited]]))]])), from.resets);
    const bare = mappingIn(mappingIn(kept).get('services')).get(name);
    return bare ? merged(bare, alone, ['services', name], this.context) : alone;
  }

  /** The services of another file; their paths are relative to it. */
  private servicesOf(path: string, from: ExtendsFrom, place: Place, at: Node): { services: Mapping; from: ExtendsFrom } | undefined {
    if (isRemote(path)) {
      this.context.report('project/missing-file', place, `${path} is no file of this machine, and is not read`, at);
      return undefined;
    }
    const file = hostPath(path, from.directory, this.context.home);
    const directory = dirname(file);
    let root = new Mapping(new Map());
    let resets: readonly Place[] = [];
    for (const piece of this.pieces(file, from.variables, false)) {
      root = unique(merged(withoutReset(root, piece.resets), piece.root, [], this.context) as Mapping);
      resets = piece.resets;
    }
    const services = root.get('services');
    if (!isMapping(services)) return undefined;
    const around = { directory, variables: from.variables, context: this.context };
    return { services: services.map((service) => (isMapping(service) ? withPaths(service, around) : service)), from: { file, directory, variables: from.variables, resets } };
  }
}

interface ExtendsFrom {
  readonly file: string;
  readonly directory: string;
  readonly variables: Variables;
  readonly resets: readonly Place[];
}

function unique(root: Mapping): Mapping {
  return root.map((element, name) => ((name === 'services' || name === 'jobs') && isMapping(element) ? element.map((entry) => (isMapping(entry) ? withoutDuplicates(entry) : entry)) : element));
}

function splitSubject(subject: string): readonly string[] {
  const dot = subject.indexOf('.');
  return dot === -1 ? [subject] : [subject.slice(0, dot), subject.slice(dot + 1)];
}

