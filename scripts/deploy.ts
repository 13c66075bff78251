/**
 * Deploys what the library generates to emulators of AWS, and asks them, through the SDK, who may do what.
 *
 * `npm run test:deploy -- encryption grants` runs some sections only. What cannot be tried is skipped with its reason, and never counted
 * as passed; what an emulator cannot prove is listed at the end.
 */
// docs/decisions/0095
import { DocumentsOfIam } from './deploy/documents';
import { stopAll } from './deploy/emulator';
import { MiniStack } from './deploy/ministack';
import { missing, Unavailable } from './deploy/python';
import { Report } from './deploy/report';
import { administration } from './deploy/sections/administration';
import { catalogue } from './deploy/sections/catalogue';
import { crossAccount } from './deploy/sections/cross-account';
import { iamDocuments } from './deploy/sections/documents';
import { encryption } from './deploy/sections/encryption';
import { examples } from './deploy/sections/examples';
import { grants } from './deploy/sections/grants';
import { LIMITS } from './deploy/sections/limits';
import { logs } from './deploy/sections/logs';
import { replication } from './deploy/sections/replication';
import { statements } from './deploy/sections/statements';
import { transport } from './deploy/sections/transport';
import { updates } from './deploy/sections/updates';

type Section = (emulator: MiniStack, report: Report, documents: DocumentsOfIam) => Promise<void>;

const SECTIONS: { readonly [name: string]: Section } = {
  encryption, administration, statements, transport, grants, 'cross-account': crossAccount, logs, replication, updates, examples, catalogue,
};

async function main(asked: readonly string[]): Promise<number> {
  const unknown = asked.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0) {
    console.error(`There is no section ${unknown.join(', ')}. Fix: choose from ${Object.keys(SECTIONS).join(', ')}.`);
    return 1;
  }
  const report = new Report();
  report.begin('MiniStack');
  const lacking = missing();
  if (lacking) {
    // Nothing was tried, so nothing has passed: the exit status says so.
    report.skip('everything', lacking);
    return report.end();
  }
  const documents = new DocumentsOfIam();
  const names = Object.keys(SECTIONS).filter((name) => asked.length === 0 || asked.includes(name));
  await tried(report, async () => {
    const emulator = await MiniStack.start();
    for (const name of names) { await tried(report, () => SECTIONS[name](emulator, report, documents)); }
    emulator.emulator.stop();
  });
  if (names.includes('catalogue')) { await tried(report, () => iamDocuments(report, documents)); }
  for (const limit of LIMITS) { report.notProven(limit); }
  return report.end();
}

/** What breaks a section off is a failure of its own, unless it needs what cannot be had here. */
async function tried(report: Report, section: () => Promise<void>): Promise<void> {
  try {
    await section();
  } catch (error) {
    if (error instanceof Unavailable) { report.skip('everything', error.message); } else { await report.check('everything is tried', () => { throw error; }); }
  }
}

main(process.argv.slice(2)).then((status) => { process.exitCode = status; }, (error: Error) => {
  console.error(error.stack);
  process.exitCode = 1;
}).finally(stopAll);
