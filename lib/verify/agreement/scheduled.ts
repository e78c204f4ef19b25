/** The profile that a synthesis puts scheduled tasks into: they are started by hand. */
const SCHEDULED = 'scheduled';

/** The profiles of a choice, with those of the scheduled tasks that it has: they are compared with the CronJobs that they stand for. */
export function withScheduled(profiles: readonly string[]): string[] {
  return [...profiles, SCHEDULED, ...profiles.map((profile) => `${profile}-${SCHEDULED}`)];
}

/** Whether a service with these profiles runs at times of its own. Who has another profile as well runs with it, and is there when a scheduled one needs him. */
export function isScheduled(profiles: readonly string[]): boolean {
  return profiles.length > 0 && profiles.every((profile) => profile === SCHEDULED || profile.endsWith(`-${SCHEDULED}`));
}
