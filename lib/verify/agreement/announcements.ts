import type { AnnouncedDifference } from '../../diagnostics/report-document';
import type { Difference } from './difference';
import { formOf, hasSymbol } from './operator';

/** What was announced, held against what is found. */
export class Announcements {
  private readonly byPlace = new Map<string, AnnouncedDifference[]>();
  private readonly met = new Set<AnnouncedDifference>();

  public constructor(private readonly all: readonly AnnouncedDifference[]) {
    for (const announced of all) {
      const place = placeOf(announced);
      this.byPlace.set(place, [...(this.byPlace.get(place) ?? []), announced]);
    }
  }

  /** Whether a difference was announced; if so, its announcement holds. */
  public has(difference: Difference): boolean {
    const announced = (this.byPlace.get(placeOf(difference)) ?? []).filter(({ kubernetes, compose }) => isMet(kubernetes, difference.kubernetes) && isMet(compose, difference.compose));
    for (const each of announced) this.met.add(each);
    return announced.length > 0;
  }

  /** Those that do not hold. */
  public get stale(): readonly AnnouncedDifference[] {
    return this.all.filter((announced) => !this.met.has(announced));
  }
}

const placeOf = ({ workload, what }: Pick<Difference, 'workload' | 'what'>): string => `${workload}\n${what}`;

/** What the operator has chosen is any text; what stands around it is not. */
function isMet(announced: string | undefined, found: string | undefined): boolean {
  return announced === undefined || announced === found || (found !== undefined && hasSymbol(found) && formOf(found).test(announced));
}
