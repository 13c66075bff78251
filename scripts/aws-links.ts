/**
 * Lists every link to a page of AWS, with the places that have it, one per line and sorted.
 *
 * `--check` asks AWS for each page instead, lists those that have moved or are gone, and exits with 1 if there is one, or if a page could
 * not be asked for.
 */
import * as path from 'path';
import { ask, type Outcome } from './aws-links/ask';
import { type AwsLink, awsLinks } from './aws-links/collect';

/** At the same time. */
const REQUESTS = 4;

const links = awsLinks(path.join(__dirname, '..'));

async function check(): Promise<void> {
  const waiting = [...links];
  const counts = new Map<Outcome['kind'], number>();
  const work = async () => {
    for (let link = waiting.shift(); link; link = waiting.shift()) {
      const outcome = await ask(link.address);
      counts.set(outcome.kind, (counts.get(outcome.kind) ?? 0) + 1);
      if (outcome.kind !== 'there') { console.log(line(link, outcome)); }
    }
  };
  await Promise.all(Array.from({ length: REQUESTS }, work));
  console.log(`\n${links.length} links: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`);
  process.exitCode = counts.get('there') === links.length ? 0 : 1;
}

function line({ address, places }: AwsLink, outcome: Outcome): string {
  const { kind, ...details } = outcome;
  return `${kind}\t${address}\t${Object.values(details).join(' ')}\t${places.join(' ')}`;
}

if (process.argv.includes('--check')) {
  void check();
} else {
  for (const { address, places } of links) { console.log(`${address}\t${places.join(' ')}`); }
}
