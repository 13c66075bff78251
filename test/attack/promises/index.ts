import { OF_ADMINISTRATORS } from './administrators';
import { OF_JOBS } from './jobs';
import { OF_KEY_CHANGE } from './key-change';
import { OF_PARTNERS } from './partners';
import { OF_REPLICATION } from './replication';
import { BY_GRANT, OF_CDK } from './roles';
import { OF_SERVICES } from './services';
import type { Finding } from '../attack';
import { covers, type Promised } from '../promise';

/** Everything that the documentation promises to let through. */
export const PROMISES: readonly Promised[] = [
  ...OF_SERVICES, ...OF_PARTNERS, ...OF_ADMINISTRATORS, ...BY_GRANT, ...OF_CDK, ...OF_REPLICATION, ...OF_JOBS, ...OF_KEY_CHANGE,
];

/** What was found and nobody has promised. Notes which promises are kept. */
export function unpromised(findings: readonly Finding[], kept = new Set<Promised>()): Finding[] {
  return findings.filter((finding) => {
    const promises = PROMISES.filter((promise) => covers(promise, finding));
    for (const promise of promises) { kept.add(promise); }
    return promises.length === 0;
  });
}
